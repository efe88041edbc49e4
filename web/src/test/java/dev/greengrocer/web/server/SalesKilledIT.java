package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sales of a server that is killed while it sells. */
final class SalesKilledIT {

  private static final int KILLS = 2;
  private static final int TILLS = 3;
  private static final String SALE =
      "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": 0.335}, {\"name\": \"kiwi\","
          + " \"pieces\": 2}]}";

  @TempDir private Path folder;

  @Test
  void killed_right_after_a_receipt_it_has_lost_no_sale_and_made_none_twice() throws Exception {
    ConcurrentMap<String, String> receipts = new ConcurrentHashMap<>();
    for (int round = 0; round < KILLS; round++) {
      try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
        ExecutorService tills = Executors.newFixedThreadPool(TILLS);
        for (int till = 0; till < TILLS; till++) {
          String name = "round-" + round + "-till-" + till + "-sale-";
          tills.execute(() -> sellUntilKilled(server, name, receipts));
        }
        int before = receipts.size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (receipts.size() < before + 10 && System.nanoTime() < end) {
          Thread.sleep(1);
        }
        server.kill();
        tills.shutdown();
        assertThat(tills.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(receipts).hasSizeGreaterThan(before);
      }
    }

    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      for (Map.Entry<String, String> receipt : receipts.entrySet()) {
        HttpResponse<String> again = server.sell(SALE, receipt.getKey());
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        JsonNode sale = ServerProcess.json(again);
        assertThat(sale.at("/id").asString()).isEqualTo(receipt.getValue());
        // 2.99 × 0.335 = 1.00165; 2 × 0.45
        assertThat(sale.at("/lines").size()).isEqualTo(2);
        assertThat(sale.at("/total").asString()).isEqualTo("1.90");
      }
    }
  }

  private static void sellUntilKilled(
      ServerProcess server, String name, ConcurrentMap<String, String> receipts) {
    for (int number = 0; ; number++) {
      try {
        HttpResponse<String> sold = server.sell(SALE, name + number);
        if (sold.statusCode() == 201) {
          receipts.put(name + number, ServerProcess.id(sold));
        }
      } catch (IOException e) {
        return; // killed
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a server answers while another program holds its database, and after that. */
final class LockedServerTest extends ServedTest {

  private static final String SALE = "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}]}";

  @Test
  void while_it_is_locked_reads_work_and_writes_say_so_and_after_that_all_is_as_before()
      throws Exception {
    String model = get("/api/v1/model").body();
    copyBundle("other");
    String freshKey = key(Role.CLERK); // whose first use has to be written down
    long receipts = receipts();
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try (Connection other = anotherProgram();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Future<HttpResponse<String>> swap =
          callers.submit(
              () ->
                  send(
                      HttpRequest.newBuilder(uri("/api/v1/model"))
                          .header("Content-Type", "application/json")
                          .PUT(HttpRequest.BodyPublishers.ofString("{\"bundle\": \"other\"}"))));
      List<Future<HttpResponse<String>>> sales =
          Stream.generate(() -> callers.submit(() -> postJson("/api/v1/sales", SALE)))
              .limit(6)
              .toList();
      Future<HttpResponse<String>> closing =
          callers.submit(() -> postJson("/api/v1/closings", "{\"counted\": 1}"));

      HttpResponse<String> read =
          sendAsIs(
              HttpRequest.newBuilder(uri("/api/v1/prices"))
                  .header("Authorization", "Bearer " + freshKey)
                  .GET());
      assertThat(read.statusCode()).isEqualTo(200);
      for (Future<HttpResponse<String>> sale : sales) {
        assertProblem(sale.get(), 503, "books");
        assertThat(sale.get().headers().firstValue("Retry-After")).isPresent();
      }
      assertProblem(closing.get(), 503, "books");
      assertThat(swap.get().statusCode()).isEqualTo(503);
      assertThat(get("/api/v1/model").body()).isEqualTo(model);
      statement.execute("ROLLBACK");
    } finally {
      callers.shutdownNow();
    }

    assertThat(dataDirectory().resolve("model")).doesNotExist();
    for (int sale = 1; sale <= 10; sale++) {
      HttpResponse<String> sold = postJson("/api/v1/sales", SALE);
      assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
      assertThat(json(sold).at("/receipt").asLong()).isEqualTo(receipts + sale);
    }
    assertThat(json(postJson("/api/v1/closings", "{\"counted\": 1}")).at("/closing/number").asInt())
        .isEqualTo(1);
    assertThat(post("/api/v1/predictions", Photos.jpeg(80, 60, 91)).statusCode()).isEqualTo(201);
  }

  private void copyBundle(String name) throws IOException {
    Path bundled = Path.of(System.getProperty("greengrocer.home", "..")).resolve("models/bundled");
    Path copy = Files.createDirectories(dataDirectory().resolve("models").resolve(name));
    for (Path file : List.copyOf(filesOf(bundled))) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    ModelBundles.open(copy);
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private long receipts() {
    return json(postJson("/api/v1/sales", SALE)).at("/receipt").asLong();
  }

  private Connection anotherProgram() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:sqlite:" + dataDirectory().resolve("greengrocer.sqlite"));
  }
}

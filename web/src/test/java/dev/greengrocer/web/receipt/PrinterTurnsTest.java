package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PrinterTurnsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final PrinterTurns turns = new PrinterTurns();

  @Test
  void a_few_receipts_wait_for_a_printer_and_more_are_refused_at_once() throws Exception {
    ExecutorService tills = Executors.newCachedThreadPool();
    CountDownLatch printing = new CountDownLatch(1);
    CountDownLatch mended = new CountDownLatch(1);
    AtomicInteger printed = new AtomicInteger();
    List<Future<?>> receipts = new ArrayList<>();
    try {
      receipts.add(
          tills.submit(
              () -> {
                turns.take(
                    "counter",
                    LONG,
                    () -> {
                      printing.countDown();
                      awaitQuietly(mended);
                      printed.incrementAndGet();
                    });
                return null;
              }));
      assertThat(printing.await(1, TimeUnit.MINUTES)).isTrue();
      CountDownLatch refused = new CountDownLatch(1);
      for (int till = 0; till <= PrinterTurns.MOST_WAITING; till++) {
        receipts.add(
            tills.submit(
                () -> {
                  try {
                    turns.take("counter", LONG, printed::incrementAndGet);
                  } catch (IOException e) {
                    assertThat(e).hasMessage("8 receipts wait for it already; press again");
                    refused.countDown();
                  }
                  return null;
                }));
      }

      // One too many came, and was refused while all others still wait.
      assertThat(refused.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(printed).hasValue(0);
      turns.take("other", LONG, printed::incrementAndGet);

      mended.countDown();
      for (Future<?> receipt : receipts) {
        receipt.get(1, TimeUnit.MINUTES);
      }
      assertThat(printed).hasValue(1 + PrinterTurns.MOST_WAITING + 1);
    } finally {
      mended.countDown();
      tills.shutdownNow();
    }
  }

  @Test
  void a_printer_that_fails_is_free_again() throws IOException {
    for (int time = 0; time < 2 * PrinterTurns.MOST_WAITING; time++) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      "counter",
                      LONG,
                      () -> {
                        throw new IOException("out of paper");
                      }))
          .hasMessage("out of paper");
    }
    AtomicInteger printed = new AtomicInteger();
    turns.take("counter", LONG, printed::incrementAndGet);
    assertThat(printed).hasValue(1);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

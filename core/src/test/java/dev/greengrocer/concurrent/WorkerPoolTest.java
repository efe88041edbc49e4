package dev.greengrocer.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorkerPoolTest {

  @Test
  void results_stand_in_the_order_of_the_items() {
    try (WorkerPool pool = WorkerPool.fixed(3, "worker")) {
      assertThat(pool.map(List.of(1, 2, 3, 4, 5), number -> number * number))
          .containsExactly(1, 4, 9, 16, 25);
    }
  }

  @Test
  void a_failure_comes_as_it_was_thrown() {
    try (WorkerPool pool = WorkerPool.fixed(2, "worker")) {
      assertThatThrownBy(
              () ->
                  pool.map(
                      List.of(1, 0, 2),
                      number -> {
                        if (number == 0) {
                          throw new IllegalArgumentException("nought");
                        }
                        return number;
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("nought");
    }
  }

  @Test
  void work_that_cannot_be_interrupted_has_ended_when_closing_returns() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    WorkerPool pool = WorkerPool.fixed(1, "worker");
    Future<?> first =
        pool.submit(
            () -> {
              begun.countDown();
              long until = System.nanoTime() + 50_000_000; // as native code does
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              ended.set(true);
              return null;
            });
    Future<?> never = pool.submit(() -> null);
    begun.await();

    pool.close();

    assertThat(ended).isTrue();
    assertThat(first).isDone();
    assertThatThrownBy(() -> WorkerPool.await(never)).isInstanceOf(CancellationException.class);
  }

  @Test
  void an_interrupted_caller_waits_all_the_same_and_stays_interrupted() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    WorkerPool pool = WorkerPool.growing("worker");
    Future<?> work =
        pool.submit(
            () -> {
              begun.countDown();
              long until = System.nanoTime() + 50_000_000;
              while (System.nanoTime() < until) {
                Thread.onSpinWait();
              }
              ended.set(true);
              return null;
            });
    begun.await();
    Thread.currentThread().interrupt();

    pool.close();

    assertThat(ended).isTrue();
    assertThat(work).isDone();
    assertThat(Thread.interrupted()).isTrue();
  }
}

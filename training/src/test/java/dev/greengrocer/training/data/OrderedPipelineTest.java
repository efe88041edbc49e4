package dev.greengrocer.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.concurrent.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OrderedPipelineTest {

  private final WorkerPool threads = WorkerPool.fixed(4, "worker");

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void hands_over_in_order_whatever_the_timing() {
    try (OrderedPipeline<Integer> pipeline =
        new OrderedPipeline<>(threads, 50, 8, OrderedPipelineTest::afterAWhile)) {
      List<Integer> read = new ArrayList<>();
      pipeline.forEachRemaining(read::add);

      assertThat(read).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }
  }

  @Test
  void never_works_further_ahead_than_the_window() {
    AtomicInteger begun = new AtomicInteger();
    try (OrderedPipeline<Integer> pipeline =
        new OrderedPipeline<>(threads, 50, 3, item -> begun.incrementAndGet())) {
      for (int read = 1; read <= 10; read++) {
        pipeline.next();
        LockSupport.parkNanos(2_000_000);
        assertThat(begun.get()).isLessThanOrEqualTo(read + 3);
      }
    }
  }

  @Test
  void a_failure_arrives_as_it_was_thrown_in_its_place() {
    try (OrderedPipeline<Integer> pipeline =
        new OrderedPipeline<>(
            threads,
            5,
            5,
            item -> {
              if (item == 2) {
                throw new IllegalStateException("photo 2");
              }
              return item;
            })) {
      assertThat(pipeline.next()).isZero();
      assertThat(pipeline.next()).isEqualTo(1);
      assertThatThrownBy(pipeline::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("photo 2");
    }
  }

  private static int afterAWhile(int item) {
    LockSupport.parkNanos(new SplittableRandom(item).nextLong(3_000_000));
    return item;
  }
}

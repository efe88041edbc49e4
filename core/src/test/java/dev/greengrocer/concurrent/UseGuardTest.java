package dev.greengrocer.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("try") // uses are held, not read
final class UseGuardTest {

  @Test
  void closing_waits_for_the_use_that_has_begun_and_refuses_the_next() throws Exception {
    UseGuard guard = new UseGuard("the session");
    AtomicBoolean released = new AtomicBoolean();
    UseGuard.Use use = guard.enter();
    CountDownLatch asked = new CountDownLatch(1);
    try (WorkerPool pool = WorkerPool.fixed(1, "closer")) {
      Future<?> closing =
          pool.submit(
              () -> {
                asked.countDown();
                guard.close(() -> released.set(true));
                return null;
              });
      asked.await();
      while (!refuses(guard)) {
        Thread.onSpinWait();
      }
      assertThat(released).isFalse();
      use.close();
      closing.get();
    }
    assertThat(released).isTrue();
    assertThatThrownBy(guard::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the session was closed; open it again to use it");
  }

  @Test
  void the_end_of_a_process_waits_for_uses_and_lets_no_other_begin() throws Exception {
    NativeUses uses = new NativeUses();
    UseGuard learner = new UseGuard("the learner", uses);
    UseGuard teacher = new UseGuard("the teacher", uses);
    UseGuard.Use step = learner.enter();
    AtomicBoolean begun = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              try (UseGuard.Use use = teacher.enter()) {
                begun.set(true);
              }
            });
    other.setDaemon(true);

    assertThat(uses.stop(Duration.ofMillis(50))).isFalse();
    other.start();
    try (UseGuard.Use within = teacher.enter()) { // as a step asks its teacher
      assertThat(uses.stop(Duration.ofMillis(50))).isFalse();
    }
    step.close();

    assertThat(uses.stop(Duration.ofSeconds(30))).isTrue();
    other.join(200);
    assertThat(other.isAlive()).isTrue();
    assertThat(begun).isFalse();
  }

  @Test
  void a_use_that_is_refused_holds_no_end_up() {
    NativeUses uses = new NativeUses();
    UseGuard guard = new UseGuard("the session", uses);
    guard.close(() -> {});

    assertThatThrownBy(guard::enter).isInstanceOf(IllegalStateException.class);
    assertThat(uses.stop(Duration.ofMillis(1))).isTrue();
  }

  // On a thread of its own: this thread may enter as long as it holds a use.
  private static boolean refuses(UseGuard guard) throws InterruptedException {
    AtomicBoolean refused = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              try (UseGuard.Use use = guard.enter()) {
                refused.set(false);
              } catch (IllegalStateException e) {
                refused.set(true);
              }
            });
    other.start();
    other.join();
    return refused.get();
  }

  @Test
  void what_is_closed_twice_is_released_once() {
    UseGuard guard = new UseGuard("it");
    AtomicInteger released = new AtomicInteger();

    guard.close(released::incrementAndGet);
    guard.close(released::incrementAndGet);

    assertThat(released).hasValue(1);
  }

  @Test
  void who_uses_it_cannot_close_it_and_wait_for_themselves() {
    UseGuard guard = new UseGuard("it");
    try (UseGuard.Use use = guard.enter()) {
      assertThatThrownBy(() -> guard.close(() -> {})).isInstanceOf(IllegalStateException.class);
    }
    guard.close(() -> {});
  }

  @Test
  void an_interrupt_does_not_release_what_is_in_use() throws Exception {
    UseGuard guard = new UseGuard("it");
    AtomicBoolean released = new AtomicBoolean();
    AtomicBoolean kept = new AtomicBoolean();
    UseGuard.Use use = guard.enter();
    Thread closer =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              guard.close(() -> released.set(true));
              kept.set(Thread.currentThread().isInterrupted());
            });
    closer.start();
    while (!refuses(guard)) {
      Thread.onSpinWait();
    }
    assertThat(released).isFalse();
    use.close();
    closer.join();
    assertThat(released).isTrue();
    assertThat(kept).isTrue();
  }

  @Test
  void nothing_is_ever_used_after_its_release() {
    Random random = new Random(1);
    AtomicInteger uses = new AtomicInteger();
    try (WorkerPool pool = WorkerPool.growing("user")) {
      for (int round = 0; round < 2000; round++) {
        UseGuard guard = new UseGuard("it");
        AtomicBoolean released = new AtomicBoolean();
        List<Future<Boolean>> users = new ArrayList<>();
        for (int user = 0; user < 4; user++) {
          users.add(pool.submit(() -> usedAfterRelease(guard, released, uses)));
        }
        for (int wait = random.nextInt(2000); wait > 0; wait--) {
          Thread.onSpinWait();
        }
        guard.close(() -> released.set(true));
        assertThat(users).noneMatch(WorkerPool::await);
      }
    }
    assertThat(uses).hasPositiveValue();
  }

  private static boolean usedAfterRelease(
      UseGuard guard, AtomicBoolean released, AtomicInteger uses) {
    boolean wrong = false;
    for (int i = 0; i < 20; i++) {
      try (UseGuard.Use use = guard.enter()) {
        uses.incrementAndGet();
        wrong |= released.get();
        Thread.onSpinWait();
        wrong |= released.get();
      } catch (IllegalStateException e) {
        return wrong;
      }
    }
    return wrong;
  }
}

package dev.greengrocer.web.prediction;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Counts the photos that are being answered or wait for it. The one too many is refused at once: an
 * honest "later" is worth more than an answer that no client waits for any more. Thread-safe.
 */
final class QueueLimit {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int capacity;
  private final Semaphore free;

  QueueLimit(int capacity) {
    this.capacity = capacity;
    this.free = new Semaphore(capacity);
  }

  /**
   * Lets a photo in until the entry is closed.
   *
   * @throws RefusedException if there are too many already
   */
  Entry enter() {
    if (!free.tryAcquire()) {
      throw full();
    }
    return free::release;
  }

  /** Photos that are let in now. */
  int inside() {
    return capacity - free.availablePermits();
  }

  static RefusedException full() {
    return RefusedException.tryAgain(
        Problem.QUEUE_FULL, "Too many photos are waiting; try again in a moment", RETRY_AFTER);
  }

  /** A photo that was let in. */
  public interface Entry extends AutoCloseable {
    @Override
    void close();
  }
}

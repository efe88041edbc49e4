package dev.greengrocer.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which threads are inside native libraries, by all {@link UseGuard}s of a process. The end of a
 * process takes the libraries away while daemon and worker threads still run in them, and a thread
 * that computes then crashes with a report. So code that ends a process in the middle of its work
 * stops the uses first:
 *
 * <pre>{@code
 * NativeUses.OF_PROCESS.stop(Duration.ofSeconds(30));
 * Runtime.getRuntime().halt(status);
 * }</pre>
 *
 * Thread-safe.
 */
public final class NativeUses {

  /** Those of this process. */
  public static final NativeUses OF_PROCESS = new NativeUses();

  private final List<Thread> users = new ArrayList<>();
  private boolean stopped;

  NativeUses() {}

  /**
   * Lets uses that have begun end, and no other one begin: a thread that asks for one is held for
   * good. The process has to end after that.
   *
   * @param patience how long to wait for those that have begun
   * @return whether they have ended
   */
  public synchronized boolean stop(Duration patience) {
    stopped = true;
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    while (!users.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return users.isEmpty();
  }

  /** A thread goes in; one that is in already may go further. */
  synchronized void begin(Thread user) {
    while (stopped && !users.contains(user)) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Held for good, interrupted or not: there is nothing to go on with.
      }
    }
    users.add(user);
  }

  synchronized void end(Thread user) {
    users.remove(user);
    notifyAll();
  }
}

package dev.greengrocer.web;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Long work that a person asks for and no request waits for: one run at a time, in a daemon thread
 * of its own. Thread-safe.
 *
 * <pre>{@code
 * private final SingleJob job = new SingleJob("backup");
 *
 * boolean begin(Actor actor) {
 *   return job.begin(() -> run(actor));
 * }
 * }</pre>
 */
public final class SingleJob {

  private static final int PATIENCE_SECONDS = 10;

  private final AtomicBoolean running = new AtomicBoolean();
  private final ExecutorService thread;

  /**
   * Makes its thread.
   *
   * @param name of the thread
   */
  public SingleJob(String name) {
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Whether a run is under way. */
  public boolean isRunning() {
    return running.get();
  }

  /**
   * Begins a run unless one is under way.
   *
   * @return whether it began
   */
  public boolean begin(Runnable run) {
    return begin(() -> {}, run);
  }

  /**
   * Begins a run unless one is under way.
   *
   * @param announce done by the caller's thread before the run, so that the next caller hears of it
   * @return whether it began
   */
  public boolean begin(Runnable announce, Runnable run) {
    if (!running.compareAndSet(false, true)) {
      return false;
    }
    announce.run();
    thread.execute(
        () -> {
          try {
            run.run();
          } finally {
            running.set(false);
          }
        });
    return true;
  }

  /**
   * Takes no more runs and waits some seconds for the one that is under way.
   *
   * @return whether it has ended; else it goes on until the process ends
   */
  public boolean end() throws InterruptedException {
    thread.shutdown();
    return thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}

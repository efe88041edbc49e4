package dev.greengrocer.web.systemd;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd twice in each of its intervals that the server is alive, as long as it answers its
 * own health check. A server that does not is silent, and systemd ends and restarts it.
 */
final class Watchdog implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

  private final ServiceManager systemd;
  private final BooleanSupplier healthy;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Watchdog::thread);
  private boolean answered = true;

  private Watchdog(ServiceManager systemd, BooleanSupplier healthy) {
    this.systemd = systemd;
    this.healthy = healthy;
  }

  /**
   * Begins to watch.
   *
   * @param interval after which systemd ends a server that is silent
   * @param healthy asks the server; takes less than a quarter of the interval
   */
  @SuppressWarnings("FutureReturnValueIgnored") // look() never throws
  static Watchdog start(ServiceManager systemd, Duration interval, BooleanSupplier healthy) {
    Watchdog watchdog = new Watchdog(systemd, healthy);
    long pause = interval.toMillis() / 2;
    watchdog.timer.scheduleAtFixedRate(watchdog::look, 0, pause, TimeUnit.MILLISECONDS);
    return watchdog;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "watchdog");
    thread.setDaemon(true);
    return thread;
  }

  private void look() {
    boolean answers = healthy.getAsBoolean();
    if (answers) {
      if (answered) {
        systemd.tell("WATCHDOG=1");
      } else {
        log.info("The server answers its health check again");
        systemd.tell("WATCHDOG=1", "STATUS=Answers again");
      }
    } else if (answered) {
      log.error(
          "The server does not answer its own health check; systemd restarts it if it stays so");
      systemd.tell("STATUS=Does not answer its own health check");
    }
    answered = answers;
  }

  /** Ends the watch; does not wait for a check that has begun. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}

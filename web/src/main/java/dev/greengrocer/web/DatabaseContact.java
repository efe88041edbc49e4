package dev.greengrocer.web;

import dev.greengrocer.ledger.database.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Whether this server reaches the PostgreSQL that it shares with others. One that does not says
 * "not ready", so that the proxy sends requests to those that do. It asks once a second on a
 * connection of its own, which gives up early: requests may wait on a network that answers nothing.
 * SQLite is always reached. Thread-safe.
 */
public final class DatabaseContact implements HealthIndicator, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DatabaseContact.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long one answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Without an answer for so long, the database is away: longer than it takes to start anew. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final @Nullable DataSource database;
  private @Nullable Connection connection; // of the watching thread alone, as what it has told
  private boolean told;
  private @Nullable ScheduledExecutorService watch;
  private volatile long answeredAt = System.nanoTime();

  /**
   * Of a database.
   *
   * @param url address of a PostgreSQL database, or empty for SQLite
   */
  public DatabaseContact(String url) {
    this.database = url.isEmpty() ? null : Databases.impatient(url, PATIENCE);
  }

  /** Whether the database has answered in the last five seconds. */
  public boolean isThere() {
    return database == null || System.nanoTime() - answeredAt < SILENCE.toNanos();
  }

  @Override
  public Health health() {
    return isThere() ? Health.up().build() : Health.outOfService().build();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // ask() throws nothing
  public void start() {
    if (database == null) {
      return;
    }
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "database-contact");
              thread.setDaemon(true);
              return thread;
            });
    DataSource asked = database;
    started.scheduleWithFixedDelay(() -> ask(asked), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    watch = started;
  }

  private void ask(DataSource asked) {
    try {
      if (connection == null) {
        connection = asked.getConnection();
      }
      if (!connection.isValid((int) PATIENCE.toSeconds())) {
        throw new SQLException("it does not answer");
      }
      answeredAt = System.nanoTime();
      if (told) {
        log.info("The database answers again");
        told = false;
      }
    } catch (SQLException e) {
      close();
      if (!isThere() && !told) {
        log.warn("The database does not answer: not ready until it does ({})", e.getMessage());
        told = true;
      }
    }
  }

  private void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.debug("The connection was broken", e);
      }
      connection = null;
    }
  }

  @Override
  public void stop() {
    if (watch != null) {
      watch.execute(this::close);
      watch.shutdown();
      watch = null;
    }
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }
}

package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteDataSource;

final class DatabasePoolTest {

  /** After so many, HikariCP 7 waits as long as it ever does between two attempts. */
  private static final int REFUSALS = 10;

  private static final Duration CONNECTING = Duration.ofMillis(200);

  private final Switched database = new Switched();

  @Test
  void who_comes_just_after_an_attempt_is_served_by_the_next() throws Exception {
    try (HikariDataSource pool = Databases.pool(database)) {
      try (Connection first = pool.getConnection()) {
        assertThat(first.isValid(0)).isTrue();
      }

      database.isAway = true;
      pool.getHikariPoolMXBean().softEvictConnections();
      assertThat(database.refusals.tryAcquire(REFUSALS, 1, TimeUnit.MINUTES)).isTrue();
      database.isAway = false;

      try (Connection next = pool.getConnection()) {
        assertThat(next.isValid(0)).isTrue();
      }
    }
  }

  /** A database in memory that can be away, and to which it takes a while to connect. */
  private static final class Switched extends AbstractDataSource {

    private final SQLiteDataSource database = new SQLiteDataSource();
    private final Semaphore refusals = new Semaphore(0);
    private volatile boolean isAway;

    Switched() {
      database.setUrl("jdbc:sqlite::memory:");
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (isAway) {
        refusals.release();
        throw new SQLException("away");
      }
      LockSupport.parkNanos(CONNECTING.toNanos());
      return database.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }
}

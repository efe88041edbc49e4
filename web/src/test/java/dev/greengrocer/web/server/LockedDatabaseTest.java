package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that was locked or full leaves every connection of the pool as it was. */
final class LockedDatabaseTest {

  private static final int CONNECTIONS = 8;

  @TempDir Path folder;
  private HikariDataSource pool;
  private JdbcClient client;
  private TransactionTemplate transaction;

  @BeforeEach
  void open() {
    pool = Databases.openFile(folder.resolve("books.sqlite"), 50);
    client = JdbcClient.create(pool);
    transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    client.sql("CREATE TABLE lines (number INTEGER PRIMARY KEY, text VARCHAR)").update();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void after_a_lock_transactions_are_transactions_on_every_connection() throws SQLException {
    try (Connection other = anotherProgram();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      // As many at once as the pool has connections, so that each of them meets the lock.
      List<Connection> held = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        held.add(pool.getConnection());
      }
      for (Connection connection : held) {
        assertThatThrownBy(() -> connection.setAutoCommit(false))
            .hasMessageContaining("SQLITE_BUSY");
        assertThat(connection.getAutoCommit()).isTrue();
      }
      for (Connection connection : held) {
        connection.close();
      }
      assertThatThrownBy(() -> insertTwo(1))
          .isInstanceOfAny(DataAccessException.class, TransactionException.class);
      statement.execute("COMMIT");
    }

    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      int number = i;
      assertThatThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        insert(number);
                        throw new IllegalStateException("half way");
                      }))
          .hasMessage("half way");
    }
    assertThat(count()).isZero();
    insertTwo(1);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void a_commit_that_succeeded_is_never_reported_as_failed() throws SQLException {
    try (Connection own = pool.getConnection();
        Connection other = anotherProgram();
        Statement statement = other.createStatement()) {
      own.setAutoCommit(false);
      try (Statement insert = own.createStatement()) {
        insert.execute("INSERT INTO lines VALUES (1, 'a')");
      }
      own.commit();
      // The next transaction begins with its first statement, not with the commit.
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
      own.setAutoCommit(true);
    }

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void after_a_commit_the_next_statement_begins_a_transaction() throws SQLException {
    try (Connection own = pool.getConnection()) {
      own.setAutoCommit(false);
      for (int number = 1; number <= 2; number++) {
        try (Statement insert = own.createStatement()) {
          insert.execute("INSERT INTO lines VALUES (%d, 'a')".formatted(number));
        }
        if (number == 1) {
          own.commit();
        }
      }
      own.rollback();
    }

    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_full_database_rolls_the_whole_transaction_back() {
    client.sql("PRAGMA max_page_count = 8").query().singleValue();
    String much = "x".repeat(3_000);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      for (int number = 1; number <= 20; number++) {
                        client
                            .sql("INSERT INTO lines VALUES (:number, :text)")
                            .param("number", number)
                            .param("text", much)
                            .update();
                      }
                    }))
        .hasStackTraceContaining("SQLITE_FULL");

    assertThat(count()).isZero();
  }

  @Test
  void no_statement_commits_by_itself_after_one_that_failed() {
    client.sql("PRAGMA max_page_count = 8").query().singleValue();
    String much = "x".repeat(60_000);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      insert(1);
                      try {
                        client.sql("INSERT INTO lines VALUES (2, '" + much + "')").update();
                      } catch (DataAccessException e) {
                        insert(3); // a caller that goes on as if nothing had happened
                      }
                    }))
        .hasStackTraceContaining("SQLITE_FULL");

    assertThat(count()).isZero();
    insertTwo(1);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void a_refused_value_leaves_the_rest_of_its_transaction() {
    transaction.executeWithoutResult(
        status -> {
          insert(1);
          assertThatThrownBy(() -> insert(1)).isInstanceOf(DataAccessException.class);
          insert(2);
        });

    assertThat(count()).isEqualTo(2);
  }

  private Connection anotherProgram() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.sqlite"));
  }

  private void insertTwo(int first) {
    transaction.executeWithoutResult(
        status -> {
          insert(first);
          insert(first + 1);
        });
  }

  private void insert(int number) {
    client.sql("INSERT INTO lines VALUES (:number, 'a')").param("number", number).update();
  }

  private long count() {
    return client.sql("SELECT COUNT(*) FROM lines").query(Long.class).single();
  }
}

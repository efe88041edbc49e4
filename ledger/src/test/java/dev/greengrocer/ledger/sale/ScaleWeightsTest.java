package dev.greengrocer.ledger.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** At which till a basket is, which each look at the till says again. */
final class ScaleWeightsTest {

  private static final TillName COUNTER = new TillName("counter-1");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private HikariDataSource source;

  @SuppressWarnings("NullAway.Init")
  private ScaleWeights weights;

  @BeforeEach
  void open() {
    source = Databases.openFile(folder.resolve("books.sqlite"), 50);
    Migrations.of(source).load().migrate();
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    weights =
        new ScaleWeights(
            JdbcClient.create(source),
            new Baskets(JdbcClient.create(source), transaction),
            transaction);
    JdbcClient.create(source)
        .sql("INSERT INTO baskets (id, updated_at) VALUES ('b', :now)")
        .param("now", Instant.EPOCH.toEpochMilli())
        .update();
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void a_basket_is_at_the_till_that_was_said_last() {
    weights.place("b", COUNTER);
    assertThat(till()).isEqualTo("counter-1");

    weights.place("b", null);
    assertThat(till()).isEqualTo("none");
  }

  @Test
  void who_looks_again_does_not_wait_for_another_writer() throws Exception {
    weights.place("b", COUNTER);
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.sqlite"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      weights.place("b", COUNTER);
      weights.place("none", COUNTER);
      assertThatThrownBy(() -> weights.place("b", null)).isInstanceOf(DataAccessException.class);

      statement.execute("ROLLBACK");
    }
    assertThat(till()).isEqualTo("counter-1");
  }

  private String till() {
    return JdbcClient.create(source)
        .sql("SELECT COALESCE(till, 'none') FROM baskets WHERE id = 'b'")
        .query(String.class)
        .single();
  }
}

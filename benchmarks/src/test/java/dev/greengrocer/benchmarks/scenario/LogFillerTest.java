package dev.greengrocer.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.Decision;
import dev.greengrocer.benchmarks.product.EmptyLog;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.PredictionLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@SuppressWarnings("NullAway.Init") // opened before each test
final class LogFillerTest {

  private static final int ROWS = 1_000;
  private static final int LABELS = 50;

  @TempDir private Path data;

  private HikariDataSource database;
  private JdbcClient sql;

  @BeforeEach
  void makeTables() {
    EmptyLog.make(data).close();
    open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void open() {
    database = Databases.open("", new DataDirectory(data));
    sql = JdbcClient.create(database);
  }

  /** While no server runs on it. */
  private void fill() throws SQLException {
    database.close();
    LogFiller.fill(data, ROWS, LABELS);
    open();
  }

  @Test
  void the_log_reads_what_was_filled_in_as_answers_of_its_own() throws Exception {
    fill();

    List<LoggedPrediction> answers = answers();
    assertThat(answers).hasSize(ROWS);
    assertThat(different(answers, LoggedPrediction::id)).isEqualTo(ROWS);
    assertThat(different(answers, LoggedPrediction::photo)).isEqualTo(ROWS);
    assertThat(different(answers, LoggedPrediction::decision)).isEqualTo(Decision.values().length);
    assertThat(labels()).isEqualTo(LABELS);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.scores()).hasSize(5));
  }

  @Test
  void its_answers_were_given_one_after_the_other_over_sixty_days_up_to_now() throws Exception {
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());

    fill();

    List<Instant> latestFirst = answers().stream().map(LoggedPrediction::at).toList();
    assertThat(latestFirst).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(latestFirst.get(0)).isBetween(before, before.plusSeconds(60));
    assertThat(Duration.between(latestFirst.get(ROWS - 1), latestFirst.get(0)))
        .isBetween(Duration.ofDays(59), Duration.ofDays(60));
  }

  @Test
  void the_tables_stay_as_the_servers_migrations_made_them() throws Exception {
    List<String> made = tablesAndIndexes();
    assertThat(made).anyMatch(text -> text.startsWith("CREATE INDEX predictions_label"));

    fill();

    assertThat(tablesAndIndexes()).isEqualTo(made);
  }

  @Test
  void the_server_finds_the_journal_that_it_left() throws Exception {
    fill();

    assertThat(one("PRAGMA journal_mode")).isEqualTo("wal");
    assertThat(one("PRAGMA integrity_check")).isEqualTo("ok");
  }

  @Test
  void the_dashboard_has_nothing_left_to_count() throws Exception {
    fill();

    assertThat(one("SELECT MAX(last_id) FROM daily_progress"))
        .isEqualTo(one("SELECT MAX(id) FROM predictions"));
  }

  private List<LoggedPrediction> answers() {
    return new PredictionLog(
            sql, TransactionOperations.withoutTransaction(), new ShopCalendar(ZoneOffset.UTC))
        .page(PredictionFilter.ALL, null, ROWS + 1)
        .items();
  }

  private static long different(
      List<LoggedPrediction> answers, Function<LoggedPrediction, Object> what) {
    return answers.stream().map(what).distinct().count();
  }

  private long labels() {
    return Long.parseLong(one("SELECT COUNT(DISTINCT label) FROM predictions"));
  }

  private String one(String query) {
    return sql.sql(query).query(String.class).single();
  }

  private List<String> tablesAndIndexes() {
    return sql.sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        .query(String.class)
        .list();
  }
}

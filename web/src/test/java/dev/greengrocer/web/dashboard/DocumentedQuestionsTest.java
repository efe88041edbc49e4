package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.analytics.AnalyticsExport;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.web.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The questions in docs/database.md run as they are printed, on a shop small enough to count; those
 * in docs/analytics.md, on what is exported of it, have the same answers.
 */
final class DocumentedQuestionsTest {

  private static final LabelSet LABELS =
      LabelSet.ofNames(List.of("bell pepper", "capsicum", "lemon", "tomato"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void each_question_is_answered_on_sqlite() throws IOException, SQLException {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void each_question_is_answered_on_postgresql() throws IOException, SQLException {
    check(PostgresServer.emptyDatabase("questions_" + Long.toHexString(System.nanoTime())));
  }

  private void check(String address) throws IOException, SQLException {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("latest").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      fill(database, new TransactionTemplate(new JdbcTransactionManager(source)));

      List<List<String>> answers =
          questions("database.md", "## Ten questions").stream()
              .map(sql -> database.sql(sql).query(this::rows))
              .toList();

      assertThat(answers)
          .containsExactly(
              List.of("3|4"),
              List.of("lemon|tomato|1"),
              List.of("9|3", "10|1", "11|1", "17|1"),
              List.of("2026-11-23|3|2|1|0", "2026-11-24|3|2|0|1"),
              List.of("tomato|2|3"),
              List.of("1|6"),
              List.of("new|2|2", "old|1|2"),
              List.of("2026-11-23|EUR|400", "2026-11-24|EUR|100"),
              List.of("tomato|EUR|350|1400", "lemon|EUR|150|500"),
              List.of("lemon|EUR|150|1|2"));
      assertThat(exported(source)).isEqualTo(answers);
    }
  }

  /** What DuckDB answers from the files. */
  private List<List<String>> exported(HikariDataSource source) throws IOException, SQLException {
    Path out = folder.resolve("export");
    try (ReadSnapshot books = ReadSnapshot.of(source, "books")) {
      AnalyticsExport.write(
          books,
          new ShopCalendar(ZoneOffset.UTC),
          FiscalCalendar.PLAIN,
          out,
          ExportFormat.PARQUET,
          (part, rows) -> assertThat(rows).isNotNegative());
    }
    List<List<String>> answers = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      for (String sql : questions("analytics.md", "## Read it with DuckDB")) {
        String placed = sql.replace("'parquet/", "'" + out + "/parquet/");
        if (placed.startsWith("CREATE")) {
          statement.execute(placed);
        } else {
          try (ResultSet result = statement.executeQuery(placed)) {
            answers.add(rows(result));
          }
        }
      }
    }
    return answers;
  }

  /** The SQL from a heading on, in its order. */
  private static List<String> questions(String file, String heading) throws IOException {
    Path home = Path.of(System.getProperty("greengrocer.home", ".."));
    String page = Files.readString(home.resolve("docs").resolve(file));
    String section = page.substring(page.indexOf(heading));
    return Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL)
        .matcher(section)
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        cells.add(String.valueOf(result.getString(column)));
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  /** Two days in November, and one in October that no question asks about. */
  private static void fill(JdbcClient database, TransactionTemplate transaction) {
    database.sql("INSERT INTO label_kinds VALUES ('capsicum', 'bell pepper')").update();
    PredictionLog log = new PredictionLog(database, transaction, new ShopCalendar(ZoneOffset.UTC));
    LabelLog labels =
        new LabelLog(
            database,
            log,
            new AuditLog(database, Clock.systemUTC()),
            transaction,
            List.of(),
            Clock.systemUTC());
    String october = answer(log, "2026-10-31T09:00:00Z", "lemon", Decision.ACCEPT, "old", 400);
    String right = answer(log, "2026-11-23T09:00:00Z", "lemon", Decision.ACCEPT, "old", 8);
    String wrong = answer(log, "2026-11-23T09:30:00Z", "lemon", Decision.ACCEPT, "old", 8);
    String chosen = answer(log, "2026-11-23T17:00:00Z", "tomato", Decision.SHORTLIST, "old", 8);
    String newer = answer(log, "2026-11-24T09:00:00Z", "tomato", Decision.ACCEPT, "new", 8);
    answer(log, "2026-11-24T10:00:00Z", "tomato", Decision.REJECT, "new", 400);
    String synonym = answer(log, "2026-11-24T11:00:00Z", "capsicum", Decision.ACCEPT, "new", 8);
    said(labels, october, "tomato");
    said(labels, right, "lemon");
    said(labels, wrong, "tomato");
    said(labels, chosen, "tomato");
    said(labels, newer, "tomato");
    said(labels, synonym, "bell pepper");

    sale(database, 1, "2026-10-31", "lemon", 1000, 300);
    sale(database, 2, "2026-11-23", "lemon", 500, 150);
    sale(database, 3, "2026-11-23", "tomato", 1000, 250);
    sale(database, 4, "2026-11-24", "tomato", 400, 100);
    sale(database, 5, "2026-11-24", "lemon", 1000, 300);
    database
        .sql("UPDATE sales SET voided_at = at, voided_by = 'ann', void_reason = 'r' WHERE id = '5'")
        .update();
  }

  private static String answer(
      PredictionLog log, String at, String label, Decision decision, String model, long millis) {
    Instant moment = Instant.parse(at);
    LoggedPrediction answer =
        new LoggedPrediction(
            Ids.first(moment),
            moment,
            new LoggedPrediction.Origin("r", Source.WEB, null, null),
            null,
            new LoggedPrediction.Outcome(
                decision,
                switch (decision) {
                  case ACCEPT -> Reason.CONFIDENT;
                  case SHORTLIST -> Reason.CLOSE_CALL;
                  case REJECT -> Reason.UNSURE;
                },
                List.of(),
                List.of(new ClassScore(label, 0.9))),
            new LoggedPrediction.Model("drawn", model),
            new LoggedPrediction.Timings(millis * 1000, 0, 0, 0),
            null);
    log.append(answer);
    return answer.id();
  }

  private static void said(LabelLog labels, String id, String truth) {
    labels.record(new Actor("ann"), Door.PAGE, id, Verdict.shows(LABELS, truth));
  }

  private static void sale(
      JdbcClient database, int number, String day, String name, int grams, int cents) {
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total)
            VALUES (:id, :number, :at, :day, 'ann', 'EUR', 'card', :cents, 0, :cents)
            """)
        .param("id", String.valueOf(number))
        .param("number", number)
        .param("at", Instant.parse(day + "T10:00:00Z").toEpochMilli())
        .param("day", day)
        .param("cents", cents)
        .update();
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, total)
            VALUES (:id, 1, :name, 'kg', 300, FALSE, :grams, 0, :cents)
            """)
        .param("id", String.valueOf(number))
        .param("name", name)
        .param("grams", grams)
        .param("cents", cents)
        .update();
  }
}

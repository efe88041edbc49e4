package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.database.Page;
import dev.greengrocer.ledger.database.UnreadableRow;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.PostgresServer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A database that was filled while scores were JSON in a column, and is opened by this version. */
final class EarlierScoresTest {

  private static final String TOMATO = "[{\"label\":\"tomato\",\"probability\":0.9}]";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void every_score_is_a_row_on_sqlite() {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void every_score_is_a_row_on_postgresql() {
    check(emptyDatabase());
  }

  @Test
  void a_program_that_is_stopped_half_way_begins_anew_on_sqlite() {
    checkStopped(
        "",
        """
        CREATE TRIGGER stop BEFORE INSERT ON prediction_scores WHEN NEW.label = 'last'
        BEGIN SELECT RAISE(ABORT, 'stopped'); END
        """);
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void a_program_that_is_stopped_half_way_begins_anew_on_postgresql() {
    checkStopped(
        emptyDatabase(),
        """
        CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql
          AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$;
        CREATE TRIGGER stop BEFORE INSERT ON prediction_scores
          FOR EACH ROW WHEN (NEW.label = 'last') EXECUTE FUNCTION stop()
        """);
  }

  private static String emptyDatabase() {
    return PostgresServer.emptyDatabase("scores_" + Long.toHexString(System.nanoTime()));
  }

  private void check(String address) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("16").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      // Numbers that end in other digits when a database reads them as SQLite reads JSON.
      String exact =
          "[{\"label\":\"tomato\",\"probability\":0.49999999999999994},"
              + "{\"label\":\"kiwi\",\"probability\":0.1234567890123456},"
              + "{\"label\":\"\u0131s\u0131rgan \\\"x\\\"\",\"probability\":1.0E-308}]";
      // A name that is shown means several labels.
      add(database, "a", "[{\"label\":\"bell pepper\",\"probability\":0.95}]", exact);
      add(database, "b", "[]", ranking(12));
      add(database, "c", "[]", "[null]");
      add(database, "d", "tomato", TOMATO);
      add(database, "e", "[]", "[]");
      add(database, "f", "[]", "[{\"probability\":0.5}]");
      add(database, "g", "[]", "[{\"label\":\"\\u0000\",\"probability\":0.5}]");
      add(database, "h", TOMATO, TOMATO);

      Migrations.of(source).load().migrate();

      PredictionLog log =
          new PredictionLog(
              database,
              TransactionOperations.withoutTransaction(),
              new ShopCalendar(ZoneOffset.UTC));
      Page<LoggedPrediction> page = log.page(PredictionFilter.ALL, null, 500);
      assertThat(page.items()).extracting(LoggedPrediction::id).containsExactly("h", "b", "a");
      LoggedPrediction a = page.items().get(2);
      assertThat(a.shortlist()).containsExactly(new ClassScore("bell pepper", 0.95));
      assertThat(a.scores())
          .containsExactly(
              new ClassScore("tomato", 0.49999999999999994),
              new ClassScore("kiwi", 0.1234567890123456),
              new ClassScore("\u0131s\u0131rgan \"x\"", 1.0E-308));
      assertThat(page.items().get(1).shortlist()).isEmpty();
      assertThat(page.items().get(1).scores())
          .hasSize(10)
          .startsWith(new ClassScore("label 0", 1.0), new ClassScore("label 1", 0.5));
      assertThat(page.unreadable())
          .extracting(UnreadableRow::words)
          .containsExactly(
              "predictions g cannot be read: scores"
                  + " '[{\"label\":\"\\u0000\",\"probability\":0.5}]': must be a JSON array of"
                  + " labels with probabilities",
              "predictions f cannot be read: scores '[{\"probability\":0.5}]':"
                  + " must be a JSON array of labels with probabilities",
              "predictions e cannot be read: a prediction needs at least one score",
              "predictions d cannot be read: shortlist 'tomato':"
                  + " must be a JSON array of labels with probabilities",
              "predictions c cannot be read: scores '[null]':"
                  + " must be a JSON array of labels with probabilities");
      assertThat(PredictionLog.unreadable(database)).hasSize(5);

      // The text is still there, and can be set right.
      database
          .sql("UPDATE unconverted_scores SET shortlist = :right WHERE prediction_id = 'd'")
          .param("right", TOMATO)
          .update();
      assertThat(log.find("d").orElseThrow().shortlist())
          .containsExactly(new ClassScore("tomato", 0.9));
    }
  }

  private void checkStopped(String address, String stop) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("16").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      for (int i = 0; i < 600; i++) {
        add(database, "p-%03d".formatted(i), "[]", TOMATO);
      }
      add(database, "p-600", "[]", TOMATO.replace("tomato", "last"));
      Migrations.of(source).target("17").load().migrate();
      database.sql(stop).update();

      assertThatThrownBy(() -> Migrations.of(source).load().migrate())
          .isInstanceOf(FlywayException.class)
          .hasStackTraceContaining("stopped");
      assertThat(rows(database)).isZero();

      database
          .sql("DROP TRIGGER stop" + (address.isEmpty() ? "" : " ON prediction_scores"))
          .update();
      Migrations.of(source).load().migrate();
      assertThat(rows(database)).isEqualTo(601);
      assertThat(PredictionLog.unreadable(database)).isEmpty();
    }
  }

  private static long rows(JdbcClient database) {
    return database.sql("SELECT COUNT(*) FROM prediction_scores").query(Long.class).single();
  }

  private static String ranking(int labels) {
    return IntStream.range(0, labels)
        .mapToObj(i -> "{\"label\":\"label %d\",\"probability\":%s}".formatted(i, 1.0 / (1 << i)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void add(JdbcClient database, String id, String shortlist, String scores) {
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, label, probability, decision, reason, shortlist, scores,
              model, model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros)
            VALUES (:id, 1, 'r', 'web', 'tomato', 0.9, 'accept', 'confident', :shortlist, :scores,
              'm', 'h', 1, 1, 1, 1)
            """)
        .params(java.util.Map.of("id", id, "shortlist", shortlist, "scores", scores))
        .update();
  }
}

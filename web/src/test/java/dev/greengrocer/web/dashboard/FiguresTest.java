package dev.greengrocer.web.dashboard;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.figures.AnswerCounts;
import dev.greengrocer.ledger.figures.AnswerCounts.LabelCell;
import dev.greengrocer.ledger.figures.Corrections;
import dev.greengrocer.ledger.figures.DailyFigures;
import dev.greengrocer.ledger.figures.Days;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionFilter;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.prediction.Station;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.web.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every figure in three ways: by the views before anything was counted up, by the views after it
 * was, and added up here from the answers themselves.
 */
final class FiguresTest {

  private static final int ANSWERS = 300;
  private static final Instant FIRST = Instant.parse("2026-03-27T00:00:00Z");
  private static final Days DAYS = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 30));
  private static final List<Decision> DECISIONS = List.of(Decision.values());
  private static final Map<String, String> KINDS = Map.of("capsicum", "bell pepper");
  private static final LabelSet LABELS =
      LabelSet.ofNames(List.of("bell pepper", "capsicum", "lemon", "tomato"));

  /** Its days begin at 18:15 UTC. */
  private static final ShopCalendar KATHMANDU = new ShopCalendar(ZoneId.of("Asia/Kathmandu"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void views_and_answers_agree_on_sqlite() {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void views_and_answers_agree_on_postgresql() {
    check(PostgresServer.emptyDatabase("figures_" + Long.toHexString(System.nanoTime())));
  }

  private void check(String address) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("latest").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      database.sql("INSERT INTO label_kinds VALUES ('capsicum', 'bell pepper')").update();
      TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
      PredictionLog log = new PredictionLog(database, transaction, KATHMANDU);
      LabelLog labels =
          new LabelLog(
              database,
              log,
              new AuditLog(database, Clock.systemUTC()),
              transaction,
              List.of(),
              Clock.systemUTC());
      assertThat(documented()).hasSize(17);
      documented()
          .forEach(
              (view, columns) ->
                  assertThat(columns(database, view)).as(view).containsSubsequence(columns));
      fill(log, labels);
      unreadable(database);
      List<LoggedPrediction> answers =
          log.page(PredictionFilter.ALL, null, 1000).items().stream()
              .filter(answer -> !answer.requestId().equals("unreadable"))
              .toList();
      assertThat(answers).hasSize(ANSWERS);

      DailyFigures notYet = figures(database, transaction, FIRST);
      DailyFigures half = figures(database, transaction, FIRST.plus(Duration.ofDays(2)));
      DailyFigures all = figures(database, transaction, FIRST.plus(Duration.ofDays(90)));
      for (DailyFigures figures : List.of(notYet, half, all, all)) {
        agree(database, answers, figures);
      }
      assertThat(database.sql("SELECT SUM(answers) FROM daily_labels").query(Long.class).single())
          .isEqualTo(ANSWERS);

      // What was counted stays counted when its answer is erased; what is read row by row does not.
      database.sql("DELETE FROM predictions WHERE answered_on = '2026-03-28'").update();
      assertThat(sum(database, "answers_by_day")).isEqualTo(ANSWERS);
      assertThat(sum(database, "answers_by_hour")).isLessThan(ANSWERS);
    }
  }

  @Test
  void days_that_an_earlier_version_counted_are_kept_on_sqlite() {
    checkEarlier("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void days_that_an_earlier_version_counted_are_kept_on_postgresql() {
    checkEarlier(PostgresServer.emptyDatabase("days_" + Long.toHexString(System.nanoTime())));
  }

  private void checkEarlier(String address) {
    ZoneId here = ZoneId.systemDefault();
    LocalDate first = LocalDate.of(2026, 1, 30);
    Instant counted = first.atTime(23, 59).atZone(here).toInstant();
    Instant uncounted = first.plusDays(1).atStartOfDay(here).toInstant();
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("16").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      earlier(database, "id-1", counted.toEpochMilli());
      earlier(database, "id-2", uncounted.toEpochMilli());
      if (address.isEmpty()) {
        earlier(database, "id-3", "never");
      }
      long day = first.toEpochDay();
      for (String cells :
          List.of(
              "daily_labels VALUES (%d, 'h', 'tomato', 'accept', 5)",
              "daily_confidence VALUES (%d, 'h', 9, 5)", "daily_latency VALUES (%d, 16, 5)")) {
        database.sql("INSERT INTO " + cells.formatted(day)).update();
      }
      database.sql("UPDATE daily_progress SET last_id = 'id-1'").update();

      Migrations.of(source).target("latest").load().migrate();

      assertThat(
              rows(
                  database,
                  "answered_on, answered_hour, source, decision, answers",
                  "answers_by_hour"))
          .containsExactly("2026-01-30|23|api|accept|1", "2026-01-31|0|api|accept|1");
      assertThat(rows(database, "answered_on, label, answers", "answers_by_day"))
          .containsExactly("2026-01-30|tomato|5", "2026-01-31|tomato|1");
      assertThat(rows(database, "answered_on, bin, answers", "confidence_by_day"))
          .containsExactly("2026-01-30|9|5", "2026-01-31|9|1");
      // 4 ms is the least of the class 16; how long each model took was not counted apart.
      assertThat(rows(database, "answered_on, model_sha256, bin, answers", "latency_by_day"))
          .containsExactly("2026-01-30||16|5", "2026-01-31|h|16|1");
    }
  }

  private static void earlier(JdbcClient database, String id, Object at) {
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, label, probability, decision, reason, shortlist, scores,
              model, model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros)
            VALUES (:id, :at, 'r', 'api', 'tomato', 0.9, 'accept', 'confident',
              '[{"label":"tomato","probability":0.9}]', '[{"label":"tomato","probability":0.9}]',
              'm', 'h', 1000, 1000, 1000, 1000)
            """)
        .param("id", id)
        .param("at", at)
        .update();
  }

  private static List<String> columns(JdbcClient database, String view) {
    return database.sql("SELECT * FROM " + view).query(FiguresTest::names);
  }

  private static List<String> names(ResultSet rows) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
      names.add(rows.getMetaData().getColumnName(column));
    }
    return names;
  }

  /** What docs/database.md says: a section for each view, and a line for each column or few. */
  private static Map<String, List<String>> documented() {
    Map<String, List<String>> columns = new TreeMap<>();
    String view = "";
    Path home = Path.of(System.getProperty("greengrocer.home", ".."));
    try {
      for (String line : Files.readAllLines(home.resolve("docs/database.md"))) {
        if (line.startsWith("## ")) {
          view = line.substring(3);
        } else if (line.startsWith("| `")) {
          Matcher name = Pattern.compile("`(\\w+)`").matcher(line.split("\\|", -1)[1]);
          while (name.find()) {
            columns.computeIfAbsent(view, made -> new ArrayList<>()).add(name.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return columns;
  }

  private static long sum(JdbcClient database, String view) {
    return database.sql("SELECT SUM(answers) FROM " + view).query(Long.class).single();
  }

  private static DailyFigures figures(
      JdbcClient database, TransactionTemplate transaction, Instant now) {
    return new DailyFigures(database, transaction, Clock.fixed(now, KATHMANDU.zone()));
  }

  private static void agree(
      JdbcClient database, List<LoggedPrediction> answers, DailyFigures figures) {
    AnswerCounts tally = figures.read(DAYS);
    assertThat(tally.answers()).isEqualTo(ANSWERS);
    Predicate<LoggedPrediction> named = answer -> answer.decision() != Decision.REJECT;
    Predicate<LoggedPrediction> accepted = answer -> answer.decision() == Decision.ACCEPT;
    Predicate<LoggedPrediction> checked = answer -> answer.feedback() != null;

    assertThat(
            rows(
                database,
                "answered_on, model_sha256, label, kind, decision, answers",
                "answers_by_day"))
        .isEqualTo(
            counted(
                answers,
                a -> key(day(a), a.modelSha256(), label(a), kind(label(a)), a.decision().id())));
    assertThat(tally.labelCells())
        .isEqualTo(
            answers.stream()
                .collect(
                    groupingBy(
                        a ->
                            new LabelCell(
                                KATHMANDU.day(a.at()),
                                a.modelSha256(),
                                label(a),
                                a.decision().id()),
                        counting())));
    assertThat(
            rows(
                database,
                "answered_on, answered_hour, source, decision, answers",
                "answers_by_hour"))
        .isEqualTo(
            counted(
                answers,
                a -> key(day(a), KATHMANDU.hour(a.at()), a.source().id(), a.decision().id())));
    assertThat(rows(database, "answered_on, station, decision, answers", "stations_by_day"))
        .isEqualTo(
            counted(
                answers.stream().filter(a -> a.station() != null).toList(),
                a -> key(day(a), Objects.requireNonNull(a.station()).name(), a.decision().id())));
    assertThat(rows(database, "answered_on, model_sha256, bin, answers", "confidence_by_day"))
        .isEqualTo(
            counted(
                answers,
                a ->
                    key(
                        day(a),
                        a.modelSha256(),
                        Math.min(9, (int) Math.floor(a.best().probability() * 10)))));
    assertThat(
            rows(
                database,
                "prediction_id, verdict, COALESCE(label, '-'), is_right, 1",
                "current_labels"))
        .isEqualTo(
            counted(
                answers.stream().filter(checked).toList(),
                a -> key(a.id(), verdict(a), truth(a), isRight(a) ? 1 : 0)));
    assertThat(
            rows(
                database,
                "answered_on, model_sha256, answered, COALESCE(label, '-'), answers",
                "confusions_by_day"))
        .isEqualTo(
            counted(
                answers.stream().filter(named.and(checked).and(a -> !isRight(a))).toList(),
                a -> key(day(a), a.modelSha256(), label(a), truth(a))));

    Map<String, List<LoggedPrediction>> byKind =
        answers.stream().collect(groupingBy(a -> key(day(a), kind(label(a)))));
    assertThat(
            rows(
                database,
                "answered_on, kind, answers, accepted, shortlisted, rejected, checked,"
                    + " checked_right, confused",
                "kinds_by_day"))
        .isEqualTo(
            lines(
                byKind,
                kind ->
                    key(
                        kind.size(),
                        count(kind, accepted),
                        count(kind, named.and(accepted.negate())),
                        count(kind, named.negate()),
                        count(kind, named.and(checked)),
                        count(kind, named.and(checked).and(FiguresTest::isRight)),
                        count(kind, named.and(checked).and(a -> !isRight(a))))));

    Map<String, List<LoggedPrediction>> byModel =
        answers.stream().collect(groupingBy(a -> key(day(a), a.modelSha256())));
    assertThat(
            rows(
                database,
                "answered_on, model_sha256, answers, accepted, shortlisted, rejected, checked,"
                    + " checked_right, accepted_checked, accepted_right",
                "model_health_by_day"))
        .isEqualTo(
            lines(
                byModel,
                model ->
                    key(
                        model.size(),
                        count(model, accepted),
                        count(model, named.and(accepted.negate())),
                        count(model, named.negate()),
                        count(model, named.and(checked)),
                        count(model, named.and(checked).and(FiguresTest::isRight)),
                        count(model, accepted.and(checked)),
                        count(model, accepted.and(checked).and(FiguresTest::isRight)))));
    percentiles(database, byModel);

    Corrections corrections = Corrections.of(figures.said(DAYS));
    assertThat(corrections.accepted())
        .isEqualTo(
            new Proportion(
                count(answers, accepted.and(checked).and(FiguresTest::isRight)),
                count(answers, accepted.and(checked))));
    assertThat(corrections.first())
        .isEqualTo(
            new Proportion(
                count(answers, named.and(checked).and(FiguresTest::isRight)),
                count(answers, named.and(checked))));
  }

  /** Classes of latency are right to 5 percent. */
  private static void percentiles(
      JdbcClient database, Map<String, List<LoggedPrediction>> byModel) {
    database
        .sql("SELECT * FROM model_health_by_day")
        .query(
            row -> {
              List<Double> sorted =
                  requireNonNull(
                          byModel.get(
                              key(row.getString("answered_on"), row.getString("model_sha256"))))
                      .stream()
                      .map(answer -> answer.timings().milliseconds())
                      .sorted()
                      .toList();
              for (int percent : new int[] {50, 95}) {
                double exact = sorted.get((sorted.size() * percent + 99) / 100 - 1);
                assertThat(row.getDouble("p%d_milliseconds".formatted(percent)))
                    .isCloseTo(exact, within(exact * 0.05 + 0.01));
              }
            });
  }

  private static void fill(PredictionLog log, LabelLog labels) {
    Random random = new Random(18);
    List<String> names = LABELS.names();
    for (int i = 0; i < ANSWERS + 2; i++) {
      Instant at = FIRST.plusMillis((long) (random.nextDouble() * Duration.ofDays(4).toMillis()));
      Decision decision = DECISIONS.get(random.nextInt(DECISIONS.size()));
      String label = names.get(random.nextInt(names.size()));
      LoggedPrediction answer = answer(random, at, decision, label);
      log.append(answer);
      if (random.nextInt(3) == 0) {
        labels.record(new Actor("ann"), Door.PAGE, answer.id(), Verdict.shows(LABELS, "lemon"));
        labels.record(
            new Actor("ann"),
            Door.API,
            answer.id(),
            random.nextInt(6) == 0
                ? Verdict.NOT_IN_LIST
                : Verdict.shows(LABELS, names.get(random.nextInt(names.size()))));
      }
    }
  }

  private static LoggedPrediction answer(
      Random random, Instant at, Decision decision, String label) {
    // Some exactly where one class of confidence or latency ends.
    double probability = random.nextBoolean() ? random.nextInt(11) / 10.0 : random.nextDouble();
    long micros = random.nextBoolean() ? 1000L << random.nextInt(8) : random.nextInt(300_000);
    List<ClassScore> scores = List.of(new ClassScore(label, probability));
    return new LoggedPrediction(
        Ids.first(at).substring(0, 24) + "%012x".formatted(random.nextInt(Integer.MAX_VALUE)),
        at,
        new LoggedPrediction.Origin(
            "r",
            random.nextBoolean() ? Source.API : Source.WEB,
            null,
            null,
            random.nextBoolean() ? new Station("till " + random.nextInt(3)) : null),
        null,
        new LoggedPrediction.Outcome(
            decision,
            decision == Decision.ACCEPT
                ? Reason.CONFIDENT
                : decision == Decision.SHORTLIST ? Reason.CLOSE_CALL : Reason.UNSURE,
            List.of(),
            scores),
        new LoggedPrediction.Model("drawn", random.nextBoolean() ? "old" : "new"),
        new LoggedPrediction.Timings(micros, 0, 0, 0),
        null);
  }

  /** An answer that cannot be read counts nowhere, and hides no other. */
  private static void unreadable(JdbcClient database) {
    database
        .sql(
            """
            UPDATE predictions SET decision = 'perhaps', request_id = 'unreadable'
            WHERE id = (SELECT MIN(id) FROM predictions WHERE feedback IS NULL)
            """)
        .update();
    database
        .sql(
            """
            UPDATE predictions SET probability = 7, request_id = 'unreadable'
            WHERE id = (SELECT MAX(id) FROM predictions WHERE feedback IS NULL)
            """)
        .update();
  }

  private static Collection<String> rows(JdbcClient database, String columns, String view) {
    int width = columns.split(", (?!'-')", -1).length;
    return new ArrayList<>(
            new TreeMap<>(
                    database
                        .sql("SELECT %s FROM %s".formatted(columns, view))
                        .query(
                            (row, number) -> {
                              List<Object> cells = new ArrayList<>();
                              for (int column = 1; column <= width; column++) {
                                cells.add(row.getString(column));
                              }
                              return key(cells.toArray());
                            })
                        .list()
                        .stream()
                        .collect(groupingBy(Function.identity(), counting())))
                .entrySet())
        .stream().map(row -> row.getValue() == 1 ? row.getKey() : row.getKey() + " twice").toList();
  }

  private static List<String> counted(
      List<LoggedPrediction> answers, Function<LoggedPrediction, String> key) {
    return lines(answers.stream().collect(groupingBy(key)), cell -> String.valueOf(cell.size()));
  }

  private static List<String> lines(
      Map<String, List<LoggedPrediction>> cells, Function<List<LoggedPrediction>, String> figures) {
    return cells.entrySet().stream()
        .map(cell -> cell.getKey() + "|" + figures.apply(cell.getValue()))
        .sorted()
        .toList();
  }

  private static String key(Object... parts) {
    return String.join("|", List.of(parts).stream().map(String::valueOf).toList());
  }

  private static long count(List<LoggedPrediction> answers, Predicate<LoggedPrediction> which) {
    return answers.stream().filter(which).count();
  }

  private static String day(LoggedPrediction answer) {
    return KATHMANDU.day(answer.at()).toString();
  }

  private static String label(LoggedPrediction answer) {
    return answer.best().label();
  }

  private static String kind(String label) {
    return KINDS.getOrDefault(label, label);
  }

  private static String verdict(LoggedPrediction answer) {
    return answer.feedback() == null ? "-" : answer.feedback().kind().id();
  }

  private static String truth(LoggedPrediction answer) {
    String truth = answer.feedback() == null ? null : answer.feedback().trueLabel();
    return truth == null ? "-" : truth;
  }

  private static boolean isRight(LoggedPrediction answer) {
    return kind(label(answer)).equals(kind(truth(answer)));
  }
}

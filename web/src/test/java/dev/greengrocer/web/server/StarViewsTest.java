package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.StorageException;
import dev.greengrocer.analytics.AnalyticsExport;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.analytics.powerbi.PostgresViews;
import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.Fact;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.database.ReadSnapshot;
import dev.greengrocer.ledger.experiment.Experiments;
import dev.greengrocer.ledger.label.Door;
import dev.greengrocer.ledger.label.LabelLog;
import dev.greengrocer.ledger.label.Verdict;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.prediction.Station;
import dev.greengrocer.web.PostgresServer;
import dev.greengrocer.web.experiment.DrawnExperiment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The views of the star schema in PostgreSQL have the same rows, keys included, as the files. */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class StarViewsTest {

  private static final ShopCalendar CALENDAR = new ShopCalendar(ZoneId.of("Europe/Vienna"));
  private static final FiscalCalendar FISCAL = new FiscalCalendar(Month.JULY, DayOfWeek.SATURDAY);
  private static final LabelSet LABELS =
      LabelSet.ofNames(List.of("bell pepper", "capsicum", "jalapeño", "lemon", "tomato"));

  private static final String VIEWS =
      "SELECT table_name FROM information_schema.views WHERE table_schema = 'greengrocer_star'"
          + " ORDER BY table_name";

  @TempDir Path folder;

  @Test
  void views_and_files_have_the_same_rows() throws SQLException {
    String address = PostgresServer.emptyDatabase("star_" + Long.toHexString(System.nanoTime()));
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("latest").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
      fill(database, transaction);
      record(new Experiments(database, transaction));
      Path out = folder.resolve("export");
      try (ReadSnapshot books = ReadSnapshot.of(source, "books")) {
        AnalyticsExport.write(
            books, CALENDAR, FISCAL, out, ExportFormat.PARQUET, (part, rows) -> {});
      }

      try (Connection postgres = source.getConnection();
          Statement views = postgres.createStatement();
          Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          Statement files = duck.createStatement()) {
        for (int times = 0; times < 2; times++) { // it may be run again
          views.execute(PostgresViews.sql(CALENDAR.zone(), FISCAL));
        }
        for (Table table : StarSchema.tables()) {
          List<String> expected =
              rows(
                  files.executeQuery(
                      "SELECT %s FROM '%s/parquet/%s%s.parquet'"
                          .formatted(
                              columns(table),
                              out,
                              table.name(),
                              table instanceof Fact ? "/*" : "")));
          List<String> found =
              rows(
                  views.executeQuery(
                      "SELECT %s FROM %s.\"%s\""
                          .formatted(columns(table), PostgresViews.SCHEMA, table.name())));
          assertThat(found)
              .as(table.name())
              .isNotEmpty()
              .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(
                rows(
                    views.executeQuery(
                        "SELECT table_name, column_name FROM information_schema.columns WHERE"
                            + " table_schema = 'greengrocer_star' AND column_name = 'actor'")))
            .as("names of users, to who may read every view")
            .isEmpty();
      }
    }
  }

  /** PostgreSQL counts the plus of GMT+02:00 to the west, Java to the east. */
  @Test
  void views_tell_the_time_of_every_zone_as_the_files_do() throws SQLException {
    String address = PostgresServer.emptyDatabase("zones_" + Long.toHexString(System.nanoTime()));
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder));
        Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      Migrations.of(source).target("latest").load().migrate();
      Instant winter = Instant.parse("2026-01-01T00:00:00Z");
      Instant summer = Instant.parse("2026-07-01T12:30:00Z");
      for (String id :
          List.of(
              "Europe/Vienna",
              "Asia/Kathmandu",
              "UTC",
              "Z",
              "GMT+02:00",
              "UTC-03:30",
              "+05:45",
              "Etc/GMT-2")) {
        ZoneId zone = ZoneId.of(id);
        statement.execute(PostgresViews.sql(zone, FISCAL));

        assertThat(
                rows(
                    statement.executeQuery(
                        """
                        SELECT greengrocer_star.shop_time(%d)::TEXT AS winter,
                          greengrocer_star.shop_time(%d)::TEXT AS summer
                        """
                            .formatted(winter.toEpochMilli(), summer.toEpochMilli()))))
            .as(id)
            .containsExactly(
                "winter=%s|summer=%s".formatted(local(winter, zone), local(summer, zone)));
      }
    }
  }

  private static String local(Instant moment, ZoneId zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
        .format(LocalDateTime.ofInstant(moment, zone));
  }

  @Test
  void an_upgrade_makes_them_anew_for_the_same_roles() throws SQLException {
    String id = Long.toHexString(System.nanoTime());
    String address = PostgresServer.emptyDatabase("stars_" + id);
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder));
        Connection connection =
            DriverManager.getConnection(address); // the pool's ends at a refusal
        Statement statement = connection.createStatement()) {
      StarViewsUpgrade upgrade = new StarViewsUpgrade(source, CALENDAR.zone(), FISCAL);
      // Nobody has made the views: none come.
      upgrade.around(true, () -> Migrations.of(source).target("latest").load().migrate());
      assertThat(rows(statement.executeQuery(VIEWS))).isEmpty();

      statement.execute(PostgresViews.sql(CALENDAR.zone(), FISCAL));
      statement.execute("CREATE ROLE \"analyst %s\" LOGIN".formatted(id));
      statement.execute("CREATE ROLE gone_%s LOGIN".formatted(id));
      for (String role : List.of("\"analyst %s\"".formatted(id), "gone_" + id)) {
        statement.execute("GRANT USAGE ON SCHEMA greengrocer_star TO " + role);
        statement.execute("GRANT SELECT ON greengrocer_star.sale_line TO " + role);
      }
      List<String> before = rows(statement.executeQuery(VIEWS));
      for (String trigger :
          JdbcClient.create(source)
              .sql(
                  """
                  SELECT tgname FROM pg_trigger
                  WHERE tgrelid = 'stock_movements'::regclass AND NOT tgisinternal
                  """)
              .query(String.class)
              .list()) {
        statement.execute("DROP TRIGGER " + trigger + " ON stock_movements");
      }
      String change = "ALTER TABLE stock_movements ALTER COLUMN lot TYPE VARCHAR(60)";
      assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("used by a view");

      // Killed between: the next start goes on.
      assertThatThrownBy(
              () ->
                  upgrade.around(
                      true,
                      () -> {
                        execute(source, change);
                        execute(source, "DROP OWNED BY gone_%1$s".formatted(id));
                        execute(source, "DROP ROLE gone_%1$s".formatted(id));
                        throw new IllegalStateException("killed");
                      }))
          .hasMessage("killed");
      assertThat(rows(statement.executeQuery(VIEWS))).isEmpty();
      upgrade.around(false, () -> {});

      assertThat(rows(statement.executeQuery(VIEWS))).isEqualTo(before).isNotEmpty();
      statement.execute("SET ROLE \"analyst %s\"".formatted(id));
      assertThat(rows(statement.executeQuery("SELECT * FROM greengrocer_star.sale_line")))
          .isEmpty();
      assertThatThrownBy(() -> statement.execute("SELECT * FROM greengrocer_star.prediction"))
          .hasMessageContaining("permission denied");
      statement.execute("RESET ROLE");

      statement.execute("CREATE VIEW mine AS SELECT clerk_key FROM greengrocer_star.clerk");
      assertThatThrownBy(() -> upgrade.around(true, () -> {}))
          .isInstanceOf(StorageException.class)
          .hasMessageContainingAll("public.mine", "drop them first");
      assertThat(rows(statement.executeQuery(VIEWS))).isEqualTo(before);
    }
  }

  private static void execute(HikariDataSource source, String sql) {
    JdbcClient.create(source).sql(sql).update();
  }

  private static String columns(Table table) {
    return table.columns().stream()
        .map(Column::name)
        .map("\"%s\""::formatted)
        .collect(Collectors.joining(", "));
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        cells.add(
            "%s=%s".formatted(result.getMetaData().getColumnLabel(i), text(result.getObject(i))));
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Timestamp moment) {
      return moment.toInstant().toString();
    }
    return value instanceof OffsetDateTime moment
        ? moment.toInstant().toString()
        : String.valueOf(value);
  }

  private static void fill(JdbcClient database, TransactionTemplate transaction) {
    stock(database);
    database.sql("INSERT INTO label_kinds VALUES ('capsicum', 'bell pepper')").update();
    database.sql("INSERT INTO sale_names VALUES ('tomatoes', 'tomato')").update();
    price(database, "1", "bell pepper", "4065", "2026-01-01");
    price(database, "2", "tomato", "4087", "2026-01-01");
    price(database, "3", "tomato", null, "2026-06-01");
    PredictionLog log = new PredictionLog(database, transaction, CALENDAR);
    LabelLog labels =
        new LabelLog(
            database,
            log,
            new AuditLog(database, Clock.systemUTC()),
            transaction,
            List.of(),
            Clock.fixed(Instant.parse("2026-11-29T23:30:00Z"), CALENDAR.zone()));
    String accepted = answer(log, "2026-10-31T23:30:00Z", "capsicum", Decision.ACCEPT, "a");
    String listed = answer(log, "2026-11-23T09:30:00Z", "jalapeño", Decision.SHORTLIST, "b");
    String rejected = answer(log, "2025-12-31T23:30:00Z", "tomato", Decision.REJECT, "b");
    answer(log, "2026-03-29T01:30:00.123Z", "lemon", Decision.ACCEPT, "a");
    Actor ann = new Actor("ann");
    labels.record(ann, Door.PAGE, accepted, Verdict.shows(LABELS, "bell pepper"));
    labels.record(ann, Door.PAGE, listed, Verdict.shows(LABELS, "lemon"));
    labels.record(ann, Door.REVIEW, rejected, Verdict.NOT_IN_LIST);

    sale(database, 1, "2026-10-31T23:30:00Z", "capsicum", accepted);
    sale(database, 2, "2026-11-23T10:00:00Z", "tomatoes", listed);
    sale(database, 3, "2026-11-24T10:00:00Z", "walnut", null);
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total, return_of, return_receipt, return_reason)
            SELECT 'back', 4, at + 1, sold_on, actor, currency, payment, -goods_total, 0, -total, id,
              number, 'rotten'
            FROM sales WHERE number = 2
            """)
        .update();
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, tax_rate, discount, total, returned_line)
            SELECT 'back', 1, name, unit, amount, by_hand, tare_grams - grams, 0, tax_rate,
              -discount, -total, 1
            FROM sale_lines WHERE sale_id = (SELECT id FROM sales WHERE number = 2)
            """)
        .update();
    database
        .sql(
            "UPDATE sales SET voided_at = at, voided_by = 'ann', void_reason = 'r' WHERE number ="
                + " 3")
        .update();
  }

  /**
   * Tomatoes that came before and after they were sold, by the price of the day before; capsicums
   * that only came after; a crate that went back; waste, and a count of what nobody has priced.
   */
  private static void stock(JdbcClient database) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, number, at, received_on, actor, supplier)
            VALUES ('d1', 1, 0, '2026-11-20', 'packer', 'Müller, "Söhne"')
            """)
        .update();
    moved(database, "d1", 1, "delivery", "2026-11-20", "tomatoes", 3_000, 1_000L);
    moved(database, "d1", 2, "delivery", "2026-11-20", "tomato", 2_000, null);
    moved(database, "d1", 3, "delivery", "2026-11-20", "tomato", 2_000, 77_777L);
    moved(database, "d1", 3, "void", "2026-11-21", "tomato", -2_000, -77_777L);
    moved(database, "d2", 1, "delivery", "2026-11-24", "tomato", 7_000, 2_000L);
    moved(database, "d3", 1, "delivery", "2026-12-01", "capsicum", 7_000, 1_000L);
    moved(database, "w1", 1, "waste", "2026-11-23", "tomato", -700, null);
    moved(database, "s1", 1, "sale", "2026-11-23", "tomato", -10, null);
    moved(database, "c1", 1, "count", "2026-11-23", "plum", -30, null);
  }

  private static void moved(
      JdbcClient database,
      String booking,
      int position,
      String kind,
      String day,
      String name,
      long grams,
      @Nullable Long cost) {
    Instant at = Instant.parse(day + "T23:30:00.007Z");
    database
        .sql(
            """
            INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor, name,
              unit, amount, counted, reason, lot, cost, currency)
            VALUES (:id, :booking, :position, :kind, :at, :day, :actor, :name, 'kg', :grams,
              :counted, :reason, :lot, :cost, :currency)
            """)
        .param("id", "m" + booking + kind + position)
        .param("booking", booking)
        .param("position", position)
        .param("kind", kind)
        .param("at", at.toEpochMilli())
        .param("day", day)
        .param("actor", Map.of("delivery", "packer", "sale", "gone").getOrDefault(kind, "ann"))
        .param("name", name)
        .param("grams", grams)
        .param("counted", kind.equals("count") ? 0 : null)
        .param("reason", kind.equals("waste") ? "rotten" : null)
        .param("lot", kind.equals("delivery") ? "L 7" : null)
        .param("cost", cost)
        .param("currency", cost == null ? null : name.equals("capsicum") ? "USD" : "EUR")
        .update();
  }

  /** A training of a model that has answered, one that has not ended, and two evaluations. */
  private static void record(Experiments experiments) {
    Instant night = Instant.parse("2026-12-31T23:30:00Z"); // the next year in Vienna
    put(experiments, DrawnExperiment.training(Kind.TRAIN, "jalapeño", night, 3, null));
    Experiment running = DrawnExperiment.training(Kind.TRIAL, "trial", night, 2, null);
    put(
        experiments,
        running.with(new Findings(null, running.findings().epochs(), List.of(), null)));
    put(experiments, DrawnExperiment.evaluation("one", night, "b".repeat(64)));
    put(experiments, DrawnExperiment.evaluation("other", night, "f".repeat(64)));
  }

  private static void put(Experiments experiments, Experiment one) {
    experiments.put(new ExperimentFolder.Stored(one, "0".repeat(64)));
  }

  private static void price(
      JdbcClient database, String id, String name, @Nullable String plu, String day) {
    database
        .sql(
            """
            INSERT INTO prices (id, name, unit, amount, plu, first_day, created_at, created_by)
            VALUES (:id, :name, 'kg', 100, :plu, :day, 0, 'ann')
            """)
        .param("id", id)
        .param("name", name)
        .param("plu", plu)
        .param("day", day)
        .update();
  }

  private static String answer(
      PredictionLog log, String at, String label, Decision decision, String model) {
    Instant moment = Instant.parse(at);
    ClassScore best = new ClassScore(label, 0.7);
    ClassScore second = new ClassScore("lemon", 0.1);
    LoggedPrediction answer =
        new LoggedPrediction(
            Ids.first(moment),
            moment,
            new LoggedPrediction.Origin(
                "r",
                Source.API,
                null,
                null,
                decision == Decision.ACCEPT ? new Station("till 2") : null),
            null,
            new LoggedPrediction.Outcome(
                decision,
                switch (decision) {
                  case ACCEPT -> Reason.CONFIDENT;
                  case SHORTLIST -> Reason.CLOSE_CALL;
                  case REJECT -> Reason.UNSURE;
                },
                switch (decision) {
                  case ACCEPT -> List.of(best);
                  case SHORTLIST -> List.of(best, second);
                  case REJECT -> List.of();
                },
                decision == Decision.REJECT ? List.of(best) : List.of(best, second)),
            new LoggedPrediction.Model("drawn " + model, model.repeat(64)),
            new LoggedPrediction.Timings(5000, 100, 7, 12_345),
            null);
    log.append(answer);
    return answer.id();
  }

  private static void sale(
      JdbcClient database, int number, String at, String name, @Nullable String prediction) {
    Instant moment = Instant.parse(at);
    String id = Ids.first(moment);
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total)
            VALUES (:id, :number, :at, :day, :actor, 'EUR', 'card', 250, 0, 250)
            """)
        .param("id", id)
        .param("number", number)
        .param("at", moment.toEpochMilli())
        .param("day", CALENDAR.day(moment).toString())
        .param("actor", number == 2 ? "bob" : "ann")
        .update();
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, prediction_id, name, unit, amount, by_hand,
              grams, tare_grams, tax_rate, discount, discount_reason, discount_share, total)
            VALUES (:id, 1, :prediction, :name, 'kg', 300, FALSE, 1010, 10, 700, 30, 'r', 20, 250)
            """)
        .param("id", id)
        .param("prediction", prediction)
        .param("name", name)
        .update();
    database
        .sql("INSERT INTO sale_taxes (sale_id, tax_rate, net, tax) VALUES (:id, 700, 234, 16)")
        .param("id", id)
        .update();
  }
}

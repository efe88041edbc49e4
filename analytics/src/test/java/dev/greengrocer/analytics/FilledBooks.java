package dev.greengrocer.analytics;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
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
import dev.greengrocer.ledger.prediction.Station;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Books in SQLite: two months of a shop in Vienna that names, corrects and sells. */
public final class FilledBooks implements AutoCloseable {

  public static final ShopCalendar CALENDAR = new ShopCalendar(ZoneId.of("Europe/Vienna"));

  public static final FiscalCalendar FISCAL = new FiscalCalendar(Month.OCTOBER, DayOfWeek.MONDAY);

  private static final List<String> NAMES =
      List.of("bell pepper", "capsicum", "jalapeño", "lemon", "tomato");

  /** When it gets dark early and the model less sure. */
  private static final Instant WINTER = Instant.parse("2026-10-31T23:00:00Z");

  private static final List<Decision> DECISIONS = List.of(Decision.values());
  private static final List<Source> SOURCES = List.of(Source.values());
  private static final LabelSet LABELS = LabelSet.ofNames(NAMES);

  private final HikariDataSource source;
  public final JdbcClient database;
  public final List<String> answers = new ArrayList<>();
  private final TransactionTemplate transaction;
  private final PredictionLog log;
  private final LabelLog labels;
  private int receipts;

  private FilledBooks(Path folder) {
    source = Databases.openFile(DataDirectory.at(folder).database());
    source.setConnectionInitSql("PRAGMA synchronous = OFF"); // no test pulls the plug
    Migrations.of(source).load().migrate();
    database = JdbcClient.create(source);
    transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    log = new PredictionLog(database, transaction, CALENDAR);
    labels =
        new LabelLog(
            database,
            log,
            new AuditLog(database, Clock.systemUTC()),
            transaction,
            List.of(),
            Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), CALENDAR.zone()));
  }

  public static FilledBooks empty(Path folder) {
    return new FilledBooks(folder);
  }

  /** Answers from the last hour of September, which is October in Vienna, to November. */
  public static FilledBooks write(Path folder, int answers) {
    FilledBooks books = new FilledBooks(folder);
    books.database.sql("INSERT INTO label_kinds VALUES ('capsicum', 'bell pepper')").update();
    books.database.sql("INSERT INTO sale_names VALUES ('tomatoes', 'tomato')").update();
    SplittableRandom random = new SplittableRandom(18);
    Instant first = Instant.parse("2026-09-30T22:10:00Z");
    long step = 59L * 24 * 3600 * 1000 / answers;
    for (int i = 0; i < answers; i++) {
      String id = books.answer(first.plusMillis(i * step), random);
      if (random.nextInt(4) == 0) {
        books.says("reviewer", id, NAMES.get(random.nextInt(NAMES.size())));
      }
      if (random.nextInt(3) == 0) {
        books.sale(first.plusMillis(i * step), id, random);
      }
    }
    books.stock();
    DrawnExperiments.record(folder, books.database, books.transaction, NAMES);
    return books;
  }

  public ReadSnapshot snapshot() {
    return ReadSnapshot.of(source, "the books");
  }

  public ExportSummary export(Path out) {
    return export(out, ExportFormat.BOTH);
  }

  public ExportSummary export(Path out, ExportFormat format) {
    try (ReadSnapshot books = snapshot()) {
      return AnalyticsExport.write(books, CALENDAR, FISCAL, out, format, (part, rows) -> {});
    }
  }

  public void says(String who, String id, String truth) {
    labels.record(new Actor(who), Door.PAGE, id, Verdict.shows(LABELS, truth));
  }

  public void saysNotInList(String who, String id) {
    labels.record(new Actor(who), Door.REVIEW, id, Verdict.NOT_IN_LIST);
  }

  private String answer(Instant at, SplittableRandom random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    Decision decision = DECISIONS.get(random.nextInt(DECISIONS.size()));
    double first = random.nextDouble(0.3, at.isBefore(WINTER) ? 1 : 0.8);
    Source source = SOURCES.get(random.nextInt(SOURCES.size()));
    LoggedPrediction answer =
        new LoggedPrediction(
            Ids.first(at),
            at,
            new LoggedPrediction.Origin(
                "request",
                source,
                "key:secretkeyname",
                "Customer Smith",
                source == Source.WEB ? new Station("till 2") : null),
            null,
            new LoggedPrediction.Outcome(
                decision,
                switch (decision) {
                  case ACCEPT -> Reason.CONFIDENT;
                  case SHORTLIST -> Reason.CLOSE_CALL;
                  case REJECT -> random.nextBoolean() ? Reason.UNSURE : Reason.BLURRED;
                },
                shown(name, decision, first, random),
                List.of(new ClassScore(name, first), new ClassScore("leek", (1 - first) / 2))),
            new LoggedPrediction.Model(
                "drawn", random.nextInt(10) == 0 ? "b".repeat(64) : "a".repeat(64)),
            new LoggedPrediction.Timings(
                random.nextInt(90_000), random.nextInt(2000), 0, random.nextInt(20_000)),
            null);
    log.append(answer);
    answers.add(answer.id());
    return answer.id();
  }

  private static List<ClassScore> shown(
      String name, Decision decision, double first, SplittableRandom random) {
    ClassScore best = new ClassScore(name, first);
    return switch (decision) {
      case ACCEPT -> List.of(best);
      case SHORTLIST ->
          List.of(best, new ClassScore(NAMES.get(random.nextInt(NAMES.size())), (1 - first) / 2));
      case REJECT -> List.of();
    };
  }

  private void sale(Instant at, String prediction, SplittableRandom random) {
    receipts++;
    String id = Ids.first(at.plusMillis(receipts));
    int lines = 1 + random.nextInt(3);
    int cents = 100 + random.nextInt(900);
    String clerk = random.nextBoolean() ? "clerkann" : "clerkbob";
    int discount = receipts % 7 == 0 ? 30 : 0; // of the first line
    receipt(id, at, clerk, lines * cents - discount);
    for (int line = 1; line <= lines; line++) {
      boolean piece = random.nextBoolean();
      database
          .sql(
              """
              INSERT INTO sale_lines (sale_id, position, prediction_id, name, unit, amount, by_hand,
                grams, tare_grams, pieces, tax_rate, discount, discount_reason, total)
              VALUES (:id, :line, :prediction, :name, :unit, :cents, :hand, :grams, :tare, :pieces,
                700, :discount, :why, :total)
              """)
          .param("id", id)
          .param("line", line)
          .param("prediction", line == 1 ? prediction : null)
          .param("name", random.nextInt(5) == 0 ? "tomatoes" : NAMES.get(line))
          .param("unit", piece ? "piece" : "kg")
          .param("cents", cents)
          .param("hand", line == 2)
          .param("grams", piece ? null : 1010)
          .param("tare", piece ? 0 : 10)
          .param("pieces", piece ? 1 : null)
          .param("discount", line == 1 ? discount : 0)
          .param("why", line == 1 && discount > 0 ? "secret" : null)
          .param("total", cents - (line == 1 ? discount : 0))
          .update();
    }
    tax(id, lines * cents - discount);
    if (random.nextInt(10) == 0) {
      voidSale(receipts);
    } else if (receipts % 14 == 0) {
      giveBack(id, at, clerk);
    }
  }

  /** Deliveries with and without cost, one of them taken back; waste; counts; prices. */
  private void stock() {
    delivery(1, "2026-10-05", "Miller", "tomatoes", 10_000, 1200L);
    delivery(2, "2026-10-05", "Miller", "lemon", 4_000, null);
    delivery(3, "2026-11-02", null, "tomato", 30_000, 2700L);
    delivery(4, "2026-11-03", "Müller & Söhne", "lemon", 5_000, 1000L);
    delivery(5, "2026-11-03", null, "tomato", 1_000, 99_999L);
    moved("d5", 1, "void", "2026-11-04", "tomato", -1_000, "wrong crate", -99_999L);
    moved("w1", 1, "waste", "2026-10-20", "tomato", -500, "rotten", null);
    moved("w2", 1, "waste", "2026-11-20", "lemon", -250, "2 + 2,\n\"mould\"", null);
    moved("c1", 1, "count", "2026-10-30", "tomato", -120, null, null);
    moved("c2", 1, "count", "2026-11-28", "jalapeño", 40, "found some", null);
    moved("c2", 2, "count", "2026-11-28", "tomato", -333, null, null);
    price("tomato", 399, "4087", "2026-10-01", null);
    price("tomato", 449, "4087", "2026-11-16", null);
    price("lemon", 299, null, "2026-10-01", null);
  }

  private void delivery(
      int number,
      String day,
      @Nullable String supplier,
      String name,
      long grams,
      @Nullable Long cost) {
    database
        .sql(
            """
            INSERT INTO deliveries (id, number, at, received_on, actor, supplier)
            VALUES (:id, :number, :at, :day, 'packer', :supplier)
            """)
        .param("id", "d" + number)
        .param("number", number)
        .param("at", noon(day))
        .param("day", day)
        .param("supplier", supplier)
        .update();
    moved("d" + number, 1, "delivery", day, name, grams, null, cost);
  }

  private void moved(
      String booking,
      int position,
      String kind,
      String day,
      String name,
      long grams,
      @Nullable String reason,
      @Nullable Long cost) {
    database
        .sql(
            """
            INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor, name,
              unit, amount, counted, reason, lot, cost, currency)
            VALUES (:id, :booking, :position, :kind, :at, :day, 'packer', :name, 'kg', :grams,
              :counted, :reason, :lot, :cost, :currency)
            """)
        .param("id", "m-" + booking + "-" + kind + "-" + position)
        .param("booking", booking)
        .param("position", position)
        .param("kind", kind)
        .param("at", noon(day))
        .param("day", day)
        .param("name", name)
        .param("grams", grams)
        .param("counted", kind.equals("count") ? 1_000 : null)
        .param("reason", reason)
        .param("lot", kind.equals("delivery") ? "L " + booking : null)
        .param("cost", cost)
        .param("currency", cost == null ? null : "EUR")
        .update();
  }

  private static long noon(String day) {
    return Instant.parse(day + "T11:00:00Z").toEpochMilli();
  }

  /** As the price list writes it: the row of the price before stays as it is. */
  void price(String name, long cents, @Nullable String plu, String first, @Nullable String last) {
    database
        .sql(
            """
            INSERT INTO prices (id, name, unit, amount, plu, first_day, last_day, created_at,
              created_by)
            VALUES (:id, :name, 'kg', :cents, :plu, :first, :last, 0, 'ann')
            """)
        .param("id", "p-" + name + first)
        .param("name", name)
        .param("cents", cents)
        .param("plu", plu)
        .param("first", first)
        .param("last", last)
        .update();
  }

  private void receipt(String id, Instant at, String clerk, int total) {
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, customer_name, currency, payment,
              goods_total, cash_rounding, total)
            VALUES (:id, :number, :at, :day, :actor, 'Customer Smith', 'EUR', 'card', :total, 0,
              :total)
            """)
        .param("id", id)
        .param("number", receipts)
        .param("at", at.toEpochMilli())
        .param("day", CALENDAR.day(at).toString())
        .param("actor", clerk)
        .param("total", total)
        .update();
  }

  private void tax(String id, int total) {
    database
        .sql("INSERT INTO sale_taxes (sale_id, tax_rate, net, tax) VALUES (:id, 700, :net, :tax)")
        .param("id", id)
        .param("net", total - total * 7 / 107)
        .param("tax", total * 7 / 107)
        .update();
  }

  /** Returns the first line of a sale whole, as a receipt of its own. */
  private void giveBack(String sale, Instant at, String clerk) {
    int first = receipts++;
    String id = Ids.first(at.plusMillis(receipts));
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total, return_of, return_receipt, return_reason)
            SELECT :id, :number, s.at + 1, s.sold_on, :actor, s.currency, s.payment, -l.total, 0,
              -l.total, s.id, :first, 'secret'
            FROM sales s JOIN sale_lines l ON l.sale_id = s.id AND l.position = 1 WHERE s.id = :sale
            """)
        .param("id", id)
        .param("number", receipts)
        .param("actor", clerk)
        .param("first", first)
        .param("sale", sale)
        .update();
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, pieces, tax_rate, discount, discount_share, total, returned_line)
            SELECT :id, 1, name, unit, amount, by_hand, tare_grams - grams, 0, -pieces, tax_rate,
              -discount, 0, -total, 1
            FROM sale_lines WHERE sale_id = :sale AND position = 1
            """)
        .param("id", id)
        .param("sale", sale)
        .update();
    database
        .sql(
            """
            INSERT INTO sale_taxes (sale_id, tax_rate, net, tax)
            SELECT id, 700, total - total * 7 / 107, total * 7 / 107 FROM sales WHERE id = :id
            """)
        .param("id", id)
        .update();
  }

  /** Executes what the triggers of the schema would refuse. */
  public void damage(String sql) {
    database
        .sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .query(String.class)
        .list()
        .forEach(trigger -> database.sql("DROP TRIGGER " + trigger).update());
    database.sql(sql).update();
  }

  public void voidSale(int number) {
    database
        .sql(
            "UPDATE sales SET voided_at = at + 1, voided_by = 'clerkbob', void_reason = 'secret'"
                + " WHERE number = :number")
        .param("number", number)
        .update();
  }

  @Override
  public void close() {
    source.close();
  }
}

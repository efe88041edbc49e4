import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.analytics.AnalyticsExport;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.analytics.ExportSummary;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Fills books with predictions, sale lines and their stock of the last 120 days, and exports them;
 * prints seconds, sizes and memory.
 *
 * <pre>
 *   checks/analytics/run fill   /tmp/shop 1000000 300000
 *   checks/analytics/run export /tmp/shop /tmp/analytics both
 *   checks/analytics/run fill   jdbc:postgresql://127.0.0.1/shop?user=me 1000000 300000
 * </pre>
 *
 * <p>The heap is 128 MB, as that of the command, unless the environment variable {@code HEAP} says
 * otherwise.
 */
final class MeasureExport {

  private static final int AT_ONCE = 10_000;
  private static final long DAYS = 120;
  private static final ShopCalendar CALENDAR = new ShopCalendar(ZoneOffset.UTC);
  private static final List<String> NAMES =
      List.of("apple", "banana", "carrot", "garlic", "jalapeño", "lemon", "sweet potato", "tomato");
  private static final List<String> DECISIONS = List.of("reject", "shortlist", "accept");
  private static final List<String> REASONS = List.of("unsure", "close-call", "confident");

  private MeasureExport() {}

  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    String where = arguments[1];
    boolean postgres = where.startsWith(Databases.POSTGRESQL);
    DataDirectory directory =
        DataDirectory.at(postgres ? Files.createTempDirectory("export") : Path.of(where));
    try (HikariDataSource database = Databases.open(postgres ? where : "", directory)) {
      long start = System.nanoTime();
      switch (arguments[0]) {
        case "fill" ->
            fill(database, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        case "export" ->
            export(
                database,
                Path.of(arguments[2]),
                ExportFormat.valueOf(arguments[3].toUpperCase(Locale.ROOT)));
        default -> throw new IllegalArgumentException("fill or export, not " + arguments[0]);
      }
      System.out.printf("%s: %.1f s%n", arguments[0], (System.nanoTime() - start) / 1e9);
    }
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      System.out.printf("processor time: %.1f s%n", system.getProcessCpuTime() / 1e9);
    }
    System.out.println("peak resident memory " + peak());
  }

  private static void export(DataSource database, Path out, ExportFormat format) {
    try (ReadSnapshot books = ReadSnapshot.of(database, "the books")) {
      ExportSummary summary =
          AnalyticsExport.write(
              books, CALENDAR, FiscalCalendar.PLAIN, out, format, (part, rows) -> {});
      summary.tables().forEach(System.out::println);
    }
  }

  private static void fill(DataSource database, int answers, int lines) throws SQLException {
    Migrations.of(database).load().migrate();
    try (Connection connection = database.getConnection()) {
      List<String> later = List.of();
      if (connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
        later = withoutIndexes(connection);
      }
      connection.setAutoCommit(false);
      SplittableRandom random = new SplittableRandom(1);
      long first = System.currentTimeMillis() - DAYS * 24 * 3600 * 1000;
      long step = DAYS * 24 * 3600 * 1000 / answers;
      answers(connection, answers, first, step, random);
      deliveries(connection, first);
      sales(connection, lines, first, step * answers / lines, random);
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement index = connection.createStatement()) {
        for (String sql : later) {
          index.execute(sql);
        }
      }
    }
  }

  /**
   * Drops indexes and triggers, which take most of the time of filling; returns what makes them.
   */
  private static List<String> withoutIndexes(Connection connection) throws SQLException {
    List<String> made = new ArrayList<>();
    List<String> drops = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      try (ResultSet found =
          statement.executeQuery(
              "SELECT type, name, sql FROM sqlite_master"
                  + " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")) {
        while (found.next()) {
          drops.add("DROP %s %s".formatted(found.getString("type"), found.getString("name")));
          made.add(found.getString("sql"));
        }
      }
      for (String drop : drops) {
        statement.execute(drop);
      }
    }
    return made;
  }

  private static void answers(
      Connection connection, int rows, long first, long step, SplittableRandom random)
      throws SQLException {
    try (PreparedStatement answer =
            connection.prepareStatement(
                """
                INSERT INTO predictions (id, at, answered_on, answered_hour, request_id, source,
                  actor, label, probability, decision, reason, model, model_sha256, decode_micros,
                  preprocess_micros, queue_micros, infer_micros, feedback, true_label)
                VALUES (?, ?, ?, ?, ?, 'api', 'key:till', ?, ?, ?, ?, 'drawn', ?, ?, ?, ?, ?, ?, ?)
                """);
        PreparedStatement score =
            connection.prepareStatement(
                """
                INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)
                VALUES (?, FALSE, ?, ?, ?)
                """);
        PreparedStatement label =
            connection.prepareStatement(
                """
                INSERT INTO labels (id, prediction_id, position, at, actor, door, verdict, label)
                VALUES (?, ?, 1, ?, 'ann', 'page', ?, ?)
                """)) {
      for (int i = 0; i < rows; i++) {
        long at = first + step * i;
        String id = id(at, i);
        int decision = Math.min(2, i % 10);
        double probability = 0.4 + 0.6 * random.nextDouble();
        boolean said = i % 21 == 0; // of each decision, half of them rightly
        String truth = name(i + i / 21 % 2);
        answer.setString(1, id);
        answer.setLong(2, at);
        answer.setString(3, CALENDAR.day(Instant.ofEpochMilli(at)).toString());
        answer.setInt(4, CALENDAR.hour(Instant.ofEpochMilli(at)));
        answer.setString(5, "%016x".formatted(random.nextLong()));
        answer.setString(6, name(i));
        answer.setDouble(7, probability);
        answer.setString(8, DECISIONS.get(decision));
        answer.setString(9, REASONS.get(decision));
        answer.setString(10, "%016x".formatted(7).repeat(4));
        answer.setLong(11, random.nextInt(9_000, 90_000));
        answer.setLong(12, random.nextInt(500, 2_000));
        answer.setLong(13, random.nextInt(20, 9_000));
        answer.setLong(14, random.nextInt(9_000, 20_000));
        answer.setString(15, said ? verdict(i, truth) : null);
        answer.setString(16, said ? truth : null);
        answer.addBatch();
        for (int rank = 1; rank <= 2; rank++) {
          score.setString(1, id);
          score.setInt(2, rank);
          score.setString(3, name(i + rank - 1));
          score.setDouble(4, rank == 1 ? probability : (1 - probability) / 2);
          score.addBatch();
        }
        if (said) {
          label.setString(1, id(at + 1000, i));
          label.setString(2, id);
          label.setLong(3, at + 1000);
          label.setString(4, verdict(i, truth));
          label.setString(5, truth);
          label.addBatch();
        }
        if (i % AT_ONCE == AT_ONCE - 1 || i == rows - 1) {
          answer.executeBatch();
          score.executeBatch();
          label.executeBatch();
          connection.commit();
        }
      }
    }
  }

  /** A crate of each kind each day. */
  private static void deliveries(Connection connection, long first) throws SQLException {
    try (PreparedStatement crate =
        connection.prepareStatement(
            """
            INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor, name,
              unit, amount, lot, cost, currency)
            VALUES (?, ?, ?, 'delivery', ?, ?, 'clerk0', ?, 'kg', 900000, ?, 90000, 'EUR')
            """)) {
      for (int day = 0; day < DAYS; day++) {
        long at = first + day * 24L * 3600 * 1000;
        for (int kind = 0; kind < NAMES.size(); kind++) {
          crate.setString(1, id(at + 5, kind));
          crate.setString(2, id(at, day));
          crate.setInt(3, kind + 1);
          crate.setLong(4, at);
          crate.setString(5, CALENDAR.day(Instant.ofEpochMilli(at)).toString());
          crate.setString(6, name(kind));
          crate.setString(7, "L " + day);
          crate.addBatch();
        }
      }
      crate.executeBatch();
    }
  }

  private static void sales(
      Connection connection, int lines, long first, long step, SplittableRandom random)
      throws SQLException {
    try (PreparedStatement sale =
            connection.prepareStatement(
                """
                INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
                  cash_rounding, total)
                VALUES (?, ?, ?, ?, ?, 'EUR', 'card', ?, 0, ?)
                """);
        PreparedStatement line =
            connection.prepareStatement(
                """
                INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
                  tare_grams, tax_rate, total)
                VALUES (?, ?, ?, 'kg', 299, FALSE, ?, 0, 700, ?)
                """);
        PreparedStatement movement =
            connection.prepareStatement(
                """
                INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor,
                  name, unit, amount)
                VALUES (?, ?, ?, 'sale', ?, ?, ?, ?, 'kg', ?)
                """);
        PreparedStatement tax =
            connection.prepareStatement(
                "INSERT INTO sale_taxes (sale_id, tax_rate, net, tax) VALUES (?, 700, ?, ?)")) {
      int perReceipt = 3;
      for (int i = 0; i < lines / perReceipt; i++) {
        long at = first + step * perReceipt * i;
        String id = id(at + 7, i);
        long total = 0;
        for (int position = 1; position <= perReceipt; position++) {
          long cost = random.nextInt(50, 900);
          long grams = random.nextInt(100, 3_000);
          line.setString(1, id);
          line.setInt(2, position);
          line.setString(3, name(i + position));
          line.setLong(4, grams);
          line.setLong(5, cost);
          line.addBatch();
          movement.setString(1, id(at + 10 + position, i));
          movement.setString(2, id);
          movement.setInt(3, position);
          movement.setLong(4, at);
          movement.setString(5, CALENDAR.day(Instant.ofEpochMilli(at)).toString());
          movement.setString(6, "clerk" + i % 5);
          movement.setString(7, name(i + position));
          movement.setLong(8, -grams);
          movement.addBatch();
          total += cost;
        }
        sale.setString(1, id);
        sale.setLong(2, i + 1);
        sale.setLong(3, at);
        sale.setString(4, CALENDAR.day(Instant.ofEpochMilli(at)).toString());
        sale.setString(5, "clerk" + i % 5);
        sale.setLong(6, total);
        sale.setLong(7, total);
        sale.addBatch();
        tax.setString(1, id);
        tax.setLong(2, total - total * 7 / 107);
        tax.setLong(3, total * 7 / 107);
        tax.addBatch();
        if (i % AT_ONCE == AT_ONCE - 1 || i == lines / perReceipt - 1) {
          sale.executeBatch();
          line.executeBatch();
          tax.executeBatch();
          movement.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static String verdict(int i, String truth) {
    return truth.equals(name(i)) ? "confirmed" : "corrected";
  }

  private static String name(int i) {
    return NAMES.get(i % NAMES.size());
  }

  /** As a UUIDv7 of a moment. */
  private static String id(long at, int i) {
    return new UUID(at << 16 | 0x7000, Long.MIN_VALUE | i).toString();
  }

  /** Of this process, as Linux counts it. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("?")
        : "?";
  }
}

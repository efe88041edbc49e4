import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a database of an earlier schema with predictions and sales and brings it up to date, and prints
 * seconds, sizes and memory.
 *
 * <pre>
 *   checks/upgrade/run fill    /tmp/big 1000000   # with the schema of version 16
 *   checks/upgrade/run migrate /tmp/big           # kill it at any time, and start it again
 *   checks/upgrade/run fill    jdbc:postgresql://127.0.0.1/big?user=me 1000000
 *   checks/upgrade/run migrate jdbc:postgresql://127.0.0.1/big?user=me
 * </pre>
 *
 * <p>The heap is 256 MB unless the environment variable {@code HEAP} says otherwise.
 */
final class Upgrade {

  private static final String EARLIER = "16";
  private static final int ANSWERS_PER_SALE = 5;
  private static final int AT_ONCE = 10_000;
  private static final String KEY_OWNER = "key:019a0000-0000-7000-8000-000000000001:order-";
  private static final String[] LABELS = {
    "apple",
    "banana",
    "beetroot",
    "bell pepper",
    "cabbage",
    "carrot",
    "cauliflower",
    "corn",
    "cucumber",
    "garlic",
    "ginger",
    "grapes",
    "kiwi",
    "lemon",
    "lettuce",
    "sweet potato",
    "tomato"
  };

  private Upgrade() {}

  public static void main(String[] arguments) throws Exception {
    String where = arguments[1];
    boolean postgres = where.startsWith(Databases.POSTGRESQL);
    DataDirectory directory =
        DataDirectory.at(postgres ? Files.createTempDirectory("upgrade") : Path.of(where));
    try (HikariDataSource database = Databases.open(postgres ? where : "", directory)) {
      switch (arguments[0]) {
        case "fill" -> fill(database, Integer.parseInt(arguments[2]), postgres);
        case "migrate" -> migrate(database);
        default -> throw new IllegalArgumentException("fill or migrate, not " + arguments[0]);
      }
      System.out.println("size " + size(database, directory, postgres));
      if (!postgres && arguments[0].equals("migrate")) {
        long start = System.nanoTime();
        JdbcClient.create(database).sql("VACUUM").update();
        System.out.printf("VACUUM: %.1f s%n", (System.nanoTime() - start) / 1e9);
        JdbcClient.create(database).sql("PRAGMA wal_checkpoint(TRUNCATE)").query().listOfRows();
        System.out.println("size " + size(database, directory, postgres));
      }
    }
    System.out.println("peak resident memory " + peak());
  }

  private static void migrate(DataSource database) {
    long start = System.nanoTime();
    Migrations.of(database)
        .load()
        .migrate()
        .migrations
        .forEach(
            one ->
                System.out.printf(
                    Locale.ROOT,
                    "version %s, %s: %.1f s%n",
                    one.version,
                    one.description,
                    one.executionTime / 1e3));
    System.out.printf(Locale.ROOT, "in all: %.1f s%n", (System.nanoTime() - start) / 1e9);
    JdbcClient client = JdbcClient.create(database);
    for (String table :
        List.of(
            "predictions",
            "prediction_scores",
            "unconverted_scores",
            "sales",
            "sale_lines",
            "idempotency")) {
      System.out.printf(
          "%s: %,d rows%n",
          table, client.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single());
    }
  }

  private static void fill(DataSource database, int rows, boolean postgres) throws SQLException {
    Migrations.of(database).target(EARLIER).load().migrate();
    SplittableRandom random = new SplittableRandom(1);
    // An index is quicker built than kept up to date a million times.
    List<String> indexes = dropIndexes(JdbcClient.create(database), !postgres);
    long first = System.currentTimeMillis() - 1000L * rows;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO predictions (
                id, at, request_id, source, actor, photo_sha256, photo_width, photo_height, label,
                probability, decision, reason, shortlist, scores, model, model_sha256,
                decode_micros, preprocess_micros, queue_micros, infer_micros, idempotency_key,
                request_sha256)
              VALUES (?, ?, ?, 'api', 'key:till', ?, 640, 480, ?, ?, ?, 'confident', ?, ?, 'drawn',
                ?, 9000, 1000, 100, 11000, ?, ?)
              """)) {
        for (int i = 0; i < rows; i++) {
          long at = first + 1000L * i;
          String label = LABELS[i % LABELS.length];
          double probability = 0.4 + 0.6 * random.nextDouble();
          insert.setString(1, new java.util.UUID(at << 16 | 0x7000, Long.MIN_VALUE | i).toString());
          insert.setLong(2, at);
          insert.setString(3, "%016x".formatted(random.nextLong()));
          insert.setString(4, "%016x".formatted(random.nextLong()).repeat(4));
          insert.setString(5, label);
          insert.setDouble(6, probability);
          insert.setString(7, i % 10 == 0 ? "reject" : i % 10 == 1 ? "shortlist" : "accept");
          insert.setString(8, i % 10 == 0 ? "[]" : "[" + score(label, probability) + "]");
          insert.setString(9, scores(i, probability, random));
          insert.setString(10, "%016x".formatted(7).repeat(4));
          boolean keyed = i % 2 == 0; // as of programs that send an Idempotency-Key
          insert.setString(11, keyed ? KEY_OWNER + i : null);
          insert.setString(12, keyed ? "%016x".formatted(i).repeat(4) : null);
          insert.addBatch();
          if (i % AT_ONCE == AT_ONCE - 1) {
            insert.executeBatch();
            connection.commit();
          }
        }
        insert.executeBatch();
        connection.commit();
      }
    }
    for (String index : indexes) {
      JdbcClient.create(database).sql(index).update();
    }
    fillSales(database, rows / ANSWERS_PER_SALE, first);
  }

  /** Sales of two lines each; half of them came from programs, half from baskets. */
  private static void fillSales(DataSource database, int sales, long first) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement sale =
              connection.prepareStatement(
                  """
                  INSERT INTO sales (
                    id, number, at, sold_on, actor, currency, payment, goods_total, cash_rounding,
                    total, idempotency_key, request_sha256)
                  VALUES (?, ?, ?, ?, 'till', 'EUR', 'cash', ?, 0, ?, ?, ?)
                  """);
          PreparedStatement line =
              connection.prepareStatement(
                  """
                  INSERT INTO sale_lines (
                    sale_id, position, name, unit, amount, by_hand, grams, tare_grams, total)
                  VALUES (?, ?, ?, 'kg', 250, FALSE, ?, 0, ?)
                  """)) {
        for (int i = 0; i < sales; i++) {
          long at = first + 1000L * ANSWERS_PER_SALE * i;
          String id = new java.util.UUID(at << 16 | 0x7001, Long.MIN_VALUE | i).toString();
          String hash = "%016x".formatted(i).repeat(4);
          int kilograms = 1 + i % 5;
          sale.setString(1, id);
          sale.setLong(2, i + 1L);
          sale.setLong(3, at);
          sale.setString(4, LocalDate.ofInstant(Instant.ofEpochMilli(at), ZoneOffset.UTC).toString());
          sale.setLong(5, 500L * kilograms);
          sale.setLong(6, 500L * kilograms);
          sale.setString(7, i % 2 == 0 ? "api:" + KEY_OWNER + "sale-" + i : "basket:" + hash);
          sale.setString(8, hash);
          sale.addBatch();
          for (int position = 1; position <= 2; position++) {
            line.setString(1, id);
            line.setInt(2, position);
            line.setString(3, LABELS[(i + position) % LABELS.length]);
            line.setLong(4, 1000L * kilograms);
            line.setLong(5, 250L * kilograms);
            line.addBatch();
          }
          if (i % AT_ONCE == AT_ONCE - 1) {
            sale.executeBatch();
            line.executeBatch();
            connection.commit();
          }
        }
        sale.executeBatch();
        line.executeBatch();
        connection.commit();
      }
    }
    JdbcClient.create(database)
        .sql("UPDATE receipt_numbers SET last_number = ?")
        .param(sales)
        .update();
  }

  /** The statements that make them again. */
  private static List<String> dropIndexes(JdbcClient database, boolean sqlite) {
    List<String[]> indexes =
        database
            .sql(
                sqlite
                    ? "SELECT name, sql FROM sqlite_master WHERE type = 'index'"
                        + " AND tbl_name = 'predictions' AND sql IS NOT NULL"
                    : "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'predictions'"
                        + " AND indexname <> 'predictions_pkey'")
            .query((row, number) -> new String[] {row.getString(1), row.getString(2)})
            .list();
    indexes.forEach(index -> database.sql("DROP INDEX " + index[0]).update());
    return indexes.stream().map(index -> index[1]).toList();
  }

  private static String scores(int i, double probability, SplittableRandom random) {
    StringBuilder scores =
        new StringBuilder("[").append(score(LABELS[i % LABELS.length], probability));
    double rest = 1 - probability;
    for (int rank = 2; rank <= 10; rank++) {
      double next = rest * (0.3 + 0.4 * random.nextDouble());
      rest -= next;
      scores.append(',').append(score(LABELS[(i + rank) % LABELS.length], next));
    }
    return scores.append(']').toString();
  }

  private static String score(String label, double probability) {
    return "{\"label\":\"%s\",\"probability\":%s}".formatted(label, probability);
  }

  private static String size(DataSource database, DataDirectory directory, boolean postgres)
      throws IOException {
    long bytes = 0;
    if (postgres) {
      bytes =
          JdbcClient.create(database)
              .sql("SELECT pg_database_size(current_database())")
              .query(Long.class)
              .single();
    } else {
      try (Stream<Path> files = Files.list(directory.path())) {
        for (Path file : files.toList()) {
          bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
      }
    }
    return "%,d MB".formatted(bytes / 1_000_000);
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

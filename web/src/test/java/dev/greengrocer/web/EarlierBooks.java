package dev.greengrocer.web;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fills a server's database as the first version did, before the server starts on it: an API key,
 * prices and sales under names that are written in many ways, a sale and an answer with an
 * Idempotency-Key.
 */
public final class EarlierBooks
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** The secret of an API key named {@code till}. */
  public static final String TILL = "ggk_earlier-books-of-the-till";

  /** What the sale of {@code order-17} was asked for with. */
  public static final String ORDER_17 =
      """
      {"lines": [{"name": "tomato", "kilograms": 0.4, "tareKilograms": "0.065"},
        {"name": "kiwi", "pieces": 3, "price": 0.50}], "customer": "Zoe", "payment": "card"}
      """;

  /** The sale of {@code order-17}. */
  public static final String SALE = "019a0000-0000-7000-8000-000000000017";

  /** The answer of {@code photo-1}, which was asked for with {@link #photo}. */
  public static final String ANSWER = "019a0000-0000-7000-8000-000000000001";

  /** The photo of {@code photo-1}. */
  public static byte[] photo() {
    return Photos.jpeg(80, 60, 20_260_101);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment settings = context.getEnvironment();
    String address = settings.getProperty("greengrocer.database", "");
    DataDirectory directory =
        DataDirectory.at(Path.of(settings.getRequiredProperty("greengrocer.data-dir")));
    try (HikariDataSource source = Databases.open(address, directory)) {
      Migrations.of(source).target("8").load().migrate();
      fill(JdbcClient.create(source));
    }
  }

  private static void fill(JdbcClient database) {
    database
        .sql(
            """
            INSERT INTO api_keys (id, name, secret_sha256, beginning, role, requests_per_minute,
              created_at, created_by)
            VALUES ('01990000-0000-7000-8000-000000000001', 'till', :secret, 'ggk_earlie', 'clerk',
              100000, 1000, 'admin')
            """)
        .param("secret", sha256(TILL.getBytes(StandardCharsets.UTF_8)))
        .update();
    price(database, 1, "kiwi", "piece", 45, "2026-01-01", 1_000);
    // Written by a till that speaks Turkish: dotless and dotted i.
    price(database, 2, "K\u0131w\u0131", "piece", 55, "2026-02-01", 2_000);
    price(database, 3, "K\u0130W\u0130", "piece", 65, "2026-02-01", 3_000);
    price(database, 4, "Onion", "kg", 200, "2026-01-01", 1_000);
    price(database, 5, "ONIONS", "kg", 250, "2026-03-01", 2_000);
    price(database, 6, "aubergine", "kg", 300, "2026-01-01", 1_000);
    price(database, 7, "Is\u0131rgan", "kg", 900, "2026-01-01", 1_000);
    price(database, 8, "ISIRGAN", "kg", 950, "2026-02-01", 2_000);
    sale(database, SALE, 1, "api:key:till:order-17", order17());
    line(database, SALE, 1, "tomato", "kg", 299, 400L, 65, null, 100);
    line(database, SALE, 2, "kiwi", "piece", 50, null, 0, 3, 150);
    String other = "019a0000-0000-7000-8000-000000000018";
    sale(database, other, 2, "once:18", "");
    String[] written = {"K\u0131w\u0131", "K\u0130W\u0130", "KIWI", "Kiwi"};
    for (int i = 0; i < written.length; i++) {
      line(database, other, i + 1, written[i], "piece", 100, null, 0, 1, 100);
    }
    line(database, other, 5, "is\u0131rgan", "kg", 1000, 1000L, 0, null, 1000);
    line(database, other, 6, "\u0130SIRGAN", "kg", 1000, 1000L, 0, null, 1000);
    database.sql("UPDATE sales SET goods_total = 2400, total = 2400 WHERE number = 2").update();
    database.sql("UPDATE receipt_numbers SET last_number = 2").update();
    database
        .sql(
            """
            INSERT INTO predictions (id, at, request_id, source, actor, label, probability,
              decision, reason, shortlist, scores, model, model_sha256, decode_micros,
              preprocess_micros, queue_micros, infer_micros, idempotency_key, request_sha256)
            VALUES (:id, 1767225600000, 'r', 'api', 'key:till', 'kiwi', 0.9, 'accept', 'confident',
              '[]', '[{"label":"kiwi","probability":0.9}]', 'm', 'h', 1, 1, 1, 1,
              'key:till:photo-1', :hash)
            """)
        .param("id", ANSWER)
        .param("hash", photoHash())
        .update();
  }

  /** The hash that the first version kept of {@link #ORDER_17}. */
  private static String order17() {
    return sha256(
        ("Wish[lines=[WishedLine[name=tomato, predictionId=null, kilograms=0.4,"
                + " tareKilograms=0.065, pieces=null, price=null], WishedLine[name=kiwi,"
                + " predictionId=null, kilograms=null, tareKilograms=null, pieces=3, price=0.50]],"
                + " customer=Zoe, mobile=null, payment=CARD]")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String photoHash() {
    byte[] photo = photo();
    byte[] all = new byte[photo.length + 1]; // no customer, and the end of the customer
    System.arraycopy(photo, 0, all, 1, photo.length);
    return sha256(all);
  }

  private static void price(
      JdbcClient database,
      int id,
      String name,
      String unit,
      long amount,
      String from,
      long createdAt) {
    database
        .sql(
            """
            INSERT INTO prices (id, name, unit, amount, first_day, created_at, created_by)
            VALUES (:id, :name, :unit, :amount, :from, :at, 'admin')
            """)
        .param("id", "price-" + id)
        .param("name", name)
        .param("unit", unit)
        .param("amount", amount)
        .param("from", from)
        .param("at", createdAt)
        .update();
  }

  private static void sale(JdbcClient database, String id, long number, String key, String hash) {
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, customer_name, currency, payment,
              goods_total, cash_rounding, total, idempotency_key, request_sha256)
            VALUES (:id, :number, 1767225600000, '2026-01-01', 'key:till', 'Zoe', 'EUR', 'card',
              250, 0, 250, :key, :hash)
            """)
        .param("id", id)
        .param("number", number)
        .param("key", key)
        .param("hash", hash)
        .update();
  }

  private static void line(
      JdbcClient database,
      String sale,
      int position,
      String name,
      String unit,
      long amount,
      @org.jspecify.annotations.Nullable Long grams,
      long tare,
      @org.jspecify.annotations.Nullable Integer pieces,
      long total) {
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, pieces, total)
            VALUES (:sale, :position, :name, :unit, :amount, FALSE, :grams, :tare, :pieces, :total)
            """)
        .param("sale", sale)
        .param("position", position)
        .param("name", name)
        .param("unit", unit)
        .param("amount", amount)
        .param("grams", grams, java.sql.Types.BIGINT)
        .param("tare", tare)
        .param("pieces", pieces, java.sql.Types.INTEGER)
        .param("total", total)
        .update();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

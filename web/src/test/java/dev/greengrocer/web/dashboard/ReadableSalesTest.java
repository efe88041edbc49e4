package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.figures.LeftOutRows;
import dev.greengrocer.web.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the views add up of sales, and what the dashboard says they leave out, are all rows. */
final class ReadableSalesTest {

  /** Each makes one sale unreadable. */
  private static final List<String> BAD_SALES =
      List.of(
          "number = -4",
          "at = -1",
          "sold_on = '2026-02-30'",
          "sold_on = '2026-13-01'",
          "sold_on = 'Monday'",
          "currency = 'eur'",
          "currency = '???'",
          "payment = 'cheque'",
          "voided_at = 1, voided_by = NULL",
          "cash_given = 0",
          "return_of = 'x', return_receipt = 0, return_reason = 'r'");

  /** Each makes one line unreadable. */
  private static final List<String> BAD_LINES =
      List.of(
          "unit = 'stone'",
          "grams = 0",
          "grams = -5",
          "grams = 1000000",
          "tare_grams = 2000",
          "amount = 0",
          "total = -1",
          "tax_rate = 10001",
          "discount = -1",
          "discount_share = -1",
          "returned_line = 1");

  /** What only SQLite keeps. */
  private static final List<String> TEXTS = List.of("grams = 1.5", "total = 'x'", "amount = 'a'");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void only_what_can_be_read_is_added_up_on_sqlite() {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void only_what_can_be_read_is_added_up_on_postgresql() {
    check(PostgresServer.emptyDatabase("readable_" + Long.toHexString(System.nanoTime())));
  }

  private void check(String address) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("latest").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      letAnythingIn(database, address.isEmpty());
      sale(database, 1);
      giveBack(database, 2);
      List<String> sales = new ArrayList<>(BAD_SALES);
      List<String> lines = new ArrayList<>(BAD_LINES);
      if (address.isEmpty()) {
        lines.addAll(TEXTS);
      }
      int number = 3;
      for (String damage : sales) {
        sale(database, number);
        change(database, "sales", damage, "id", number++);
      }
      for (String damage : lines) {
        sale(database, number);
        change(database, "sale_lines", damage, "sale_id", number++);
      }

      assertThat(
              rows(
                  database,
                  "sold_on, name, currency, line_count, grams, pieces, total",
                  "sales_by_day"))
          .containsExactly("2026-11-24|kiwi|EUR|2|600|0|150"); // 1000 g for 250, 400 g back for 100
      assertThat(
              rows(database, "sold_on, name, currency, line_count, discount", "discounts_by_day"))
          .containsExactly("2026-11-24|kiwi|EUR|1|50");
      assertThat(new LeftOutRows(database, Clock.systemUTC()).read())
          .containsExactlyInAnyOrder(
              new LeftOutRows.LeftOut("sales", sales.size()),
              new LeftOutRows.LeftOut("sale_lines", lines.size()));
    }
  }

  private static List<String> rows(JdbcClient database, String columns, String view) {
    int width = columns.split(",", -1).length;
    return database
        .sql("SELECT %s FROM %s".formatted(columns, view))
        .query(
            (row, number) -> {
              List<String> cells = new ArrayList<>();
              for (int column = 1; column <= width; column++) {
                cells.add(String.valueOf(row.getString(column)));
              }
              return String.join("|", cells);
            })
        .list();
  }

  private static void sale(JdbcClient database, int number) {
    sale(database, number, 250, 250);
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, total, discount, discount_reason)
            VALUES (:id, 1, 'kiwi', 'kg', 300, FALSE, 1010, 10, 250, 50, 'ripe')
            """)
        .param("id", "sale-" + number)
        .update();
  }

  /** A part of the first sale comes back. */
  private static void giveBack(JdbcClient database, int number) {
    sale(database, number, -100, -100);
    database
        .sql(
            """
            UPDATE sales SET return_of = 'sale-1', return_receipt = 1, return_reason = 'soft'
            WHERE number = :number
            """)
        .param("number", number)
        .update();
    database
        .sql(
            """
            INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
              tare_grams, total, returned_line)
            VALUES (:id, 1, 'kiwi', 'kg', 300, FALSE, -400, 0, -100, 1)
            """)
        .param("id", "sale-" + number)
        .update();
  }

  private static void sale(JdbcClient database, int number, long goods, long total) {
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total)
            VALUES (:id, :number, 1795510800000, '2026-11-24', 'ann', 'EUR', 'card', :goods, 0, :total)
            """)
        .param("id", "sale-" + number)
        .param("number", number)
        .param("goods", goods)
        .param("total", total)
        .update();
  }

  private static void change(
      JdbcClient database, String table, String damage, String key, int number) {
    int rows =
        database
            .sql("UPDATE %s SET %s WHERE %s = :id".formatted(table, damage, key))
            .param("id", "sale-" + number)
            .update();
    assertThat(rows).as(damage).isEqualTo(1);
  }

  /** As an older version, another program or a damaged disk would have written it. */
  private static void letAnythingIn(JdbcClient database, boolean sqlite) {
    if (sqlite) {
      database
          .sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
          .query(String.class)
          .list()
          .forEach(trigger -> database.sql("DROP TRIGGER " + trigger).update());
    } else {
      for (String table : List.of("sales", "sale_lines")) {
        database.sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
      }
    }
  }
}

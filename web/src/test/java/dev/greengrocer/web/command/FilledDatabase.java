package dev.greengrocer.web.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Databases of the present version, with a sale, made without a server. */
final class FilledDatabase {

  private FilledDatabase() {}

  /** A data directory with one sale of two lines on receipt 1. */
  static DataDirectory write(Path folder) {
    DataDirectory directory = DataDirectory.at(folder);
    try (HikariDataSource database = Databases.openFile(directory.database())) {
      migrate(database);
      JdbcClient client = JdbcClient.create(database);
      client
          .sql(
              """
              INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
                cash_rounding, total)
              VALUES ('sale-1', 1, 0, '2026-11-28', 'ada', 'EUR', 'card', 500, 0, 500)
              """)
          .update();
      for (int position = 1; position <= 2; position++) {
        client
            .sql(
                """
                INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
                  tare_grams, total)
                VALUES ('sale-1', :position, 'apple', 'kg', 250, FALSE, 1000, 0, 250)
                """)
            .param("position", position)
            .update();
      }
      client.sql("UPDATE receipt_numbers SET last_number = 1").update();
      // It was sold before the shop kept a stock.
      client.sql("UPDATE stock_counter SET last_receipt = 1").update();
    }
    return directory;
  }

  static void migrate(HikariDataSource database) {
    Migrations.of(database).load().migrate();
  }

  /** Executes one statement on the database of a directory. */
  static void execute(DataDirectory directory, String sql) {
    try (HikariDataSource database = Databases.openFile(directory.database())) {
      JdbcClient.create(database).sql(sql).update();
    }
  }

  /** Executes one statement that the triggers of the schema would refuse. */
  static void damage(DataDirectory directory, String sql) {
    try (HikariDataSource database = Databases.openFile(directory.database())) {
      JdbcClient client = JdbcClient.create(database);
      client
          .sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
          .query(String.class)
          .list()
          .forEach(trigger -> client.sql("DROP TRIGGER " + trigger).update());
      client.sql(sql).update();
    }
  }

  /** The numbers of its receipts. */
  static List<Long> receipts(Path file) {
    try (HikariDataSource database = Databases.openFile(file)) {
      return JdbcClient.create(database)
          .sql("SELECT number FROM sales ORDER BY number")
          .query(Long.class)
          .list();
    }
  }
}

package dev.greengrocer.web.move;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Books with a row in every table, and values at the bounds of what a column takes. */
final class OddBooks {

  private static final String ODD = "ñ🍎 \\N \\. e\u0301 \u0001\u007f\u2028\ufeff\ufffd ";

  private static final List<String> ROWS =
      List.of(
          """
          INSERT INTO users VALUES
            ('u', :odd, 'p', 'CLERK', TRUE, FALSE, 2147483647, 9223372036854775807, NULL),
            ('', '', '', '', FALSE, TRUE, -2147483648, -9223372036854775808, 0)
          """,
          "INSERT INTO api_keys VALUES ('k', char(9, 10, 13, 8, 12, 11, 92), 's', 'b', 'C', 1, 2,"
              + " 'x', NULL, 3)",
          "INSERT INTO audit_log VALUES ('a', 1, '', 'kind', :odd, 'did', NULL, :long)",
          """
          INSERT INTO unconverted_scores VALUES ('00000000-0001-7000-8000-000000000001', '[', ']')
          """,
          """
          INSERT INTO labels VALUES ('l', '00000000-0001-7000-8000-000000000001', 1, 2, 'ada',
            'history', 'confirmed', 'kiwi', NULL)
          """,
          "INSERT INTO baskets (id, updated_at) VALUES ('b', 1)",
          """
          INSERT INTO basket_lines (id, basket_id, unit, by_hand, tare_grams)
          VALUES ('bl', 'b', 'kg', TRUE, 0)
          """,
          "INSERT INTO known_browsers VALUES ('s', 'u', 1)",
          "INSERT INTO sign_in_failures VALUES ('127.0.0.1', 3, 4)",
          """
          INSERT INTO prices (id, name, unit, amount, first_day, created_at, created_by)
          VALUES ('p', 'kiwi', 'piece', 100000000, '2026-11-28', 1, 'ada')
          """,
          """
          INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
            cash_rounding, total, tax_included)
          VALUES ('sale-1', 1, 0, '2026-11-28', 'ada', 'EUR', 'card', 500, 0, 500, TRUE),
            ('sale-2', 2, 0, '2026-11-28', 'ada', 'EUR', 'card', 500, 0, 500, FALSE)
          """,
          """
          INSERT INTO sale_lines (sale_id, position, name, unit, amount, by_hand, grams,
            tare_grams, total)
          VALUES ('sale-1', 1, 'apple', 'kg', 500, FALSE, 1000, 0, 500),
            ('sale-2', 1, 'apple', 'kg', 500, TRUE, 1000, 0, 500)
          """,
          "UPDATE receipt_numbers SET last_number = 2",
          "UPDATE daily_progress SET last_id = '00000000-0001-7000-8000-000000000001'",
          "INSERT INTO daily_stations VALUES ('1970-01-01', 'till 2', 'accept', 1)",
          "INSERT INTO shop_logo VALUES (1, 'no hash', 'bm8gcGljdHVyZQ==', 1, 'ada')",
          """
          INSERT INTO daily_confidence VALUES ('1970-01-01', 'abcdef0123456789', 3, 1)
          """,
          """
          INSERT INTO closings VALUES ('c', 1, 5, NULL, 'ada', 'EUR', 1, 1, 0, 0, 0, 0, 500, 0)
          """,
          """
          INSERT INTO closing_sums VALUES
            ('c', 'ada', 'card', 'EUR', 1, 500, 0, 0, 0, 0, 0, 0, 0)
          """,
          "UPDATE closing_counter SET last_number = 1, last_receipt = 1",
          """
          INSERT INTO experiments (
            id, kind, name, place, state, started_at, ended_at, network, data_name, data_sha256,
            code_version, split, file_sha256)
          VALUES ('e', 'train', :odd, '', 'finished', 0, 253402300799999, '', :odd, '', '', 'test', '')
          """,
          "INSERT INTO experiment_options VALUES ('e', 0, :odd, :odd)",
          "INSERT INTO experiment_figures VALUES ('e', 0, :odd, 1e-300, NULL, 1.7976931348623157e308)",
          "INSERT INTO experiment_epochs VALUES ('e', 1, 0, 0.1, 1.0, 2.5, 0, 1, 99.9, 1e15)",
          "INSERT INTO experiment_cells VALUES ('e', :odd, :odd, 9223372036854775807)",
          """
          INSERT INTO deliveries (id, number, at, received_on, actor, supplier)
          VALUES ('delivery-1', 1, 6, '1970-01-01', 'ada', 'Müller')
          """,
          """
          INSERT INTO stock_movements
            (id, booking_id, position, kind, at, moved_on, actor, name, unit, amount, lot, cost, currency)
          VALUES ('movement-1', 'delivery-1', 1, 'delivery', 6, '1970-01-01', 'ada', 'apple', 'kg',
            9000, 'L 7', 840, 'EUR')
          """,
          "INSERT INTO stock_levels (name, unit, amount, kept) VALUES ('apple', 'kg', 9000, 1)",
          """
          INSERT INTO stock_thresholds (name, unit, amount, changed_at, changed_by)
          VALUES ('apple', 'kg', 500, 6, 'ada')
          """,
          "UPDATE stock_counter SET last_delivery = 1, last_receipt = 2");

  private OddBooks() {}

  /**
   * Books with so many predictions, and something in every other table.
   *
   * @param predictions at least 1
   */
  static DataDirectory write(Path folder, int predictions) {
    DataDirectory directory = DataDirectory.at(folder);
    try (HikariDataSource database = Databases.openFile(directory.database())) {
      Migrations.of(database).load().migrate();
      JdbcClient client = JdbcClient.create(database);
      predictions(client, predictions);
      everyTable(client);
    }
    return directory;
  }

  /** Ids as time goes on; ten labels and a shown name for each. */
  private static void predictions(JdbcClient client, int predictions) {
    client
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, customer, label, probability, decision, reason, model,
              model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros,
              answered_on, answered_hour)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
            SELECT
              printf('%08x-%04x-7000-8000-%012x', i >> 16, i & 65535, i), i, 'filled', 'api',
              CASE WHEN i % 3 = 0 THEN 'Ada' END, CASE i % 7 WHEN 0 THEN 'kiwi' ELSE 'tomato' END,
              0.3 + (i * 7919 % 7000) / 10000.0, CASE i % 10 WHEN 0 THEN 'reject' ELSE 'accept' END,
              'confident', 'drawn', 'abcdef0123456789', 9000, 1000, 100, 11000, '1970-01-01', 0
            FROM n
            """)
        .param("rows", predictions)
        .update();
    client
        .sql(
            """
            INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)
            WITH RECURSIVE r (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 10)
            SELECT p.id, r.i = 0, MAX(r.i, 1), 'label ' || r.i, 1.0 / (r.i + 3)
            FROM predictions p CROSS JOIN r
            """)
        .update();
  }

  /**
   * A row or two in tables of each shape, with texts and numbers at the bounds of their columns.
   */
  private static void everyTable(JdbcClient client) {
    for (String sql : ROWS) {
      client.sql(sql).param("odd", ODD).param("long", ODD.repeat(9_999)).update();
    }
  }

  /** Everything that a database holds, table by table, sorted. */
  static Map<String, List<List<Object>>> contents(DataDirectory directory) {
    Map<String, List<List<Object>>> tables = new TreeMap<>();
    try (HikariDataSource database = Databases.openFile(directory.database())) {
      JdbcClient client = JdbcClient.create(database);
      for (String table :
          client
              .sql(
                  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'flyway%'")
              .query(String.class)
              .list()) {
        tables.put(
            table,
            client
                .sql("SELECT * FROM " + table)
                .query(
                    (row, number) -> {
                      List<Object> values = new ArrayList<>();
                      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.add(String.valueOf(row.getObject(i)));
                      }
                      return values;
                    })
                .list()
                .stream()
                .sorted(Comparator.comparing(Object::toString))
                .toList());
      }
    }
    return tables;
  }

  /** Executes a statement without the triggers of the schema and without looking at references. */
  static void damage(DataDirectory directory, String sql) {
    try (Connection connection = Databases.filling(directory.database()).getConnection();
        Statement statement = connection.createStatement()) {
      List<String> triggers = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")) {
        while (rows.next()) {
          triggers.add(rows.getString(1));
          triggers.add(rows.getString(2));
        }
      }
      for (int i = 0; i < triggers.size(); i += 2) {
        statement.execute("DROP TRIGGER " + triggers.get(i));
      }
      statement.execute(sql);
      for (int i = 1; i < triggers.size(); i += 2) {
        statement.execute(triggers.get(i));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.greengrocer.analytics;

import dev.greengrocer.analytics.schema.Fact;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB with a view for each table of an export. */
final class Duck implements AutoCloseable {

  private final Connection connection;

  private Duck(Connection connection) {
    this.connection = connection;
  }

  /** Opens the files of one format, {@code parquet} or {@code csv}. */
  static Duck over(Path export, String format) throws SQLException {
    Duck duck = new Duck(DriverManager.getConnection("jdbc:duckdb:"));
    duck.execute("SET TimeZone = 'UTC'");
    for (Table table : StarSchema.tables()) {
      duck.execute(
          "CREATE VIEW \"%s\" AS FROM '%s/%s/%s%s.%s'"
              .formatted(
                  table.name(),
                  export,
                  format,
                  table.name(),
                  table instanceof Fact ? "/*" : "",
                  format));
    }
    return duck;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows, their values joined by bars; numbers with all their digits. */
  List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        cells.add(String.valueOf(result.getObject(i)));
      }
      rows.add(String.join("|", cells));
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

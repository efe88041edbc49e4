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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DuckDB with a view for each table of an export. */
public final class Duck implements AutoCloseable {

  private final Connection connection;

  private Duck(Connection connection) {
    this.connection = connection;
  }

  /** Knows no table. */
  static Duck empty() throws SQLException {
    return new Duck(DriverManager.getConnection("jdbc:duckdb:"));
  }

  /** Opens the files of one format, {@code parquet} or {@code csv}. */
  public static Duck over(Path export, String format) throws SQLException {
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

  /** Runs a statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Rows, their values joined by bars; numbers with all their digits. */
  public List<String> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  /** The one value of a query, or null. */
  public @Nullable Object value(String sql) throws SQLException {
    List<Map<String, Object>> rows = table(sql);
    return rows.isEmpty() ? null : rows.get(0).values().iterator().next();
  }

  /** Rows by the names of their columns; what is missing is null. */
  public List<Map<String, Object>> table(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  public static List<String> rows(ResultSet result) throws SQLException {
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

package dev.greengrocer.ledger.move;

import dev.greengrocer.ledger.move.MovedTable.Column;
import dev.greengrocer.ledger.move.MovedTable.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of an SQLite database and their rows. Not thread-safe. */
final class SqliteBooks {

  private static final int ROWS_AT_ONCE = 1_000;
  private static final char REPLACEMENT = '\ufffd';

  private final Connection connection;
  private final String name;

  /**
   * @param name how messages call it
   */
  SqliteBooks(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /** All tables that hold books, by name. */
  List<MovedTable> tables() throws SQLException {
    Map<String, List<Column>> columns = new LinkedHashMap<>();
    Map<String, List<String>> keys = new LinkedHashMap<>();
    Map<String, Boolean> withoutRowId = new LinkedHashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet found =
            sql.executeQuery(
                """
                SELECT t.name AS table_name, t.wr, c.name, c.type, c.pk
                FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
                WHERE t.schema = 'main' AND t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'
                  AND t.name <> 'flyway_schema_history' AND c.hidden = 0
                ORDER BY t.name, c.cid
                """)) {
      while (found.next()) {
        String table = found.getString("table_name");
        if (MovedTable.MADE_ANEW.contains(table)) {
          continue;
        }
        String column = found.getString("name");
        columns
            .computeIfAbsent(table, key -> new ArrayList<>())
            .add(new Column(column, Kind.of(found.getString("type"), table + "." + column)));
        List<String> key = keys.computeIfAbsent(table, none -> new ArrayList<>());
        if (found.getInt("pk") > 0) {
          key.add(column);
        }
        withoutRowId.put(table, found.getInt("wr") == 1);
      }
    }
    List<MovedTable> tables = new ArrayList<>();
    columns.forEach(
        (table, list) -> {
          List<String> key = keys.getOrDefault(table, List.of());
          String order =
              withoutRowId.getOrDefault(table, false)
                  ? key.stream().map(MovedTable::quoted).collect(Collectors.joining(", "))
                  : "rowid";
          tables.add(new MovedTable(table, list, key, order));
        });
    return tables;
  }

  /** The number of the last migration. */
  String version() throws SQLException {
    return BooksVersion.of(connection);
  }

  long count(MovedTable table) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet count = sql.executeQuery("SELECT COUNT(*) FROM " + table.quotedName())) {
      count.next();
      return count.getLong(1);
    }
  }

  /**
   * Reads all rows of a table, in the same order each time.
   *
   * @throws UnmovableRowException naming a row that PostgreSQL could not hold
   */
  void forEach(MovedTable table, RowReader reader) throws SQLException {
    CopyLine line = new CopyLine();
    List<Column> columns = table.columns();
    String sql =
        "SELECT %s FROM %s ORDER BY %s"
            .formatted(table.columnList(), table.quotedName(), table.order());
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          line.clear();
          for (int i = 0; i < columns.size(); i++) {
            try {
              append(rows, i + 1, columns.get(i).kind(), line);
            } catch (UnmovableValueException e) {
              throw new UnmovableRowException(
                  "%s: %s: %s %s"
                      .formatted(name, called(table, rows), columns.get(i).name(), e.words()),
                  e);
            }
          }
          reader.row(line);
        }
      }
    }
  }

  private static void append(ResultSet rows, int column, Kind kind, CopyLine line)
      throws SQLException {
    Object value = rows.getObject(column);
    if (value == null) {
      line.nothing();
    } else if (kind == Kind.TEXT && value instanceof String text) {
      if (text.indexOf(REPLACEMENT) >= 0) {
        requireUnicode(rows.getBytes(column));
      }
      line.text(text);
    } else if (kind == Kind.WHOLE && (value instanceof Integer || value instanceof Long)) {
      line.whole(((Number) value).longValue());
    } else if (kind == Kind.NUMBER && value instanceof Number number) {
      line.number(number.doubleValue());
    } else if (kind == Kind.FLAG && (value.equals(0) || value.equals(1))) {
      line.flag(value.equals(1));
    } else {
      throw new UnmovableValueException(expected(value, kind));
    }
  }

  /** Text that was not UTF-8 was read with other characters in it. */
  private static void requireUnicode(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new UnmovableValueException("is not Unicode text");
    }
  }

  private static String expected(Object value, Kind kind) {
    String shown = value instanceof byte[] bytes ? bytes.length + " bytes" : "'" + value + "'";
    return switch (kind) {
      case TEXT -> "is " + shown + " and must be text";
      case WHOLE -> "is " + shown + " and must be a whole number";
      case NUMBER -> "is " + shown + " and must be a number";
      case FLAG -> "is " + shown + " and must be 0 or 1";
    };
  }

  /**
   * How messages call a row of {@link #forEach}.
   *
   * @param position from 0
   */
  String called(MovedTable table, long position) throws SQLException {
    String sql =
        "SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET ?"
            .formatted(table.columnList(), table.quotedName(), table.order());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, position);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? called(table, row) : "table %s".formatted(table.name());
      }
    }
  }

  private static String called(MovedTable table, ResultSet row) throws SQLException {
    if (table.key().isEmpty()) {
      return "table %s, its row".formatted(table.name());
    }
    List<String> values = new ArrayList<>();
    for (String column : table.key()) {
      @Nullable String value = row.getString(column);
      values.add("%s '%s'".formatted(column, value));
    }
    return "table %s, row with %s".formatted(table.name(), String.join(", ", values));
  }
}

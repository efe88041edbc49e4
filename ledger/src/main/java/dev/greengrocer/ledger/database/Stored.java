package dev.greengrocer.ledger.database;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a row of a table holds, or why it cannot be read. Lists are read through it, so that one bad
 * row never hides the others.
 *
 * <pre>{@code
 * List<Stored<Sale>> rows = database.sql("SELECT * FROM sales")
 *     .query(Stored.rows(row -> new Sale(row.text("id"), …), "sales", "id")).list();
 * List<Sale> sales = Stored.values(rows);
 * List<UnreadableRow> faults = Stored.faults(rows);
 * }</pre>
 *
 * @param id the row's key, as {@link UnreadableRow#id} has it
 * @param value what it holds, or null when it cannot be read
 * @param fault why it cannot be read, or null when it can
 */
public record Stored<T>(String id, @Nullable T value, @Nullable UnreadableRow fault) {

  private static final int PART = 1_000;

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    /** The value; every exception about a value makes the row an unreadable one. */
    T read(StoredRow row) throws SQLException;
  }

  /**
   * Reads rows with a reader.
   *
   * @param table whose rows they are
   * @param key the columns of its key
   */
  public static <T> RowMapper<Stored<T>> rows(Reader<T> reader, String table, String... key) {
    List<String> columns = List.copyOf(Arrays.asList(key));
    return (row, number) -> read(reader, table, columns, row);
  }

  private static <T> Stored<T> read(Reader<T> reader, String table, List<String> key, ResultSet row)
      throws SQLException {
    StringBuilder id = new StringBuilder();
    for (String column : key) {
      id.append(id.isEmpty() ? "" : "/").append(row.getString(column));
    }
    try {
      return new Stored<>(id.toString(), reader.read(new StoredRow(row)), null);
    } catch (UnreadableValueException
        | RefusedException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      return new Stored<>(
          id.toString(),
          null,
          new UnreadableRow(table, id.toString(), String.valueOf(e.getMessage())));
    }
  }

  /** The value, or empty when the row cannot be read. */
  public Optional<T> readable() {
    return Optional.ofNullable(value);
  }

  /**
   * The value.
   *
   * @throws RefusedException if the row cannot be read, naming it
   */
  public T orRefuse() {
    if (value == null) {
      throw new RefusedException(
          Problem.CONFLICT,
          Objects.requireNonNull(fault).words()
              + ". 'greengrocer db check' names every such row, so that it can be set right.");
    }
    return value;
  }

  /** What the readable ones hold, in their order. */
  public static <T> List<T> values(Collection<Stored<T>> rows) {
    return rows.stream().map(Stored::readable).flatMap(Optional::stream).toList();
  }

  /**
   * Every row of a table that cannot be read, by id. It reads a part at a time: a million rows take
   * no more memory than a thousand.
   *
   * @param table whose key is the column {@code id}
   */
  public static <T> List<UnreadableRow> unreadable(
      JdbcClient database, String table, RowMapper<Stored<T>> rows) {
    return unreadable(database, table, query -> query.query(rows).list());
  }

  /** The same, of rows to whose value other tables add. */
  public static <T> List<UnreadableRow> unreadable(
      JdbcClient database,
      String table,
      Function<JdbcClient.StatementSpec, List<Stored<T>>> reader) {
    List<UnreadableRow> faults = new ArrayList<>();
    forEachPart(database, table, reader, part -> faults.addAll(faults(part)));
    return faults;
  }

  /** Reads a whole table by id, a part at a time. */
  public static <T> void forEachPart(
      JdbcClient database,
      String table,
      RowMapper<Stored<T>> rows,
      Consumer<List<Stored<T>>> reader) {
    forEachPart(database, table, query -> query.query(rows).list(), reader);
  }

  /** The same, of rows to whose value other tables add. */
  private static <T> void forEachPart(
      JdbcClient database,
      String table,
      Function<JdbcClient.StatementSpec, List<Stored<T>>> rows,
      Consumer<List<Stored<T>>> reader) {
    String after = "";
    List<Stored<T>> part;
    do {
      part =
          rows.apply(
              database
                  .sql(
                      "SELECT * FROM %s WHERE id > :after ORDER BY id LIMIT :part".formatted(table))
                  .param("after", after)
                  .param("part", PART));
      if (!part.isEmpty()) {
        reader.accept(part);
        after = part.get(part.size() - 1).id();
      }
    } while (part.size() == PART);
  }

  /** Why the unreadable ones cannot be read, in their order. */
  public static <T> List<UnreadableRow> faults(Collection<Stored<T>> rows) {
    return rows.stream()
        .map(Stored::fault)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableList());
  }
}

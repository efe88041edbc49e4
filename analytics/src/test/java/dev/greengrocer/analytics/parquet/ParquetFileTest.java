package dev.greengrocer.analytics.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB, which shares no line with the writer, reads what was written. */
final class ParquetFileTest {

  private static final List<ParquetField> ALL_TYPES =
      List.of(
          new ParquetField("whole", ParquetType.WHOLE, true),
          new ParquetField("number", ParquetType.NUMBER, true),
          new ParquetField("text", ParquetType.TEXT, true),
          new ParquetField("day", ParquetType.DAY, true),
          new ParquetField("moment", ParquetType.MOMENT, true),
          new ParquetField("flag", ParquetType.FLAG, true),
          new ParquetField("local", ParquetType.LOCAL, true),
          new ParquetField("key", ParquetType.WHOLE, false));

  @TempDir Path folder;

  @Test
  void every_type_comes_back_with_its_name_and_type() throws Exception {
    Path file = folder.resolve("all.parquet");
    write(
        file,
        ALL_TYPES,
        50,
        List.of(
            new Object[] {
              Long.MIN_VALUE,
              0.1,
              "jalapeño \"x\", 🍅",
              LocalDate.of(1969, 12, 31),
              Instant.parse("2026-11-24T23:59:59.999Z"),
              true,
              LocalDateTime.parse("2026-10-25T02:30:00.999"),
              Long.MAX_VALUE
            },
            new Object[] {null, null, null, null, null, null, null, 0L},
            new Object[] {
              7L,
              -0.0,
              "",
              LocalDate.of(9999, 12, 31),
              Instant.EPOCH,
              false,
              LocalDateTime.parse("1969-12-31T23:59:59"),
              -1L
            }));

    assertThat(query("SELECT * FROM '%s'".formatted(file)))
        .containsExactly(
            "-9223372036854775808|0.1|jalapeño \"x\", 🍅|1969-12-31|2026-11-24T23:59:59.999Z|true|2026-10-25 02:30:00.999|9223372036854775807",
            "null|null|null|null|null|null|null|0",
            "7|-0.0||9999-12-31|1970-01-01T00:00Z|false|1969-12-31 23:59:59.0|-1");
    assertThat(query("SELECT column_name, column_type FROM (DESCRIBE FROM '%s')".formatted(file)))
        .containsExactly(
            "whole|BIGINT",
            "number|DOUBLE",
            "text|VARCHAR",
            "day|DATE",
            "moment|TIMESTAMP WITH TIME ZONE",
            "flag|BOOLEAN",
            "local|TIMESTAMP",
            "key|BIGINT");
  }

  /** Runs, mixtures, dictionaries of every width and none, in groups of odd sizes. */
  @ParameterizedTest
  @CsvSource({
    "0, 8, 1",
    "1, 8, 1",
    "7, 8, 1",
    "8, 8, 2",
    "9, 8, 3",
    "1000, 64, 2",
    "3000, 997, 5",
    "5000, 5000, 40",
    "5000, 1300, 1200",
    "5000, 5000, 1000000"
  })
  void rows_come_back_in_their_order(int rows, int groupRows, int distinct) throws Exception {
    SplittableRandom random = new SplittableRandom(rows + distinct);
    List<Object[]> written = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    long value = 0;
    for (int i = 0; i < rows; i++) {
      if (random.nextInt(4) == 0 || i % 100 > 60) { // runs of all lengths
        value = random.nextInt(distinct);
      }
      boolean missing = random.nextInt(3) == 0 && i % 200 > 50;
      Long whole = missing ? null : (Long) value;
      String text = missing ? null : "text " + value;
      Boolean flag = missing ? null : (Boolean) (value % 2 == 0);
      written.add(new Object[] {whole, null, text, null, null, flag, null, (long) i});
      expected.add(whole + "|null|" + text + "|null|null|" + flag + "|null|" + i);
    }
    Path file = folder.resolve("rows.parquet");

    write(file, ALL_TYPES, groupRows, written);

    assertThat(query("SELECT * FROM '%s' ORDER BY key".formatted(file))).isEqualTo(expected);
    assertThat(query("SELECT COUNT(*) FROM '%s'".formatted(file))).containsExactly("" + rows);
  }

  @Test
  void what_is_said_of_a_column_lets_readers_skip_groups() throws Exception {
    Path file = folder.resolve("bounds.parquet");
    List<Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 20; i++) {
      rows.add(new Object[] {i < 10 ? null : i, null, null, null, null, null, null, i});
    }

    write(file, ALL_TYPES, 10, rows);

    assertThat(
            query(
                """
                SELECT row_group_id, path_in_schema, stats_min_value, stats_max_value, stats_null_count
                FROM parquet_metadata('%s') WHERE path_in_schema IN ('key', 'whole')
                ORDER BY 2, 1
                """
                    .formatted(file)))
        .containsExactly("0|key|0|9|0", "1|key|10|19|0", "0|whole|null|null|10", "1|whole|10|19|0");
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      rows.add(new Object[] {i % 7, i / 3.0, "t" + i % 5, LocalDate.EPOCH, null, true, null, i});
    }
    Path first = folder.resolve("first.parquet");
    Path second = folder.resolve("second.parquet");
    write(first, ALL_TYPES, 300, rows);
    write(second, ALL_TYPES, 300, rows);

    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void a_row_that_does_not_fit_is_refused() throws IOException {
    ParquetFile file =
        new ParquetFile(
            OutputStream.nullOutputStream(),
            List.of(new ParquetField("name", ParquetType.TEXT, false)));

    assertThatThrownBy(() -> file.append(new Object[] {null}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> file.append("a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 values for 1 columns");
  }

  private static void write(
      Path path, List<ParquetField> fields, int groupRows, List<Object[]> rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      ParquetFile file = new ParquetFile(out, fields, groupRows);
      for (Object[] row : rows) {
        file.append(row);
      }
      file.finish();
    }
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            cells.add(String.valueOf(result.getString(i)));
          }
          rows.add(String.join("|", cells));
        }
      }
    }
    return rows;
  }
}

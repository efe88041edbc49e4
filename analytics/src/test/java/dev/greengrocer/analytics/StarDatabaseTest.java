package dev.greengrocer.analytics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.analytics.schema.ColumnType;
import dev.greengrocer.analytics.schema.Fact;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite file of an export, as a program reads it that knows nothing of this one. */
final class StarDatabaseTest {

  @TempDir Path folder;
  private FilledBooks books;
  private Path out;
  private Path file;

  @BeforeEach
  void fill() {
    books = FilledBooks.write(folder.resolve("data"), 120);
    out = folder.resolve("out");
    file = out.resolve("sqlite/star.sqlite");
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void it_has_the_rows_of_the_parquet_files() throws Exception {
    books.export(out, ExportFormat.ALL);

    try (Duck duck = Duck.over(out, "parquet");
        Connection sqlite = open();
        Statement statement = sqlite.createStatement()) {
      for (Table table : StarSchema.tables()) {
        List<String> expected =
            duck.rows("SELECT %s FROM \"%s\"".formatted(asText(table), table.name()));
        List<String> found =
            Duck.rows(
                statement.executeQuery(
                    "SELECT %s FROM \"%s\"".formatted(asKept(table), table.name())));
        assertThat(found)
            .as(table.name())
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  /** As SQLite keeps them: days and times are text, true is 1. */
  private static String asText(Table table) {
    return columns(
        table,
        type ->
            switch (type) {
              case DAY -> "CAST(\"%s\" AS VARCHAR)";
              case MOMENT, LOCAL -> "strftime(\"%s\", '%%Y-%%m-%%d %%H:%%M:%%S.%%g')";
              case FLAG -> "CAST(\"%s\" AS INTEGER)";
              case WHOLE, NUMBER, TEXT -> "\"%s\"";
            });
  }

  /** As they are kept, whatever the driver makes of columns that are declared as times. */
  private static String asKept(Table table) {
    return columns(
        table,
        type ->
            switch (type) {
              case DAY, MOMENT, LOCAL -> "\"%s\" || ''";
              case FLAG -> "+\"%s\"";
              case WHOLE, NUMBER, TEXT -> "\"%s\"";
            });
  }

  private static String columns(Table table, Function<ColumnType, String> pattern) {
    return table.columns().stream()
        .map(column -> pattern.apply(column.type()).formatted(column.name()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void every_reference_leads_to_a_row() throws Exception {
    books.export(out, ExportFormat.SQLITE);

    try (Connection sqlite = open();
        Statement statement = sqlite.createStatement()) {
      assertThat(Duck.rows(statement.executeQuery("PRAGMA foreign_key_check"))).isEmpty();
      assertThat(Duck.rows(statement.executeQuery("PRAGMA integrity_check"))).containsExactly("ok");
      assertThat(Duck.rows(statement.executeQuery("SELECT COUNT(*) FROM prediction")))
          .containsExactly("120");
    }
    assertThat(out.resolve("csv")).doesNotExist();
    assertThat(out.resolve("parquet")).doesNotExist();
  }

  @Test
  void the_same_rows_give_the_same_bytes_and_a_change_a_new_file() throws IOException {
    ExportSummary first = books.export(out, ExportFormat.SQLITE);
    String before = Sha256.ofFile(file);

    ExportSummary again = books.export(out, ExportFormat.SQLITE);
    assertThat(Sha256.ofFile(file)).isEqualTo(before);
    books.says("reviewer", books.answers.get(5), "lemon");
    ExportSummary changed = books.export(out, ExportFormat.SQLITE);

    assertThat(Sha256.ofFile(file)).isNotEqualTo(before);
    for (ExportSummary summary : List.of(first, changed)) {
      assertThat(summary.tables())
          .allMatch(table -> table.files() == 1 && table.filesChanged() == 1);
    }
    assertThat(again.tables()).allMatch(table -> table.filesChanged() == 0);
    Manifest manifest = Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));
    assertThat(manifest.database()).isNotNull();
    assertThat(manifest.database().sha256()).isEqualTo(Sha256.ofFile(file));
    assertThat(manifest.tables().stream().mapToLong(Manifest.TableEntry::rows).sum())
        .isEqualTo(manifest.database().rows());
  }

  @Test
  void nothing_personal_is_in_it() throws IOException, SQLException {
    books.export(out, ExportFormat.SQLITE);

    assertThat(Files.readString(file, ISO_8859_1))
        .doesNotContain("Smith", "clerkann", "clerkbob", "secret", "reviewer");
    try (Connection sqlite = open();
        Statement statement = sqlite.createStatement()) {
      assertThat(
              Duck.rows(
                  statement.executeQuery(
                      "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")))
          .isEqualTo(StarSchema.tables().stream().map(Table::name).sorted().toList());
      for (Fact fact : StarSchema.facts()) {
        assertThat(
                Duck.rows(statement.executeQuery("SELECT COUNT(*) FROM \"" + fact.name() + "\"")))
            .as(fact.name())
            .doesNotContain("0");
      }
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}

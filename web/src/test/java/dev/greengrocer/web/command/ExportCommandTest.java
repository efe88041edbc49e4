package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code greengrocer export analytics} as a person or a timer calls it. */
final class ExportCommandTest {

  @TempDir Path folder;
  private DataDirectory books;
  private Path out;

  @BeforeEach
  void fill() {
    books = FilledDatabase.write(folder.resolve("books"));
    out = folder.resolve("out");
  }

  @Test
  void each_table_is_told_with_its_rows() throws IOException {
    Said said = export("--out", out.toString());

    assertThat(said.exitCode).as(said.err).isZero();
    assertThat(said.out)
        .contains("sale_line: 2 rows in 2 files, of which 2 are new or changed")
        .contains("prediction: 0 rows");
    assertThat(Files.readString(out.resolve("csv/sale_line/2026-11.csv")))
        .startsWith(
            "\ufeffdate_key,hour_key,receipt,line,class_key,clerk_key,prediction_key,reason_key,unit,")
        .contains("\r\n20261128,")
        .contains(",250,EUR,false,false,");
  }

  @Test
  void json_says_the_same_and_a_second_run_changes_nothing() {
    export("--out", out.toString(), "--format", "parquet");

    Said again = export("--out", out.toString(), "--format", "parquet", "--json");

    assertThat(again.exitCode).as(again.err).isZero();
    JsonNode said = new JsonMapper().readTree(again.out);
    assertThat(said.get("out").asString()).isEqualTo(out.toString());
    assertThat(said.get("tables").size()).isEqualTo(19);
    for (JsonNode table : said.get("tables")) {
      assertThat(table.get("filesChanged").asInt()).as(table.toString()).isZero();
      assertThat(table.get("files").asInt()).isEqualTo(1);
    }
  }

  @Test
  void bad_input_gets_one_sentence() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.xlsx"), "mine");
    Path file = Files.writeString(folder.resolve("file"), "mine");

    refused(2, "mine.xlsx", export("--out", out.toString()));
    refused(2, "is a file; give a folder", export("--out", file.toString()));
    refused(2, "--format", export("--out", out.toString(), "--format", "xlsx"));
    refused(2, "--out", export());
    refused(2, "jdbc:postgresql:", export("--out", out + "2", "--database", "jdbc:mysql://x"));
    refused(
        6,
        "holds no database",
        run("export", "analytics", "--data", folder + "/none", "--out", out + "2"));
    refused(6, "cannot be written", export("--out", file + "/inside"));
    refused(2, "must be s3://", export("--out", "gs://shop/analytics"));
    assertThat(out.resolve("mine.xlsx")).hasContent("mine");
    assertThat(Path.of(out + "2")).doesNotExist();
  }

  /** An export in the place of the photos would take theirs: none was sent yet. */
  @Test
  void the_data_directory_is_no_place_for_an_export() throws IOException {
    Path photos = Files.createDirectories(books.photos());
    Path link = Files.createSymbolicLink(folder.resolve("link"), photos);

    refused(2, "lies in the data directory", export("--out", photos.toString()));
    refused(2, "lies in the data directory", export("--out", link + "/new"));
    refused(2, "lies in the data directory", export("--out", books.path().toString()));
    assertThat(photos).isEmptyDirectory();
  }

  @Test
  void a_database_of_an_earlier_version_is_refused() {
    FilledDatabase.execute(books, "DELETE FROM flyway_schema_history WHERE installed_rank > 3");

    refused(6, "start 'greengrocer serve' on it once", export("--out", out.toString()));
    assertThat(out).doesNotExist();
  }

  /** A writer that waited for the export would keep a till waiting. */
  @Test
  void nobody_waits_for_an_export() {
    try (HikariDataSource source = Databases.openFile(books.database(), 100);
        ReadSnapshot reading = ReadSnapshot.of(source, "books")) {
      List<Long> seen = new ArrayList<>();
      String sql = "SELECT total FROM sales ORDER BY number";
      reading.forEach(sql, List.of(), row -> row.whole("total"), seen::add);

      JdbcClient.create(source).sql("DELETE FROM sale_lines").update();
      JdbcClient.create(source).sql("DELETE FROM sales").update();

      reading.forEach(sql, List.of(), row -> row.whole("total"), seen::add);
      assertThat(seen).containsExactly(500L, 500L);
    }
  }

  private static void refused(int exitCode, String words, Said said) {
    assertThat(said.exitCode).as(said.err).isEqualTo(exitCode);
    assertThat(said.err).contains(words).doesNotContain("\tat ");
    assertThat(said.out).isEmpty();
  }

  private Said export(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("export", "analytics", "--data-dir", books.path().toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

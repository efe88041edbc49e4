package dev.greengrocer.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.ReadSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export leaves in its folder, the first time and later. */
final class AnalyticsExportTest {

  private static final FileTime EARLIER = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir Path folder;
  private Path out;
  private FilledBooks books;

  @BeforeEach
  void fill() {
    out = folder.resolve("out");
    books = FilledBooks.write(folder.resolve("data"), 300);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void facts_have_a_file_for_each_month_and_dimensions_one() throws IOException {
    ExportSummary summary = books.export(out);

    assertThat(files(out).keySet())
        .contains(
            "README.md",
            "manifest.json",
            "csv/prediction/2026-10.csv",
            "csv/prediction/2026-11.csv",
            "parquet/prediction/2026-10.parquet",
            "parquet/prediction/2026-11.parquet",
            "parquet/label/2026-11.parquet",
            "parquet/sale_line/2026-10.parquet",
            "parquet/class.parquet",
            "csv/clerk.csv")
        .doesNotContain("parquet/prediction/2026-09.parquet", "parquet/label/2026-10.parquet");
    assertThat(summary.tables().get(0).name()).isEqualTo("prediction");
    assertThat(summary.tables().get(0).rows()).isEqualTo(300);
    assertThat(summary.rowsLeftOut()).isZero();
  }

  @Test
  void the_manifest_tells_rows_and_hashes_of_the_files_that_there_are() throws IOException {
    books.export(out);

    Manifest manifest = Manifest.read(Files.readAllBytes(out.resolve("manifest.json")));

    SortedMap<String, String> told = new TreeMap<>();
    manifest.tables().stream()
        .flatMap(table -> table.files().stream())
        .forEach(file -> told.put(file.path(), file.sha256()));
    SortedMap<String, String> found = files(out);
    found.keySet().removeIf(path -> !path.contains("/"));
    assertThat(told).isEqualTo(found);
    assertThat(manifest.schemaVersion()).isEqualTo(StarSchema.VERSION);
    assertThat(manifest.timeZone()).isEqualTo("Europe/Vienna");
    assertThat(manifest.fiscalYearStarts()).isEqualTo("october");
    assertThat(manifest.weekStarts()).isEqualTo("monday");
    assertThat(manifest.tables().get(0).files())
        .extracting(Manifest.FileEntry::rows)
        .allMatch(rows -> rows > 100 && rows < 200);
  }

  @Test
  void the_same_rows_give_the_same_bytes() throws IOException {
    books.export(out);
    books.export(folder.resolve("again"));

    assertThat(files(folder.resolve("again"))).isEqualTo(files(out));
  }

  @Test
  void csv_and_parquet_hold_the_same_rows() throws Exception {
    books.export(out);

    try (Duck parquet = Duck.over(out, "parquet");
        Duck csv = Duck.over(out, "csv")) {
      for (Table table : StarSchema.tables()) {
        String all = "SELECT * FROM \"%s\" ORDER BY ALL".formatted(table.name());
        assertThat(csv.rows(all)).as(table.name()).isEqualTo(parquet.rows(all)).isNotEmpty();
      }
    }
  }

  /** A spreadsheet would run it; Parquet has it as it was typed. */
  @Test
  void text_that_a_spreadsheet_would_run_is_quoted_in_csv_alone() throws Exception {
    books.damage("UPDATE stock_movements SET reason = '=cmd|'' /C calc''!A0' WHERE kind = 'waste'");
    books.damage("UPDATE sale_lines SET name = '@SUM(\"x\")' || char(10) WHERE position = 3");
    books.export(out);

    try (Duck parquet = Duck.over(out, "parquet");
        Duck csv = Duck.over(out, "csv")) {
      String reasons =
          "SELECT DISTINCT stated_reason FROM stock_movement WHERE movement_kind = 'waste'";
      assertThat(parquet.rows(reasons)).containsExactly("=cmd|' /C calc'!A0");
      assertThat(csv.rows(reasons)).containsExactly("'=cmd|' /C calc'!A0");
      String names = "SELECT name FROM class WHERE name LIKE '%SUM%'";
      assertThat(parquet.rows(names)).containsExactly("@SUM(\"x\")\n");
      assertThat(csv.rows(names)).containsExactly("'@SUM(\"x\")\n");
    }
  }

  @Test
  void a_late_correction_replaces_the_files_of_its_month_alone() throws IOException {
    books.export(out);
    age(out);
    Map<String, String> before = files(out);

    books.says("reviewer", books.answers.get(5), "jalapeño"); // of October, said in November
    ExportSummary summary = books.export(out);

    assertThat(fresh(out))
        .containsOnlyKeys(
            "README.md",
            "manifest.json",
            "csv/prediction/2026-10.csv",
            "parquet/prediction/2026-10.parquet",
            "csv/label/2026-11.csv",
            "parquet/label/2026-11.parquet",
            "csv/model_health/2026-10.csv",
            "parquet/model_health/2026-10.parquet");
    assertThat(files(out).get("parquet/prediction/2026-11.parquet"))
        .isEqualTo(before.get("parquet/prediction/2026-11.parquet"));
    assertThat(summary.tables())
        .filteredOn(table -> table.filesChanged() > 0)
        .extracting(ExportSummary.TableSummary::name)
        .containsExactly("prediction", "label", "model_health");
  }

  @Test
  void a_sale_that_is_taken_back_replaces_its_month() throws IOException {
    books.database.sql("UPDATE sales SET voided_at = NULL, void_reason = NULL").update();
    books.export(out);
    age(out);

    books.voidSale(1);
    books.export(out);

    assertThat(fresh(out).keySet())
        .filteredOn(path -> path.startsWith("parquet"))
        .containsExactlyInAnyOrder(
            "parquet/sale_line/2026-10.parquet",
            "parquet/sale_tax/2026-10.parquet",
            "parquet/payment/2026-10.parquet");
  }

  /**
   * Ten kilograms of tomatoes cost 12.00 in October; 30 cost 27.00 in November, 1 was taken back.
   */
  @Test
  void lines_and_movements_say_what_goods_had_cost() throws Exception {
    books.export(out);

    try (Duck duck = Duck.over(out, "parquet")) {
      assertThat(
              duck.rows(
                  """
                  SELECT DISTINCT year_month, net_grams, cost_of_goods, total - revenue > 0
                  FROM sale_line JOIN "date" USING (date_key) JOIN class USING (class_key)
                  WHERE name = 'tomato' AND net_grams > 0 AND day > 3 ORDER BY ALL
                  """))
          .containsExactly("2026-10|1000|120.0|true", "2026-11|1000|90.0|true");
      assertThat(
              duck.rows(
                  """
                  SELECT year_month, flow, net_grams, cost_of_goods
                  FROM stock_movement JOIN "date" USING (date_key) JOIN class USING (class_key)
                  WHERE name = 'tomato' AND flow IN ('wasted', 'counted') ORDER BY ALL
                  """))
          .containsExactly(
              "2026-10|counted|-120|-14.4",
              "2026-10|wasted|-500|-60.0",
              "2026-11|counted|-333|-29.97");
      assertThat(duck.rows("SELECT flow FROM stock_movement WHERE net_grams = 40"))
          .as("the first booking of jalapeños is a count")
          .containsExactly("opened");
      assertThat(duck.rows("SELECT COUNT(cost_of_goods) FROM stock_movement WHERE net_grams = 40"))
          .as("nobody said what jalapeños cost")
          .containsExactly("0");
      assertThat(
              duck.rows(
                  "SELECT unit_price, plu, valid_from, valid_to FROM price ORDER BY valid_from,"
                      + " unit_price"))
          .containsExactly(
              "299|null|2026-10-01|null",
              "399|4087|2026-10-01|2026-11-15",
              "449|4087|2026-11-16|null");
    }
  }

  /** The shop changed its currency at the new year; nobody said what figs cost. */
  @Test
  void losses_cost_what_goods_did_in_the_currency_of_then() throws Exception {
    try (FilledBooks changed = FilledBooks.empty(folder.resolve("changed"))) {
      changed
          .database
          .sql(
              """
              INSERT INTO stock_movements (id, booking_id, position, kind, at, moved_on, actor,
                name, unit, amount, cost, currency, reason)
              VALUES
                ('m1', 'd1', 1, 'delivery', 0, '2025-12-01', 'ann', 'pear', 'kg', 1000, 200, 'BGN',
                  NULL),
                ('m2', 'd2', 1, 'delivery', 0, '2026-01-10', 'ann', 'pear', 'kg', 1000, 100, 'EUR',
                  NULL),
                ('m3', 'w1', 1, 'waste', 0, '2025-12-31', 'ann', 'pear', 'kg', -100, NULL, NULL,
                  'rotten'),
                ('m4', 'w2', 1, 'waste', 0, '2026-01-20', 'ann', 'pear', 'kg', -100, NULL, NULL,
                  'rotten'),
                ('m5', 'w3', 1, 'waste', 0, '2026-01-20', 'ann', 'fig', 'kg', -100, NULL, NULL,
                  'rotten')
              """)
          .update();
      changed.export(out);
    }

    try (Duck duck = Duck.over(out, "parquet")) {
      assertThat(
              duck.rows(
                  """
                  SELECT name, date_key, cost_of_goods, currency
                  FROM stock_movement JOIN class USING (class_key) WHERE flow = 'wasted'
                  ORDER BY ALL
                  """))
          .containsExactly(
              "fig|20260120|null|null", "pear|20251231|-20.0|BGN", "pear|20260120|-10.0|EUR");
    }
  }

  /** The week of the offer lies within the longer price, which does not come back after it. */
  @Test
  void a_price_ends_where_the_next_one_begins() throws Exception {
    try (FilledBooks prices = FilledBooks.empty(folder.resolve("prices"))) {
      prices.price("pear", 300, null, "2026-03-01", "2026-12-31");
      prices.price("pear", 200, null, "2026-11-09", "2026-11-15");
      prices.price("pear", 320, null, "2026-12-01", null);
      prices.export(out);
    }

    for (String format : List.of("parquet", "csv")) {
      try (Duck duck = Duck.over(out, format)) {
        assertThat(duck.rows("SELECT unit_price, valid_from, valid_to FROM price ORDER BY ALL"))
            .as(format)
            .containsExactly(
                "200|2026-11-09|2026-11-15", "300|2026-03-01|2026-11-08", "320|2026-12-01|null");
      }
    }
  }

  /** In Vienna clocks were set back at 01:00 UTC of 25 October 2026, a Sunday. */
  @Test
  void answers_have_the_time_that_clocks_in_the_shop_showed() throws Exception {
    String second = books.answers.get(1);
    List.of(
            Map.entry(books.answers.get(0), "2026-10-25T00:30:00.250Z"),
            Map.entry(second, "2026-10-25T01:30:00Z"))
        .forEach(
            answer ->
                books
                    .database
                    .sql(
                        "UPDATE predictions SET at = :at, answered_on = '2026-10-25', answered_hour"
                            + " = 2 WHERE id = :id")
                    .param("at", Instant.parse(answer.getValue()).toEpochMilli())
                    .param("id", answer.getKey())
                    .update());
    books.export(out);

    for (String format : List.of("parquet", "csv")) {
      try (Duck duck = Duck.over(out, format)) {
        assertThat(
                duck.rows(
                    """
                    SELECT date_key, hour_key, typeof(answered_local),
                      strftime(answered_local, '%Y-%m-%d %H:%M:%S.%g'), utc_offset_minutes,
                      weekday_name, day_of_week, fiscal_year, fiscal_quarter, fiscal_month, fiscal_week
                    FROM prediction JOIN "date" USING (date_key)
                    WHERE answered_at IN ('2026-10-25T00:30:00.250Z'::TIMESTAMPTZ,
                      '2026-10-25T01:30:00Z'::TIMESTAMPTZ)
                    ORDER BY answered_at
                    """))
            .as(format)
            .containsExactly(
                "20261025|2|TIMESTAMP|2026-10-25 02:30:00.250|120|Sunday|7|2027|1|1|4",
                "20261025|2|TIMESTAMP|2026-10-25 02:30:00.000|60|Sunday|7|2027|1|1|4");
      }
    }
  }

  @Test
  void what_was_erased_is_in_no_table_any_more() throws Exception {
    String erased = books.answers.get(0);
    books.says("reviewer", erased, "lemon");
    books.export(out);
    books.database.sql("DELETE FROM predictions WHERE id = :id").param("id", erased).update();

    books.export(out);

    try (Duck duck = Duck.over(out, "parquet")) {
      assertThat(duck.rows("SELECT COUNT(*) FROM prediction")).containsExactly("299");
      assertThat(
              duck.rows(
                  """
                  SELECT prediction_key FROM label
                  WHERE prediction_key NOT IN (SELECT prediction_key FROM prediction)
                  UNION ALL SELECT prediction_key FROM sale_line
                  WHERE prediction_key NOT IN (SELECT prediction_key FROM prediction)
                  """))
          .isEmpty();
      assertThat(duck.rows("SELECT * FROM prediction WHERE prediction_id = '" + erased + "'"))
          .isEmpty();
    }
  }

  @Test
  void nothing_personal_is_in_any_file() throws IOException {
    books.export(out, ExportFormat.CSV);

    try (Stream<Path> tree = Files.walk(out)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("Smith", "clerkann", "clerkbob", "secret", "reviewer");
      }
    }
  }

  @Test
  void keys_are_unique_and_lead_to_a_row() throws Exception {
    books.export(out);

    try (Duck duck = Duck.over(out, "parquet")) {
      for (Table table : StarSchema.tables()) {
        String key = String.join(", ", table.key());
        assertThat(
                duck.rows(
                    "SELECT %s FROM \"%s\" GROUP BY %s HAVING COUNT(*) > 1"
                        .formatted(key, table.name(), key)))
            .as(table.name())
            .isEmpty();
        for (Column column : table.columns()) {
          if (column.references() != null) {
            assertThat(lost(duck, table, column)).as(table.name() + column.name()).isEmpty();
          }
        }
      }
    }
  }

  private static List<String> lost(Duck duck, Table table, Column column) throws SQLException {
    return duck.rows(
        "SELECT %s FROM \"%s\" WHERE %s NOT IN (SELECT %s_key FROM \"%s\")"
            .formatted(
                column.name(),
                table.name(),
                column.name(),
                column.references(),
                column.references()));
  }

  @Test
  void a_run_that_fails_leaves_the_last_export_and_nothing_else() throws IOException {
    books.export(out);
    Map<String, String> before = files(out);
    books.says("reviewer", books.answers.get(5), "jalapeño");

    try (ReadSnapshot snapshot = books.snapshot()) {
      assertThatThrownBy(
              () ->
                  AnalyticsExport.write(
                      snapshot,
                      FilledBooks.CALENDAR,
                      FilledBooks.FISCAL,
                      out,
                      ExportFormat.BOTH,
                      (part, rows) -> {
                        if (part.startsWith("sale_line")) {
                          throw new IllegalStateException("the plug was pulled");
                        }
                      }))
          .hasMessage("the plug was pulled");
    }

    assertThat(files(out)).isEqualTo(before);
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "out");
    }
  }

  @Test
  void a_link_to_a_folder_is_something_else() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Path link =
        Files.createSymbolicLink(Files.createDirectories(out).resolve("reports"), elsewhere);

    assertThatThrownBy(() -> books.export(out))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'reports'");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void a_link_to_the_export_means_the_export() throws IOException {
    books.export(out);
    Path link = Files.createSymbolicLink(folder.resolve("link"), out);
    books.says("reviewer", books.answers.get(5), "jalapeño");

    ExportSummary summary = books.export(link);

    assertThat(summary.tables().get(0).filesChanged()).isEqualTo(2);
    assertThat(link).isSymbolicLink();
    assertThat(out.resolve("manifest.json")).isRegularFile();
  }

  @Test
  void a_folder_that_holds_anything_else_is_refused() throws IOException {
    books.export(out);
    Files.writeString(out.resolve("figures.pbix"), "mine");

    assertThatThrownBy(() -> books.export(out))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("figures.pbix");
    assertThatThrownBy(() -> books.export(folder.resolve("data")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("experiments/");
    assertThat(out.resolve("figures.pbix")).hasContent("mine");
  }

  @Test
  void a_format_that_is_not_asked_for_goes() throws IOException {
    books.export(out);

    books.export(out, ExportFormat.CSV);

    assertThat(files(out).keySet()).noneMatch(path -> path.contains("parquet"));
  }

  @Test
  void empty_books_give_tables_without_rows() throws Exception {
    try (FilledBooks none = FilledBooks.empty(folder.resolve("none"))) {
      none.export(out);
    }

    try (Duck duck = Duck.over(out, "parquet")) {
      for (Table table : StarSchema.tables()) {
        assertThat(duck.rows("SELECT COUNT(*) FROM \"%s\"".formatted(table.name())))
            .as(table.name())
            .containsExactly(table.name().equals("hour") ? "24" : "0");
      }
    }
  }

  /** As books that were put together from parts may be. */
  @Test
  void a_clerk_of_whom_only_a_movement_is_left_has_a_pseudonym() throws Exception {
    books.damage("UPDATE stock_movements SET kind = 'sale', actor = 'secret' WHERE kind = 'waste'");
    books.export(out);

    try (Duck duck = Duck.over(out, "parquet")) {
      assertThat(
              duck.rows(
                  "SELECT DISTINCT name LIKE 'clerk %' FROM stock_movement JOIN clerk USING"
                      + " (clerk_key) WHERE movement_kind = 'sale'"))
          .containsExactly("true");
    }
  }

  @Test
  void a_row_that_cannot_be_read_is_left_out_and_counted() {
    long lines = books.export(out).tables().get(2).rows();

    books.damage("UPDATE sale_lines SET unit = x'00' WHERE position = 3");
    ExportSummary summary = books.export(out);

    assertThat(summary.rowsLeftOut()).isPositive();
    assertThat(summary.tables().get(2).rows()).isEqualTo(lines - summary.rowsLeftOut());
  }

  /** Rows of no month would be missing from every sum, and nothing would tell. */
  @Test
  void a_row_whose_month_cannot_be_told_is_counted_as_left_out() {
    ExportSummary whole = books.export(out);

    books.damage("UPDATE sales SET sold_on = '2026-13-01' WHERE number = 3");
    books.damage("UPDATE sales SET sold_on = '2026-11-31' WHERE number = 4");
    books.damage("UPDATE labels SET at = -5 WHERE id = (SELECT MIN(id) FROM labels)");
    books.damage("UPDATE predictions SET at = 'x' WHERE id = (SELECT MIN(id) FROM predictions)");
    ExportSummary summary = books.export(out);

    for (int table = 0; table < 5; table++) {
      ExportSummary.TableSummary now = summary.tables().get(table);
      assertThat(now.rowsLeftOut()).as(now.name()).isPositive();
      assertThat(now.rows() + now.rowsLeftOut())
          .as(now.name())
          .isEqualTo(whole.tables().get(table).rows());
    }
  }

  @Test
  void the_description_names_every_column() throws IOException {
    books.export(out);

    String readme = Files.readString(out.resolve("README.md"));

    for (Table table : StarSchema.tables()) {
      assertThat(readme).contains("## " + table.name() + "\n");
      for (Column column : table.columns()) {
        assertThat(readme).contains("| `" + column.name() + "` |").contains(column.words());
      }
    }
  }

  @Test
  void duckdb_reads_every_table_by_the_lines_of_the_description() throws Exception {
    for (ExportFormat format : List.of(ExportFormat.BOTH, ExportFormat.CSV)) {
      books.export(out, format);
      String readme = Files.readString(out.resolve("README.md"));
      String lines = readme.substring(readme.indexOf("CREATE VIEW"), readme.indexOf("```\n\n##"));

      try (Duck duck = Duck.empty()) {
        for (String line : lines.replace("FROM '", "FROM '" + out + "/").lines().toList()) {
          duck.execute(line);
        }
        for (Table table : StarSchema.tables()) {
          assertThat(duck.rows("SELECT * FROM \"%s\" LIMIT 1".formatted(table.name())))
              .as("%s of %s", table.name(), format)
              .hasSize(1);
        }
      }
    }
    books.export(out, ExportFormat.SQLITE);
    assertThat(out.resolve("README.md")).content().doesNotContain("CREATE VIEW");
  }

  /** The SHA-256 of each file. */
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Sha256.ofFile(file));
      }
    }
    return files;
  }

  private static void age(Path folder) throws IOException {
    for (String file : files(folder).keySet()) {
      Files.setLastModifiedTime(folder.resolve(file), EARLIER);
    }
  }

  /** The files that were written since {@link #age}. */
  private static SortedMap<String, String> fresh(Path folder) throws IOException {
    SortedMap<String, String> fresh = files(folder);
    for (String file : Map.copyOf(fresh).keySet()) {
      if (Files.getLastModifiedTime(folder.resolve(file)).equals(EARLIER)) {
        fresh.remove(file);
      }
    }
    return fresh;
  }
}

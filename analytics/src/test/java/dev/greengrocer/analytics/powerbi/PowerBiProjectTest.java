package dev.greengrocer.analytics.powerbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a project leaves in its folder, and what of it may be replaced. */
final class PowerBiProjectTest {

  private static final PowerBiOptions POSTGRESQL =
      new PowerBiOptions(
          PowerBiSource.parse("postgres://db.example/greengrocer"),
          "https://shop.example",
          Currency.getInstance("JPY"),
          DrawnShop.OPTIONS.zone(),
          DrawnShop.OPTIONS.fiscal());

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void place() {
    out = folder.resolve("out");
  }

  @Test
  void the_same_options_give_the_same_bytes() throws IOException {
    int files = PowerBiProject.write(out, DrawnShop.OPTIONS);
    PowerBiProject.write(folder.resolve("again"), DrawnShop.OPTIONS);

    assertThat(files(out)).hasSize(files).isEqualTo(files(folder.resolve("again")));
    assertThat(files(out).keySet())
        .contains(
            "README.md",
            "manifest.json",
            "Greengrocer.pbip",
            "Greengrocer.pbids",
            "Greengrocer.Report/.platform",
            "Greengrocer.Report/definition.pbir",
            "Greengrocer.SemanticModel/definition/tables/Sale line.tmdl",
            "Greengrocer.SemanticModel/definition/cultures/de-DE.tmdl");
  }

  @Test
  void hierarchies_and_their_levels_have_german_names() {
    assertThat(
            PowerBiProject.files(DrawnShop.OPTIONS)
                .get("Greengrocer.SemanticModel/definition/cultures/de-DE.tmdl"))
        .contains(
            "\t\t\t\thierarchy 'Fiscal weeks'\n\t\t\t\t\tcaption: Geschäftswochen\n",
            "\t\t\t\t\tlevel 'Fiscal week'\n\t\t\t\t\t\tcaption: Woche des Geschäftsjahrs\n")
        .satisfies(
            names ->
                assertThat(SemanticModel.tables())
                    .flatExtracting(ModelTable::hierarchies)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(
                        hierarchy ->
                            assertThat(names)
                                .contains("hierarchy " + Tmdl.name(hierarchy.name()) + "\n")));
  }

  /** Windows refuses paths of more than 260 characters, and a folder lies somewhere. */
  @Test
  void paths_are_short() {
    assertThat(PowerBiProject.files(DrawnShop.OPTIONS).keySet())
        .allSatisfy(path -> assertThat(path).hasSizeLessThan(140));
  }

  @Test
  void tmdl_is_indented_with_tabs_and_no_file_has_a_byte_order_mark() {
    PowerBiProject.files(DrawnShop.OPTIONS)
        .forEach(
            (path, text) -> {
              assertThat(text).as(path).doesNotStartWith("\ufeff").doesNotContain("\r");
              if (path.endsWith(".tmdl")) {
                assertThat(text.lines())
                    .as(path)
                    .noneMatch(line -> line.startsWith(" ") || line.matches("\\t+//[^/].*"));
              }
            });
  }

  @Test
  void a_folder_and_a_database_are_parameters() {
    Map<String, String> fromFolder = PowerBiProject.files(DrawnShop.OPTIONS);
    Map<String, String> fromDatabase = PowerBiProject.files(POSTGRESQL);
    String expressions = "Greengrocer.SemanticModel/definition/expressions.tmdl";

    assertThat(fromFolder.get(expressions)).contains("ExportFolder = \"C:\\analytics\" meta [");
    assertThat(fromFolder.get("Greengrocer.pbids")).contains("\"path\" : \"C:\\\\analytics\"");
    assertThat(fromFolder).doesNotContainKey("postgresql/star.sql");
    assertThat(fromDatabase.get(expressions))
        .contains("PostgresServer = \"db.example:5432\" meta [")
        .contains("PostgresDatabase = \"greengrocer\" meta [")
        .doesNotContain("ExportFolder");
    assertThat(fromDatabase.get("Greengrocer.pbids")).contains("\"server\" : \"db.example:5432\"");
    assertThat(fromDatabase.get("postgresql/star.sql"))
        .contains("timezone('Europe/Vienna'")
        .doesNotContain("{");
  }

  @Test
  void money_has_the_digits_of_its_currency() {
    String path = "Greengrocer.SemanticModel/definition/tables/Payment.tmdl";

    assertThat(PowerBiProject.files(DrawnShop.OPTIONS).get(path))
        .contains("formatString: #,0.00 \"EUR\"")
        .contains("\t\t\t\t100\n");
    assertThat(PowerBiProject.files(POSTGRESQL).get(path))
        .contains("formatString: #,0 \"JPY\"")
        .contains("\t\t\t\t1\n");
  }

  @Test
  void a_project_that_nobody_changed_is_replaced() throws IOException {
    PowerBiProject.write(out, POSTGRESQL);

    PowerBiProject.write(out, DrawnShop.OPTIONS);

    assertThat(files(out).keySet()).doesNotContain("postgresql/star.sql");
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(path -> path.getFileName().toString())).containsExactly("out");
    }
  }

  /** What an analyst built on the report must not be lost to the next run. */
  @Test
  void a_project_that_somebody_works_in_is_refused() throws IOException {
    PowerBiProject.write(out, DrawnShop.OPTIONS);
    Path report = out.resolve("Greengrocer.Report/definition/report.json");
    String before = Files.readString(report);

    Files.writeString(report, before + " ");
    assertThatThrownBy(() -> PowerBiProject.write(out, DrawnShop.OPTIONS))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("report.json' was changed");
    assertThat(report).hasContent(before + " ");

    Files.writeString(report, before);
    Files.writeString(
        Files.createDirectories(out.resolve("Greengrocer.Report/.pbi"))
            .resolve("localSettings.json"),
        "{}");
    assertThatThrownBy(() -> PowerBiProject.write(out, DrawnShop.OPTIONS))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(".pbi/localSettings.json");
  }

  @Test
  void another_folder_is_refused() throws IOException {
    Files.writeString(Files.createDirectories(out).resolve("mine.pbix"), "mine");
    Path file = Files.writeString(folder.resolve("file"), "mine");

    assertThatThrownBy(() -> PowerBiProject.write(out, DrawnShop.OPTIONS))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("mine.pbix");
    Files.writeString(out.resolve("manifest.json"), "{\"format\":\"greengrocer-analytics\"}");
    assertThatThrownBy(() -> PowerBiProject.write(out, DrawnShop.OPTIONS))
        .isInstanceOf(InvalidConfigurationException.class);
    assertThatThrownBy(() -> PowerBiProject.write(file, DrawnShop.OPTIONS))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("is a file");
    assertThat(out.resolve("mine.pbix")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "postgres://",
        "postgres://host",
        "postgres://host/",
        "postgres://host/a/b",
        "postgres://user:secret@host/db",
        "jdbc:postgresql://host/db?user=a&password=secret",
        "postgres://h st/db",
        "postgres://host/d%0Ab",
        "Postgres://user:secret@host/db",
        " postgres://user:secret@host/db",
        "JDBC:PostgreSQL://host/db?User=a&PASSWORD=secret",
        "postgresql+psycopg://user:secret@host/db",
        "jdbc:mysql://user:secret@host/db",
        "s3://my-shop/analytics",
        "file:///srv/analytics",
        "C:\\a\nb"
      })
  void an_address_that_is_none_is_refused_and_no_password_is_repeated(String data) {
    assertThatThrownBy(() -> PowerBiSource.parse(data))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--data")
        .hasMessageNotContaining("secret");
  }

  @Test
  void folders_of_windows_stay_as_they_are() {
    assertThat(PowerBiSource.parse("C:\\analytics"))
        .isEqualTo(new PowerBiSource.Folder("C:\\analytics"));
    assertThat(PowerBiSource.parse("\\\\server\\share"))
        .isEqualTo(new PowerBiSource.Folder("\\\\server\\share"));
    assertThat(PowerBiSource.parse("jdbc:postgresql://host:5433/shop"))
        .isEqualTo(new PowerBiSource.PostgreSql("host:5433", "shop"));
    assertThat(PowerBiSource.parse("postgresql://[::1]/shop"))
        .isEqualTo(new PowerBiSource.PostgreSql("[::1]:5432", "shop"));
    assertThat(PowerBiSource.parse("POSTGRES://host/Shop"))
        .isEqualTo(new PowerBiSource.PostgreSql("host:5432", "Shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "ftp://shop.example",
        "javascript:alert(1)",
        "http://a b",
        "https://ann:secret@shop.example",
        "https://shop.example/?page=1",
        "https://shop.example/#top"
      })
  void an_application_has_an_address_of_the_web(String app) {
    assertThatThrownBy(
            () ->
                new PowerBiOptions(
                    DrawnShop.OPTIONS.source(),
                    app,
                    DrawnShop.OPTIONS.currency(),
                    DrawnShop.OPTIONS.zone(),
                    DrawnShop.OPTIONS.fiscal()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--app");
  }

  /** A quotation mark in a path must not end the text of a query. */
  @Test
  void a_path_is_text_in_a_query_whatever_it_holds() {
    assertThat(Queries.text("C:\\a\"b#(tab)")).isEqualTo("\"C:\\a\"\"b#(#)(tab)\"");
  }

  @Test
  void the_readme_names_every_page_and_figure_and_what_is_not_known() {
    String readme = PowerBiProject.files(DrawnShop.OPTIONS).get("README.md");

    Pages.all().forEach(page -> assertThat(readme).contains("- " + page.name() + ": "));
    Measures.all().forEach(measure -> assertThat(readme).contains("| " + measure.name() + " |"));
    assertThat(readme).contains("was not run").contains("open an issue").contains("C:\\analytics");
  }

  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Sha256.ofFile(file));
      }
    }
    return files;
  }
}

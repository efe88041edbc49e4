package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Json.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.StagedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the star schema as a Power BI project (PBIP): a semantic model in TMDL, a report in PBIR,
 * a {@code .pbids} for an empty report, and a {@code README.md} that says how to open it. It holds
 * no data. The folder is built beside its place and moved there whole; the same options give the
 * same bytes. Stateless.
 *
 * <pre>{@code
 * PowerBiOptions options =
 *     new PowerBiOptions(
 *         PowerBiSource.parse("C:\\analytics"), "https://shop.example", Currency.getInstance("EUR"), zone, fiscal);
 * PowerBiProject.write(Path.of("power-bi"), options);
 * }</pre>
 */
public final class PowerBiProject {

  static final String NAME = "Greengrocer";
  static final String PBIDS = NAME + ".pbids";

  private static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/";
  private static final String MODEL = NAME + ".SemanticModel/";
  private static final String REPORT = NAME + ".Report/";

  private PowerBiProject() {}

  /**
   * Writes a project, or replaces one that was not changed.
   *
   * @return how many files it has
   * @throws dev.greengrocer.InvalidConfigurationException if the folder holds anything else, or
   *     another run is writing it
   * @throws StorageException if the folder cannot be written
   */
  public static int write(Path out, PowerBiOptions options) {
    SortedMap<String, String> files = files(options);
    files.put(ProjectManifest.NAME, ProjectManifest.of(files).text());
    try (StagedFolder staged = StagedFolder.open(out, ProjectManifest::refuseAnythingElse)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(staged.path().resolve(file.getKey()), file.getValue());
      }
      staged.moveIntoPlace();
    }
    return files.size();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  /** All files but the manifest, by path with slashes. */
  static SortedMap<String, String> files(PowerBiOptions options) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(NAME + ".pbip", Json.text(shortcut()));
    files.put(PBIDS, Json.text(connection(options.source())));
    files.put("README.md", ProjectReadme.of(options));
    if (options.source() instanceof PowerBiSource.PostgreSql) {
      files.put("postgresql/star.sql", PostgresViews.sql(options.zone(), options.fiscal()));
    }
    files.put(MODEL + ".platform", Json.text(platform("SemanticModel")));
    files.put(MODEL + "definition.pbism", Json.text(model()));
    ModelFiles.of(options).forEach((path, text) -> files.put(MODEL + "definition/" + path, text));
    files.put(REPORT + ".platform", Json.text(platform("Report")));
    files.put(REPORT + "definition.pbir", Json.text(report()));
    ReportFiles.of().forEach((path, text) -> files.put(REPORT + path, text));
    return files;
  }

  private static Map<String, Object> shortcut() {
    return object(
        "$schema",
        SCHEMAS + "pbip/pbipProperties/1.0.0/schema.json",
        "version",
        "1.0",
        "artifacts",
        List.of(object("report", object("path", NAME + ".Report"))),
        "settings",
        object("enableAutoRecovery", true));
  }

  private static Map<String, Object> platform(String type) {
    return object(
        "$schema",
        SCHEMAS + "gitIntegration/platformProperties/2.0.0/schema.json",
        "metadata",
        object("type", type, "displayName", NAME),
        "config",
        object("version", "2.0", "logicalId", FixedId.guid("item/" + type)));
  }

  private static Map<String, Object> model() {
    return object(
        "$schema",
        SCHEMAS + "item/semanticModel/definitionProperties/1.0.0/schema.json",
        "version",
        "4.2",
        "settings",
        object());
  }

  private static Map<String, Object> report() {
    return object(
        "$schema",
        SCHEMAS + "item/report/definitionProperties/2.0.0/schema.json",
        "version",
        "4.0",
        "datasetReference",
        object("byPath", object("path", "../" + NAME + ".SemanticModel")));
  }

  /** A connection file, which Power BI Desktop opens as an empty report over the same data. */
  private static Map<String, Object> connection(PowerBiSource source) {
    Map<String, Object> details =
        source instanceof PowerBiSource.PostgreSql database
            ? object(
                "protocol",
                "postgresql",
                "address",
                object("server", database.server(), "database", database.database()))
            : object(
                "protocol",
                "folder",
                "address",
                object("path", ((PowerBiSource.Folder) source).path()));
    return object(
        "version",
        "0.1",
        "connections",
        List.of(object("details", details, "options", object(), "mode", "Import")));
  }
}

package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Json.object;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The report as files in PBIR. Its versions are those of September 2025: an older Power BI Desktop
 * refuses newer ones, and a newer one raises them when it saves. Stateless.
 *
 * @see <a href="https://learn.microsoft.com/power-bi/developer/projects/projects-report">PBIR</a>
 */
final class ReportFiles {

  static final String SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric/item/report/";

  private static final String RESOURCES = "RegisteredResources";

  private ReportFiles() {}

  /** The files of the report's folder, by path. */
  static SortedMap<String, String> of() {
    SortedMap<String, String> files = new TreeMap<>();
    put(
        files,
        "definition/version.json",
        "definition/versionMetadata/1.0.0",
        object("version", "2.0.0"));
    put(files, "definition/report.json", "definition/report/1.3.0", report());
    put(
        files,
        "definition/pages/pages.json",
        "definition/pagesMetadata/1.0.0",
        object(
            "pageOrder",
            Pages.all().stream().map(Page::id).toList(),
            "activePageName",
            Pages.all().get(0).id()));
    for (Page page : Pages.all()) {
      PageFiles.of(page).forEach((path, text) -> files.put("definition/pages/" + path, text));
    }
    files.put("StaticResources/" + RESOURCES + "/" + Theme.NAME, Json.text(Theme.json()));
    return files;
  }

  /** Adds a file that begins with the address of its schema. */
  static void put(
      Map<String, String> files, String path, String schema, Map<String, Object> content) {
    Map<String, Object> all = object("$schema", SCHEMAS + schema + "/schema.json");
    all.putAll(content);
    files.put(path, Json.text(all));
  }

  private static Map<String, Object> report() {
    return object(
        "themeCollection",
        object(
            "customTheme",
            object("name", Theme.NAME, "reportVersionAtImport", "5.61", "type", RESOURCES)),
        "layoutOptimization",
        "PhonePortrait",
        "resourcePackages",
        List.of(
            object(
                "name",
                RESOURCES,
                "type",
                RESOURCES,
                "items",
                List.of(object("name", Theme.NAME, "path", Theme.NAME, "type", "CustomTheme")))));
  }
}

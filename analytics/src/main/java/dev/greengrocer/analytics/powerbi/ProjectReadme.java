package dev.greengrocer.analytics.powerbi;

import java.util.stream.Collectors;

/**
 * The {@code README.md} of a project: how to open it, what is in it, what is not known. Stateless.
 */
final class ProjectReadme {

  private ProjectReadme() {}

  static String of(PowerBiOptions options) {
    return opening(options) + pages() + measures() + limits();
  }

  private static String opening(PowerBiOptions options) {
    String start =
        """
        # Greengrocer for Power BI

        Written by `greengrocer export power-bi`. A later run replaces the folder only as long as nothing was changed
        in it; work in a copy, or give the next run another folder.

        ## Open it

        1. Copy this whole folder to a computer with [Power BI Desktop](https://powerbi.microsoft.com/desktop), to a short
           path such as `C:\\pbi`: Windows refuses paths of more than 260 characters.
        2. Open `Greengrocer.pbip` with Power BI Desktop. The formats are those of September 2025; a newer Desktop raises them when
           it saves. If it says that projects are a preview, turn on *Power BI Project (.pbip) save option*, *Store reports
           using enhanced metadata format (PBIR)* and *Store semantic model using TMDL format* under *File, Options, Preview features*, and open it again.
        """;
    return start + source(options) + rest(options);
  }

  private static String source(PowerBiOptions options) {
    if (options.source() instanceof PowerBiSource.PostgreSql database) {
      return """
      3. Run `postgresql/star.sql` once as the owner of the database: it makes the schema `%s` with a view for each table, and
         says at its top how to let an analyst's role read them. Remove the views before an upgrade of the server and make
         them again after it.
      4. Under *Transform data, Edit parameters*, check `PostgresServer` (`%s`) and `PostgresDatabase` (`%s`).
      """
          .formatted(PostgresViews.SCHEMA, database.server(), database.database());
    }
    return """
    3. Under *Transform data, Edit parameters*, set `ExportFolder` to the folder that `greengrocer export analytics` wrote,
       as this computer sees it, such as `C:\\analytics` or `\\\\server\\analytics`. It is `%s` now. The export must hold
       Parquet files (`--format parquet` or `both`).
    """
        .formatted(((PowerBiSource.Folder) options.source()).path());
  }

  private static String rest(PowerBiOptions options) {
    int step = options.source() instanceof PowerBiSource.Folder ? 4 : 5;
    return """
    %d. Check `AppAddress`, to which the page *Answers* links: `%s` now.
    %d. Choose *Refresh*. A right click on a bar, *Drill through, Answers*, lists the answers behind it.

    `%s` opens the same data in an empty report. Money is shown in %s; receipts in another currency are added up as
    if they were in it. English and German names are in the model; which one you see follows the language of Power BI.

    """
        .formatted(
            step,
            options.app(),
            step + 1,
            PowerBiProject.PBIDS,
            options.currency().getCurrencyCode());
  }

  private static String pages() {
    return "## Pages\n\n"
        + Pages.all().stream()
            .map(
                page ->
                    "- %s: %s.\n"
                        .formatted(
                            page.name(),
                            page.visuals().stream()
                                .filter(visual -> !visual.title().isEmpty())
                                .filter(visual -> visual.kind() != Visual.Kind.TEXT)
                                .filter(visual -> visual.kind() != Visual.Kind.SLICER)
                                .map(Visual::title)
                                .collect(Collectors.joining("; "))))
            .collect(Collectors.joining())
        + "\n";
  }

  private static String measures() {
    StringBuilder text =
        new StringBuilder(
            "## Figures\n\n| Figure | Folder | German | Meaning |\n|---|---|---|---|\n");
    for (Measure measure : Measures.all()) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  measure.name(),
                  measure.folder().english(),
                  measure.words().germanName(),
                  measure.words().english()));
    }
    return text.append('\n').toString();
  }

  private static String limits() {
    return """
    ## What is not known

    Power BI Desktop runs on Windows only and was not run when this project was made. Its files are checked against the
    JSON schemas that Microsoft publishes; every name in a figure or visual is checked against the model; and every figure
    is computed in two ways, by an interpreter of its DAX and in SQL, which agree. What only Desktop can tell is how it looks,
    and whether Desktop wants something that the schemas do not say.

    If Desktop refuses the project or shows an error, please open an issue with the text of the message (*Copy details*), the version
    of Desktop (*Help, About*), the file that the message names, and the command that wrote the project. No data of the
    shop is in this folder, only the place of the data and the address of the application, so you may attach it.
    """;
  }
}

package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.AnalyticsExport;
import dev.greengrocer.analytics.ExportFormat;
import dev.greengrocer.analytics.ExportSummary;
import dev.greengrocer.analytics.ExportSummary.TableSummary;
import dev.greengrocer.analytics.schema.FiscalCalendar;
import dev.greengrocer.files.Json;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.s3.S3Address;
import dev.greengrocer.web.analytics.BucketExport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer export}: gives the books to other programs, while a server runs or not. */
@Command(
    name = "export",
    description = "Writes the figures of the books for analysts.",
    mixinStandardHelpOptions = true,
    subcommands = {PowerBiCommand.class, MonthCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer export analytics --out analytics",
      "  greengrocer export analytics --data-dir /srv/greengrocer --out /srv/analytics --format"
          + " csv",
      "  greengrocer export analytics --out s3://my-shop/analytics",
      "  greengrocer export power-bi --out power-bi --data /srv/analytics",
      "  greengrocer export month --month 2026-11 --out 2026-11.xlsx"
    })
final class ExportCommand {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Command(
      description =
          "Writes predictions, labels and sales as a star schema; only the files of months in"
              + " which something changed are replaced.",
      mixinStandardHelpOptions = true)
  int analytics(
      @Mixin DataPlace place,
      @Option(
              names = "--out",
              paramLabel = "DIR",
              required = true,
              description =
                  "Where it goes: a folder, which may hold an earlier export and nothing else, or"
                      + " s3://BUCKET/PREFIX.")
          String out,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "both",
              description =
                  "csv, parquet, both of them, sqlite (one file), or all (default:"
                      + " ${DEFAULT-VALUE}).")
          ExportFormat format,
      @Option(names = "--json", description = "Prints what was written as JSON.") boolean json) {
    ShopCalendar calendar = new ShopCalendar(ZoneId.systemDefault());
    FiscalCalendar fiscal = ServerEnvironment.read(Map.of()).fiscal();
    ExportProgress progress = new ExportProgress(spec.commandLine().getErr());
    if (S3Address.isMeant(out)) {
      S3Address address = S3Address.of(out);
      DataDirectory unused = place.existing();
      try (BucketExport bucket = BucketExport.open(address, BucketSettings.read().access())) {
        ExportSummary written =
            place.readingDatabase(
                books ->
                    AnalyticsExport.write(
                        books, calendar, fiscal, bucket.folder(), format, progress));
        BucketExport.Sent sent = bucket.publish(written); // the books are closed meanwhile
        print(sent.summary(), sent.address(), json);
      }
    } else {
      Path folder = OnThisComputer.path(out);
      requireNoFile(folder);
      place.existing().requireElsewhere(folder);
      ExportSummary written =
          place.readingDatabase(
              books -> AnalyticsExport.write(books, calendar, fiscal, folder, format, progress));
      print(written, out, json);
    }
    return 0;
  }

  private static void requireNoFile(Path out) {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new InvalidConfigurationException("--out %s: is a file; give a folder".formatted(out));
    }
  }

  private void print(ExportSummary summary, String out, boolean json) {
    PrintWriter results = spec.commandLine().getOut();
    if (json) {
      results.println(Json.MAPPER.writeValueAsString(new Result(out, summary)));
    } else {
      for (TableSummary table : summary.tables()) {
        results.printf(
            "%s: %d rows in %d files, of which %d are new or changed%n",
            table.name(), table.rows(), table.files(), table.filesChanged());
      }
      if (S3Address.isMeant(out)) {
        results.printf("%s: is the one to read now%n", out);
      }
    }
    if (summary.rowsLeftOut() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "%d rows cannot be read and were left out; 'greengrocer db check' names them%n",
              summary.rowsLeftOut());
    }
  }

  /**
   * What {@code --json} prints.
   *
   * @param out where the export is
   * @param tables what it holds
   */
  private record Result(String out, List<TableSummary> tables) {
    Result(String out, ExportSummary summary) {
      this(out, summary.tables());
    }
  }
}

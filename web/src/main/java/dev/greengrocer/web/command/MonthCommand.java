package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.analytics.excel.MonthWorkbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer export month}: the figures of a month for a spreadsheet. */
@Command(
    name = "month",
    description = "Writes the figures of a month as a workbook (.xlsx) for spreadsheets.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  greengrocer export month --month 2026-11 --out 2026-11.xlsx")
final class MonthCommand implements Callable<Integer> {

  private static final String ENDING = ".xlsx";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private DataPlace place;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      required = true,
      description = "Year and month, such as 2026-11.")
  @SuppressWarnings("NullAway.Init")
  private String month;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where it goes; an .xlsx file that is there is replaced.")
  @SuppressWarnings("NullAway.Init")
  private String workbook;

  @Override
  public Integer call() {
    YearMonth asked = month();
    Path out = OnThisComputer.path(workbook);
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(ENDING) || Files.isDirectory(out)) {
      throw new InvalidConfigurationException(
          "--out %s: give a file that ends in %s".formatted(out, ENDING));
    }
    place.existing().requireElsewhere(out);
    MonthWorkbook.Summary written =
        place.readingDatabase(books -> MonthWorkbook.write(books, asked, out));
    spec.commandLine()
        .getOut()
        .printf("%s: %d sheets, %d rows%n", out, written.sheets(), written.rows());
    if (written.rowsLeftOut() > 0) {
      spec.commandLine()
          .getErr()
          .printf(
              "%d rows cannot be read and were left out; 'greengrocer db check' names them%n",
              written.rowsLeftOut());
    }
    return 0;
  }

  private YearMonth month() {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeException e) {
      throw new InvalidConfigurationException(
          "--month %s: must be a year and month, such as 2026-11".formatted(month), e);
    }
  }
}

package dev.greengrocer.benchmarks.race;

import dev.greengrocer.evaluation.MachineDescription;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What one run of a journey measured: a CSV file that says on which machine, commit and Java, and
 * the same on a stream as it comes.
 */
public final class Results {

  private static final String[] COLUMNS = {
    "journey", "case", "what", "unit", "median", "low", "high", "rounds", "load", "commit", "java",
    "machine"
  };

  private final String journey;
  private final String commit;
  private final PrintStream echo;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts with nothing measured.
   *
   * @param journey the name of the file
   * @param commit of the code that is measured
   * @param echo told of each row
   */
  public Results(String journey, String commit, PrintStream echo) {
    this.journey = journey;
    this.commit = commit;
    this.echo = echo;
  }

  /** Milliseconds for a unit of work of each side. */
  public void addTimes(String of, Standings standings) {
    for (String side : standings.sides()) {
      add(of, side, "ms", standings.seconds(side).times(1000));
    }
  }

  /** One figure. */
  public void add(String of, String what, String unit, Spread value) {
    rows.add(
        List.of(
            journey,
            of,
            what,
            unit,
            number(value.median()),
            number(value.low()),
            number(value.high()),
            Integer.toString(value.count()),
            Load.now(),
            commit,
            System.getProperty("java.vm.name") + " " + Runtime.version(),
            MachineDescription.ofThisMachine()));
    echo.printf(
        Locale.ROOT,
        "%-10s %-22s %-46s %10s %-9s (%s to %s, %d rounds)%n",
        journey,
        of,
        what,
        number(value.median()),
        unit,
        number(value.low()),
        number(value.high()),
        value.count());
  }

  /** Writes the file into a folder; an earlier run's is replaced. */
  public Path write(Path folder) throws IOException {
    Path file = Files.createDirectories(folder).resolve(journey + ".csv");
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(COLUMNS).setRecordSeparator('\n').get();
    try (BufferedWriter writer = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(writer, format)) {
      printer.printRecords(rows);
    }
    return file;
  }

  /** Four significant digits. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int digits = (int) Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}

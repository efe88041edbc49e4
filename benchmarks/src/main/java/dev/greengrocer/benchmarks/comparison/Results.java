package dev.greengrocer.benchmarks.comparison;

import dev.greengrocer.lab.evaluation.MachineDescription;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What one run of a scenario measured: a CSV file that says on which machine, commit and Java, and
 * the same on a stream. Both have each row as soon as it is known, so that a run that ends before
 * its time keeps the races that it finished.
 */
public final class Results {

  private static final String[] COLUMNS = {
    "scenario",
    "case",
    "what",
    "unit",
    "median",
    "low",
    "high",
    "rounds",
    "load",
    "commit",
    "java",
    "machine"
  };

  private final String scenario;
  private final String commit;
  private final Path file;
  private final PrintStream echo;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts with nothing measured.
   *
   * @param scenario named in every row
   * @param commit of the code that is measured
   * @param file replaced by the first row
   * @param echo told of each row
   */
  public Results(String scenario, String commit, Path file, PrintStream echo) {
    this.scenario = scenario;
    this.commit = commit;
    this.file = file;
    this.echo = echo;
  }

  /** Milliseconds for a unit of work of each side, and of processor time where that is known. */
  public void addTimes(String of, Timings timings) {
    for (String side : timings.sides()) {
      add(of, side, "ms", timings.seconds(side).times(1000));
      timings
          .processorSeconds(side)
          .ifPresent(time -> add(of, side + ", processor time", "ms", time.times(1000)));
    }
  }

  /** One figure. */
  public void add(String of, String what, String unit, Spread value) {
    rows.add(
        List.of(
            scenario,
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
        scenario,
        of,
        what,
        number(value.median()),
        unit,
        number(value.low()),
        number(value.high()),
        value.count());
    write();
  }

  private void write() {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(COLUMNS).setRecordSeparator('\n').get();
    try (BufferedWriter writer = Files.newBufferedWriter(file);
        CSVPrinter printer = new CSVPrinter(writer, format)) {
      printer.printRecords(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
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

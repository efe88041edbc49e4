package dev.greengrocer.training.tune;

import dev.greengrocer.training.loop.EpochMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A search as CSV: a row a trial and rung, in the order in which they were trained. */
final class TuningTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private TuningTable() {}

  static String csv(TuningResults results) {
    List<String> keys = List.copyOf(results.settings().space().searched().keySet());
    List<Object> header =
        new ArrayList<>(
            List.of(
                "round",
                "trial",
                "rung",
                "epochs",
                "status",
                "best_epoch",
                "validation_accuracy",
                "validation_accuracy_merged",
                "validation_loss",
                "seconds"));
    header.addAll(keys);
    StringBuilder text = new StringBuilder();
    try (CSVPrinter rows = new CSVPrinter(text, FORMAT)) {
      rows.printRecord(header);
      for (TrialResult result : results.results()) {
        rows.printRecord(row(result, results, keys));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  private static List<Object> row(TrialResult result, TuningResults results, List<String> keys) {
    TrialRun run = result.run();
    List<Object> row =
        new ArrayList<>(
            List.of(
                run.round(),
                run.trial(),
                run.rung().number(),
                run.rung().epochs(),
                status(result, results)));
    if (result.best().isPresent()) {
      EpochMetrics best = result.best().get();
      row.add(best.epoch());
      row.add(decimal(best.validationAccuracy(), 5));
      row.add(decimal(best.validationAccuracyMerged(), 5));
      row.add(decimal(best.validationLoss(), 5));
    } else {
      row.addAll(List.of("", "", "", ""));
    }
    row.add(decimal(result.seconds(), 1));
    keys.forEach(key -> row.add(run.options().get(key)));
    return row;
  }

  private static String status(TrialResult result, TuningResults results) {
    if (result.diverged()) {
      return "diverged";
    }
    return results.promoted(result) ? "promoted" : "trained";
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}

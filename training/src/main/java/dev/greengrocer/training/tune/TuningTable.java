package dev.greengrocer.training.tune;

import dev.greengrocer.files.Csv;
import dev.greengrocer.training.loop.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A search as CSV: a row a trial and rung, in the order in which they were trained. */
final class TuningTable {

  private TuningTable() {}

  static String csv(TuningResults results) {
    List<String> keys = List.copyOf(results.settings().space().searched().keySet());
    List<String> header =
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
    Csv rows = Csv.piped(text, header.toArray(String[]::new));
    for (TrialResult result : results.results()) {
      rows.line(row(result, results, keys).toArray());
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

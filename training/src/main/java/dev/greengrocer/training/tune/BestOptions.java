package dev.greengrocer.training.tune;

import dev.greengrocer.lab.dataset.Yaml;
import dev.greengrocer.training.loop.EpochMetrics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The options of the best trial as a file that {@code train --config} takes. */
final class BestOptions {

  private BestOptions() {}

  /** All options that do not keep their defaults, for trainings of full length. */
  static String yaml(TrialResult best, TuningResults results) {
    EpochMetrics epoch = best.best().orElseThrow();
    int epochs = results.settings().epochs();
    Map<String, Object> options = new LinkedHashMap<>(best.run().options());
    options.put("epochs", epochs);
    String measured =
        String.format(
            Locale.ROOT,
            """
            # The best of %d trials: trial %d named %.1f %% of the validation photos rightly (%.1f %% with
            # synonyms merged) after %d epochs.%s
            """,
            results.firstRung().size(),
            best.run().trial(),
            100 * epoch.validationAccuracy(),
            100 * epoch.validationAccuracyMerged(),
            best.run().rung().epochs(),
            best.run().rung().epochs() == epochs
                ? ""
                : " It has not been trained for the full %d yet.".formatted(epochs));
    return measured + Yaml.MAPPER.writeValueAsString(options);
  }
}

package dev.greengrocer.training;

import dev.greengrocer.model.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The origin of a model that is made of another one, now and without a training of its own. */
final class DerivedProvenance {

  private DerivedProvenance() {}

  /**
   * Keeps seed and machine of the training.
   *
   * @param made the origin of the other model
   * @param dataHash of the data that the new model was fitted on
   * @param codeVersion version and commit of the program
   * @param options of the training, and what was done since
   */
  static Provenance of(
      Provenance made, String dataHash, String codeVersion, Map<String, String> options) {
    return new Provenance(
        dataHash,
        codeVersion,
        made.seed(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        options,
        made.machine());
  }
}

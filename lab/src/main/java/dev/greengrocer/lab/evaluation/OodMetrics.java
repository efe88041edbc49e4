package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.statistics.Auroc;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Proportion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a model does on photos that show nothing that it knows.
 *
 * @param name what people call the set; no two sets of an evaluation have the same
 * @param contentHash SHA-256 of the photos
 * @param accepted photos with one name of which the model is sure, wrongly, of all
 * @param shortlisted photos with a few names to choose from, of all
 * @param rejected how many photos have no name, by the reason; only reasons that occurred
 * @param byUnfamiliarity the area under the ROC curve with which unfamiliarity tells them from the
 *     evaluated photos
 * @param byProbability the same of the probability of the best group, which is lower for them
 */
public record OodMetrics(
    String name,
    String contentHash,
    Proportion accepted,
    Proportion shortlisted,
    Map<Reason, Long> rejected,
    Estimate byUnfamiliarity,
    Estimate byProbability) {

  /** How many photos it has, at least one. */
  public long photos() {
    return accepted.trials();
  }

  /** Photos without any name, of all. */
  public Proportion allRejected() {
    return new Proportion(
        rejected.values().stream().mapToLong(Long::longValue).sum(), accepted.trials());
  }

  /**
   * Counts what is made of strange photos, and measures how well they are told from familiar ones.
   */
  static OodMetrics of(String name, String contentHash, SetScan strange, SetScan familiar) {
    Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    strange.answers().stream()
        .filter(answer -> answer.decision() == Decision.REJECT)
        .forEach(answer -> rejected.merge(answer.reason(), 1L, Long::sum));
    return new OodMetrics(
        name,
        contentHash,
        strange.share(Decision.ACCEPT),
        strange.share(Decision.SHORTLIST),
        rejected,
        Auroc.of(array(familiar.unfamiliarities()), array(strange.unfamiliarities())),
        Auroc.of(array(familiar.doubts()), array(strange.doubts())));
  }

  private static double[] array(List<Double> scores) {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

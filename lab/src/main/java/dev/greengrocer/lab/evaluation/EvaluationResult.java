package dev.greengrocer.lab.evaluation;

import dev.greengrocer.model.ModelBundle;
import java.util.List;

/**
 * What an evaluation found. Everything but the latency is the same whenever the same model meets
 * the same photos.
 *
 * @param model the bundle that answered
 * @param data what it was asked
 * @param photos what the model answered to each photo
 * @param strict figures over the model's labels as they are
 * @param merged figures with each group of synonyms counted as one
 * @param decisions figures over what the model accepted, listed and rejected
 * @param parts the figures of parts of the photos; empty when it was not parted
 * @param sets the figures of each set of photos; empty when there was no set but the data
 * @param latency how long it took here
 */
public record EvaluationResult(
    ModelBundle model,
    EvaluationData data,
    EvaluatedPhotos photos,
    ClassificationMetrics strict,
    ClassificationMetrics merged,
    DecisionMetrics decisions,
    List<EvaluationPart> parts,
    EvaluatedSets sets,
    Latency latency) {

  /** Copies the parts. */
  public EvaluationResult {
    parts = List.copyOf(parts);
  }

  /** The same result with the figures of each set of photos. */
  public EvaluationResult withSets(EvaluatedSets measured) {
    return new EvaluationResult(
        model, data, photos, strict, merged, decisions, parts, measured, latency);
  }

  /** The same result with the figures of parts of its photos. */
  public EvaluationResult withParts(List<EvaluationPart> figures) {
    return new EvaluationResult(
        model, data, photos, strict, merged, decisions, figures, sets, latency);
  }
}

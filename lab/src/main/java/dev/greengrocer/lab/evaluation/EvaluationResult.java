package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.model.ModelBundle;
import java.util.List;
import java.util.Optional;

/**
 * What an evaluation found. Everything but the latency is the same whenever the same model meets
 * the same photos.
 *
 * @param model the bundle that answered
 * @param data what it was asked
 * @param photos the answers, in the order of {@code data.photos()}
 * @param mergedPhotos the same answers with synonym groups in the place of labels, in the same
 *     order
 * @param strict figures over the model's labels as they are
 * @param merged figures with each group of synonyms counted as one
 * @param answers what the model made of each photo, in the same order
 * @param decisions what that comes to
 * @param parts the figures of parts of the photos; empty when it was not parted
 * @param notProduce how it does on photos without produce; empty when it was shown none
 * @param latency how long it took here
 */
public record EvaluationResult(
    ModelBundle model,
    EvaluationData data,
    List<EvaluatedPhoto> photos,
    List<EvaluatedPhoto> mergedPhotos,
    ClassificationMetrics strict,
    ClassificationMetrics merged,
    List<Answer> answers,
    DecisionMetrics decisions,
    List<EvaluationPart> parts,
    Optional<OodMetrics> notProduce,
    Latency latency) {

  /** Copies the lists. */
  public EvaluationResult {
    photos = List.copyOf(photos);
    mergedPhotos = List.copyOf(mergedPhotos);
    answers = List.copyOf(answers);
    parts = List.copyOf(parts);
  }

  /** The same result with what was measured on photos without produce. */
  public EvaluationResult withNotProduce(OodMetrics measured) {
    return new EvaluationResult(
        model,
        data,
        photos,
        mergedPhotos,
        strict,
        merged,
        answers,
        decisions,
        parts,
        Optional.of(measured),
        latency);
  }

  /** The same result with the figures of parts of its photos. */
  public EvaluationResult withParts(List<EvaluationPart> figures) {
    return new EvaluationResult(
        model,
        data,
        photos,
        mergedPhotos,
        strict,
        merged,
        answers,
        decisions,
        figures,
        notProduce,
        latency);
  }
}

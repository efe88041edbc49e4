package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import java.util.List;

/**
 * What a model answered to the photos of an evaluation: three lists in the order of {@code
 * EvaluationData.photos()}.
 *
 * @param strict predictions over the model's labels as they are
 * @param merged the same predictions with synonym groups in the place of labels
 * @param answers what the model decided on each photo
 */
public record EvaluatedPhotos(
    List<EvaluatedPhoto> strict, List<EvaluatedPhoto> merged, List<Answer> answers) {

  /** Copies the lists. */
  public EvaluatedPhotos {
    strict = List.copyOf(strict);
    merged = List.copyOf(merged);
    answers = List.copyOf(answers);
  }
}

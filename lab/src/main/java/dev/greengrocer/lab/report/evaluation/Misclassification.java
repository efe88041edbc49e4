package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.lab.evaluation.EvaluatedPhoto;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.report.Thumbnail;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A photo that was taken for something else, with its picture.
 *
 * @param path the photo
 * @param label what it shows
 * @param predicted what it was taken for
 * @param probability how sure the model was of that, such as {@code 97.1 %}
 * @param jpeg a thumbnail in Base64
 */
record Misclassification(
    String path, String label, String predicted, String probability, String jpeg) {

  private static final int LIMIT = 24;

  /** The wrong answers that the model was surest of; mistakes among synonyms are last. */
  static List<Misclassification> worst(EvaluationResult result) {
    return IntStream.range(0, result.photos().strict().size())
        .boxed()
        .filter(i -> !result.photos().strict().get(i).correct())
        .sorted(
            Comparator.<Integer, Boolean>comparing(i -> result.photos().merged().get(i).correct())
                .thenComparing(
                    i -> result.photos().strict().get(i).bet().confidence(),
                    Comparator.reverseOrder()))
        .limit(LIMIT)
        .map(i -> of(result, i))
        .toList();
  }

  private static Misclassification of(EvaluationResult result, int index) {
    EvaluatedPhoto photo = result.photos().strict().get(index);
    return new Misclassification(
        photo.path(),
        photo.label(),
        photo.prediction().best().label(),
        FormattedFigure.percent(photo.prediction().best().probability()),
        Thumbnail.jpeg(result.data().photos().get(index).file()));
  }
}

package dev.greengrocer.lab.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The figures of some of the photos of an evaluation, those that show certain labels. The model may
 * answer each photo with any of its labels, as in the whole evaluation.
 *
 * @param name what the photos have in common, such as {@code labels of official}
 * @param labels the labels that these photos show, in alphabetical order
 * @param strict figures over the model's labels as they are
 * @param merged figures with each group of synonyms counted as one
 * @param decisions what the model's decisions come to
 */
public record EvaluationPart(
    String name,
    List<String> labels,
    ClassificationMetrics strict,
    ClassificationMetrics merged,
    DecisionMetrics decisions) {

  /** Copies the labels. */
  public EvaluationPart {
    labels = List.copyOf(labels);
  }

  /** How many photos it has, at least one. */
  public long photos() {
    return strict.top1().trials();
  }

  /**
   * Parts an evaluation in two: photos whose label is among the known ones, by name or alias, and
   * all others. A part without photos is left out.
   *
   * @param name what to call the known labels
   * @throws InvalidDatasetException if no photo shows any of them
   */
  public static List<EvaluationPart> apart(EvaluationResult whole, String name, LabelSet known) {
    List<EvaluationPart> parts = new ArrayList<>();
    add(parts, whole, "labels of " + name, label -> known.find(label).isPresent());
    if (parts.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: none of its %d labels is on a photo of %s, so there is nothing to tell apart"
              .formatted(name, known.size(), whole.data().name()));
    }
    add(parts, whole, "other labels", label -> known.find(label).isEmpty());
    return parts;
  }

  private static void add(
      List<EvaluationPart> parts, EvaluationResult whole, String name, Predicate<String> belongs) {
    int[] places =
        IntStream.range(0, whole.photos().strict().size())
            .filter(i -> belongs.test(whole.photos().strict().get(i).label()))
            .toArray();
    if (places.length > 0) {
      parts.add(of(whole, name, places));
    }
  }

  private static EvaluationPart of(EvaluationResult whole, String name, int[] places) {
    LabelSet labels = whole.model().labels();
    List<EvaluatedPhoto> photos = at(whole.photos().strict(), places);
    List<String> truths = photos.stream().map(EvaluatedPhoto::label).toList();
    List<Answer> answers = at(whole.photos().answers(), places);
    return new EvaluationPart(
        name,
        List.copyOf(new TreeSet<>(truths)),
        ClassificationMetrics.of(labels, photos),
        ClassificationMetrics.of(
            new SynonymGroups(labels).labels(), at(whole.photos().merged(), places)),
        DecisionMetrics.of(labels, truths, answers));
  }

  private static <T> List<T> at(List<T> all, int[] places) {
    return IntStream.of(places).mapToObj(all::get).toList();
  }
}

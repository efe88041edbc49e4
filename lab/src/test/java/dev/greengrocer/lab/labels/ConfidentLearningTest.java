package dev.greengrocer.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfidentLearningTest {

  private static final double[] NOT_JUDGED = {};

  private final List<Sample> samples = new ArrayList<>();
  private final List<double[]> probabilities = new ArrayList<>();

  @Test
  void a_photo_that_is_confidently_of_another_class_is_in_question() {
    LabelSet labels = LabelSet.ofNames(List.of("apple", "pear"));
    add("apple", 0.9, 0.1);
    add("apple", 0.8, 0.2);
    add("apple", 0.1, 0.9); // a pear: 0.9 is above the mean of pears, (0.9 + 0.7) / 2
    add("pear", 0.1, 0.9);
    add("pear", 0.3, 0.7);

    LabelQuestions found = find(labels);

    assertThat(found.questions()).hasSize(1);
    LabelQuestion question = found.questions().get(0);
    assertThat(question.sample().path()).isEqualTo("2");
    assertThat(question.suggested()).isEqualTo("pear");
    assertThat(question.margin()).isCloseTo(0.8, within(1e-9));
    assertThat(found.agreement().hits()).isEqualTo(4);
    // Apples reach (0.9 + 0.8 + 0.1) / 3 = 0.6: two count as apples and one as a pear. Of the pears
    // one counts. A third of three apples makes one of five photos.
    assertThat(found.estimatedErrors()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void a_guess_below_the_usual_of_its_class_is_no_question() {
    LabelSet labels = LabelSet.ofNames(List.of("apple", "pear"));
    add("apple", 0.9, 0.1);
    add("apple", 0.4, 0.6); // pears are usually surer: (1 + 1) / 2
    add("pear", 0, 1);
    add("pear", 0, 1);

    assertThat(find(labels).questions()).isEmpty();
  }

  @Test
  void thresholds_do_not_question_a_label_that_is_still_the_most_probable() {
    LabelSet labels = LabelSet.ofNames(List.of("apple", "pear"));
    add("apple", 1, 0);
    add("apple", 0.55, 0.45); // below the apples' 0.775, above the pears' 0.4
    add("pear", 0.6, 0.4);
    add("pear", 0.6, 0.4);

    assertThat(find(labels).questions()).noneMatch(q -> q.sample().label().equals("apple"));
  }

  @Test
  void synonyms_are_no_question_and_a_suggestion_is_the_likelier_of_them() {
    LabelSet labels =
        new LabelSet(
            List.of(
                new Label("corn", List.of(), "corn"),
                new Label("sweet corn", List.of(), "corn"),
                new Label("pear", List.of(), "pear")));
    add("corn", 0.1, 0.9, 0);
    add("sweet corn", 0.3, 0.7, 0);
    add("pear", 0, 0, 1);
    add("pear", 0.2, 0.8, 0);

    LabelQuestions found = find(labels);

    assertThat(found.questions()).hasSize(1);
    assertThat(found.questions().get(0).sample().path()).isEqualTo("3");
    assertThat(found.questions().get(0).suggested()).isEqualTo("sweet corn");
    assertThat(found.questions().get(0).suggestedProbability()).isCloseTo(1, within(1e-9));
  }

  @Test
  void photos_that_nobody_could_judge_are_left_out_and_counted() {
    LabelSet labels = LabelSet.ofNames(List.of("apple", "pear"));
    add("apple", 0.9, 0.1);
    samples.add(sample("pear"));
    probabilities.add(NOT_JUDGED);

    LabelQuestions found = find(labels);

    assertThat(found.skipped()).isEqualTo(1);
    assertThat(found.agreement().trials()).isEqualTo(1);
    assertThat(found.questions()).isEmpty();
  }

  @Test
  void the_surest_question_comes_first_and_pairs_are_counted() {
    LabelSet labels = LabelSet.ofNames(List.of("apple", "pear"));
    add("apple", 0.95, 0.05);
    add("apple", 0.35, 0.65);
    add("apple", 0.05, 0.95);
    add("pear", 0.4, 0.6);
    add("pear", 0.4, 0.6);

    LabelQuestions found = find(labels);

    assertThat(found.questions()).extracting(q -> q.sample().path()).containsExactly("2", "1");
    assertThat(found.pairs()).containsExactly(new LabelPair("apple", "pear", 2));
  }

  @Test
  void rows_that_do_not_belong_to_the_photos_are_refused() {
    assertThatThrownBy(
            () ->
                ConfidentLearning.find(
                    LabelSet.ofNames(List.of("apple")), List.of(), new double[1][1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LabelQuestions find(LabelSet labels) {
    return ConfidentLearning.find(labels, samples, probabilities.toArray(double[][]::new));
  }

  private void add(String label, double... row) {
    samples.add(sample(label));
    probabilities.add(row);
  }

  private Sample sample(String label) {
    String name = Integer.toString(samples.size());
    return new Sample(name, label, Split.TRAIN, name, "00", 8, 8);
  }
}

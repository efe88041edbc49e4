package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {

  private static final LabelSet FRUIT = LabelSet.ofNames(List.of("apple", "pear"));

  @TempDir private Path folder;

  @Test
  void a_better_model_may_replace_a_worse_one() throws IOException {
    // 30 gained and 10 lost of 100: 1 - 2 * P(X <= 10 of 40) leaves p = 0.002.
    Comparison comparison = compare(50, 30, 10, 10);

    assertThat(comparison.strict().significant()).isTrue();
    assertThat(comparison.thisMayReplaceOther()).isTrue();
    assertThat(comparison.otherMayReplaceThis()).isFalse();
  }

  @Test
  void models_that_never_disagree_may_replace_each_other_only_on_enough_photos()
      throws IOException {
    assertThat(compare(299, 0, 0, 0).thisMayReplaceOther()).isFalse();
    assertThat(compare(300, 0, 0, 0).thisMayReplaceOther()).isTrue();
    assertThat(compare(300, 0, 0, 0).otherMayReplaceThis()).isTrue();
  }

  /** 20 against 20 of 1000: the interval is 0 +- 1.96 * sqrt(0.04 / 1000) = 1.24 points. */
  @Test
  void equal_accuracy_is_no_proof_when_the_interval_is_wide() throws IOException {
    Comparison comparison = compare(900, 20, 20, 60);

    assertThat(comparison.thisMayReplaceOther()).isFalse();
    assertThat(comparison.otherMayReplaceThis()).isFalse();
    // 1000 * 1.24^2 = 1538.
    assertThat(comparison.photosToSettle()).isBetween(1300L, 1800L);
  }

  @Test
  void a_model_that_lacks_a_label_replaces_nobody_who_has_it() throws IOException {
    LabelSet more = LabelSet.ofNames(List.of("apple", "quince", "pear"));
    Comparison comparison =
        Comparison.of(
            MarkedExam.of(folder, "a", FRUIT, "1".repeat(400)),
            MarkedExam.of(folder, "b", more, "1".repeat(400)),
            MarkedExam.latency());

    assertThat(comparison.onlyOtherKnows()).containsExactly("quince");
    assertThat(comparison.onlyThisKnows()).isEmpty();
    assertThat(comparison.thisMayReplaceOther()).isFalse();
    assertThat(comparison.otherMayReplaceThis()).isTrue();
  }

  /** Another order or spelling of the same labels is no difference. */
  @Test
  void labels_are_compared_by_name_not_by_index() throws IOException {
    LabelSet turned =
        new LabelSet(List.of(new Label("pears", List.of("Pear"), "pears"), Label.of("Apple")));
    Comparison comparison =
        Comparison.of(
            MarkedExam.of(folder, "a", FRUIT, "11"),
            MarkedExam.of(folder, "b", turned, "11"),
            MarkedExam.latency());

    assertThat(comparison.onlyOtherKnows()).as("'pears' is no name that FRUIT has").hasSize(1);
    assertThat(comparison.onlyThisKnows()).isEmpty();
    assertThat(comparison.strict().bothRight()).isEqualTo(2);
  }

  @Test
  void synonyms_are_wrong_strictly_and_right_when_merged() throws IOException {
    LabelSet peppers =
        new LabelSet(
            List.of(
                new Label("capsicum", List.of(), "pepper"),
                new Label("bell pepper", List.of(), "pepper")));
    String[] marks = MarkedExam.marks(2, 3, 1, 0);
    Comparison comparison =
        Comparison.of(
            MarkedExam.of(folder, "a", peppers, marks[0]),
            MarkedExam.of(folder, "b", peppers, marks[1]),
            MarkedExam.latency());

    assertThat(comparison.strict().onlyThis()).isEqualTo(3);
    assertThat(comparison.merged().bothRight()).isEqualTo(6);
  }

  @Test
  void photos_that_the_other_does_not_know_are_counted_and_left_out() throws IOException {
    Comparison comparison =
        Comparison.of(
            MarkedExam.of(folder, "a", FRUIT, "11010"),
            MarkedExam.of(folder, "b", FRUIT, "101"),
            MarkedExam.latency()); // it never saw photos 3 and 4

    assertThat(comparison.notCompared()).isEqualTo(2);
    assertThat(comparison.pairs()).hasSize(3);
    assertThat(comparison.strict().bothRight()).isEqualTo(1);
    assertThat(comparison.strict().onlyThis()).isEqualTo(1);
    assertThat(comparison.strict().onlyOther()).isEqualTo(1);
  }

  @Test
  void nothing_in_common_is_refused() throws IOException {
    EvaluationResult one = MarkedExam.of(folder, "a", FRUIT, "11");
    EvaluationResult none = MarkedExam.of(folder, "b", FRUIT, "1");
    EvaluationResult elsewhere =
        new EvaluationResult(
            none.model(),
            none.data(),
            new EvaluatedPhotos(
                List.of(
                    new EvaluatedPhoto(
                        "other", "apple", none.photos().strict().get(0).prediction())),
                none.photos().merged(),
                none.photos().answers()),
            none.strict(),
            none.merged(),
            none.decisions(),
            none.parts(),
            none.sets(),
            none.latency());

    assertThatThrownBy(() -> Comparison.of(one, elsewhere, MarkedExam.latency()))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("in common");
  }

  @Test
  void photos_for_training_prove_nothing() throws IOException {
    String[] marks = MarkedExam.marks(100, 300, 0, 0);
    Comparison comparison =
        Comparison.of(
            MarkedExam.of(folder, "a", FRUIT, marks[0], "train"),
            MarkedExam.of(folder, "b", FRUIT, marks[1], "train"),
            MarkedExam.latency());

    assertThat(comparison.thisMayReplaceOther()).isFalse();
    assertThat(comparison.otherMayReplaceThis()).isFalse();
  }

  private Comparison compare(int bothRight, int onlyThis, int onlyOther, int bothWrong)
      throws IOException {
    String[] marks = MarkedExam.marks(bothRight, onlyThis, onlyOther, bothWrong);
    return Comparison.of(
        MarkedExam.of(folder, "a", FRUIT, marks[0]),
        MarkedExam.of(folder, "b", FRUIT, marks[1]),
        MarkedExam.latency());
  }
}

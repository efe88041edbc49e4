package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.statistics.Estimate;
import dev.greengrocer.statistics.Proportion;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClassificationMetricsTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              new Label("bell pepper", List.of(), "bell pepper"),
              new Label("capsicum", List.of(), "bell pepper"),
              Label.of("kiwi")));

  private static EvaluatedPhoto photo(String label, double... probabilities) {
    return new EvaluatedPhoto("x/1.jpg", label, Prediction.of(LABELS, probabilities));
  }

  /** p(truth) is 0.5 and 0.25: (ln 2 + ln 4) / 2 = 1.5 ln 2. */
  @Test
  void log_loss_is_the_mean_surprise_at_the_truth() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(
            LABELS, List.of(photo("kiwi", 0.25, 0.25, 0.5), photo("capsicum", 0.5, 0.25, 0.25)));

    assertThat(metrics.logLoss().value()).isCloseTo(1.5 * Math.log(2), within(1e-12));
  }

  /** A truth held impossible costs -ln 1e-15 = 34.54, not infinity. */
  @Test
  void log_loss_stays_finite_when_the_truth_was_held_impossible() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(LABELS, List.of(photo("kiwi", 1, 0, 0)));

    assertThat(metrics.logLoss().value()).isCloseTo(34.538776, within(1e-6));
    assertThat(metrics.brier().value()).as("1² + 1²").isEqualTo(2);
  }

  /** 0.25² + 0.25² + 0.5² = 0.375. */
  @Test
  void brier_score_is_the_squared_distance_from_the_truth() {
    ClassificationMetrics metrics =
        ClassificationMetrics.of(LABELS, List.of(photo("kiwi", 0.25, 0.25, 0.5)));

    assertThat(metrics.brier().value()).isCloseTo(0.375, within(1e-12));
  }

  /** The truth is in places 1, 5, 6 and 7 of seven labels. */
  @Test
  void top_5_counts_the_truth_in_places_1_to_5() {
    LabelSet seven = LabelSet.ofNames(IntStream.range(0, 7).mapToObj(i -> "label" + i).toList());
    double[] falling = {0.28, 0.22, 0.18, 0.14, 0.1, 0.06, 0.02};
    List<EvaluatedPhoto> photos =
        IntStream.of(0, 4, 5, 6)
            .mapToObj(i -> new EvaluatedPhoto("x", "label" + i, Prediction.of(seven, falling)))
            .toList();
    ClassificationMetrics metrics = ClassificationMetrics.of(seven, photos);

    assertThat(metrics.top1()).isEqualTo(new Proportion(1, 4));
    assertThat(metrics.top5()).isEqualTo(new Proportion(2, 4));
    assertThat(photos.stream().map(EvaluatedPhoto::rankOfTruth)).containsExactly(1, 5, 6, 7);
  }

  /** Strictly kiwi (0.4) wins; together the peppers have 0.6. */
  @Test
  void merged_probabilities_add_up_before_they_are_ranked() {
    SynonymGroups groups = new SynonymGroups(LABELS);
    EvaluatedPhoto merged = groups.merge(photo("capsicum", 0.3, 0.3, 0.4));

    assertThat(merged.label()).isEqualTo("bell pepper");
    assertThat(merged.prediction().best().label()).isEqualTo("bell pepper");
    assertThat(merged.prediction().best().probability()).isCloseTo(0.6, within(1e-12));
    assertThat(merged.correct()).isTrue();
    assertThat(merged.prediction().scores()).hasSize(2);
  }

  /** Merging can lose a right answer: kiwi at 0.4 was best until the peppers counted together. */
  @Test
  void merging_can_also_turn_a_right_answer_wrong() {
    EvaluatedPhoto kiwi = photo("kiwi", 0.3, 0.3, 0.4);

    assertThat(kiwi.correct()).isTrue();
    assertThat(new SynonymGroups(LABELS).merge(kiwi).correct()).isFalse();
  }

  @Test
  void merging_keeps_the_sum_of_probabilities_and_never_lowers_the_truth() {
    Random random = new Random(11);
    SynonymGroups groups = new SynonymGroups(LABELS);
    for (int i = 0; i < 500; i++) {
      double[] raw = random.doubles(3).toArray();
      double sum = DoubleStream.of(raw).sum();
      EvaluatedPhoto strict =
          photo(
              LABELS.get(random.nextInt(3)).name(),
              DoubleStream.of(raw).map(v -> v / sum).toArray());
      EvaluatedPhoto merged = groups.merge(strict);

      assertThat(merged.prediction().scores().stream().mapToDouble(s -> s.probability()).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(merged.probabilityOfTruth())
          .isGreaterThanOrEqualTo(strict.probabilityOfTruth() - 1e-12);
    }
  }

  @Test
  void label_that_the_prediction_does_not_know_is_refused() {
    assertThatThrownBy(() -> photo("mango", 0.3, 0.3, 0.4)).hasMessageContaining("mango");
  }

  /** 20 of 40 right: the bootstrap's standard error of recall is about √(0.25 / 40) = 0.079. */
  @Test
  void resampled_interval_is_as_wide_as_the_normal_approximation_and_always_the_same() {
    LabelSet two = LabelSet.ofNames(List.of("apple", "pear"));
    List<EvaluatedPhoto> photos =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    new EvaluatedPhoto(
                        "x", "apple", Prediction.of(two, new double[] {i % 2, 1 - i % 2})))
            .toList();
    Estimate recall = ClassificationMetrics.of(two, photos).weighted().recall();

    assertThat(recall.value()).isEqualTo(0.5);
    assertThat(recall.interval().high() - recall.interval().low())
        .isCloseTo(2 * 1.96 * 0.079, within(0.06));
    assertThat(ClassificationMetrics.of(two, photos).weighted().recall()).isEqualTo(recall);
  }

  /** The figure itself is that of the photos, not of a draw from them. */
  @Test
  void resampling_leaves_the_figure_alone_and_its_interval_holds_it() {
    Random random = new Random(2);
    List<EvaluatedPhoto> photos =
        IntStream.range(0, 101)
            .mapToDouble(i -> random.nextDouble())
            .mapToObj(p -> photo("kiwi", (1 - p) / 2, (1 - p) / 2, p))
            .toList();
    double mean =
        photos.stream()
            .mapToDouble(photo -> -Math.log(photo.probabilityOfTruth()))
            .average()
            .orElseThrow();
    Estimate logLoss = ClassificationMetrics.of(LABELS, photos).logLoss();

    assertThat(logLoss.value()).isCloseTo(mean, within(1e-12));
    assertThat((logLoss.interval().low() + logLoss.interval().high()) / 2)
        .isCloseTo(mean, within(0.04));
  }
}

package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {

  /**
   * Rows actual, columns predicted:
   *
   * <pre>
   *           apple pear plum
   *   apple     3    1    0     support 4
   *   pear      2    2    0     support 4
   *   plum      0    0    0     support 0
   * </pre>
   */
  private static final ConfusionMatrix FRUIT =
      ConfusionMatrix.of(
          List.of("apple", "pear", "plum"),
          new int[] {0, 0, 0, 0, 1, 1, 1, 1},
          new int[] {0, 0, 0, 1, 0, 0, 1, 1});

  @Test
  void rows_are_actual_and_columns_predicted() {
    assertThat(FRUIT.count(0, 1)).isEqualTo(1);
    assertThat(FRUIT.count(1, 0)).isEqualTo(2);
    assertThat(FRUIT.support(0)).isEqualTo(4);
    assertThat(FRUIT.predicted(0)).isEqualTo(5);
    assertThat(FRUIT.accuracy()).isEqualTo(new Proportion(5, 8));
  }

  @Test
  void class_metrics_are_ratios_of_counts() {
    ClassMetrics apple = FRUIT.classes().get(0);

    assertThat(apple.precision().value()).hasValue(3.0 / 5);
    assertThat(apple.recall().value()).hasValue(3.0 / 4);
    assertThat(apple.f1().orElseThrow()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void class_without_photos_or_answers_has_no_ratios() {
    ClassMetrics plum = FRUIT.classes().get(2);

    assertThat(plum.precision().value()).isEmpty();
    assertThat(plum.recall().value()).isEmpty();
    assertThat(plum.f1()).isEmpty();
    assertThat(plum.f1Interval()).isEmpty();
  }

  /** F* = 3 / 6; Wilson gives 0.187616 to 0.812384; 2 F* / (1 + F*) of them. */
  @Test
  void f1_interval_is_wilsons_of_the_overlap() {
    Interval interval = FRUIT.classes().get(0).f1Interval().orElseThrow();

    assertThat(interval.low()).isCloseTo(0.315954, within(2e-6));
    assertThat(interval.high()).isCloseTo(0.896481, within(2e-6));
  }

  /** Recall 3/4 and 2/4; precision 3/5 and 2/3; F1 6/9 and 4/7. */
  @Test
  void macro_averages_ignore_classes_without_samples() {
    AverageMetrics macro = AverageMetrics.macro(FRUIT.classes());

    assertThat(macro.recall().orElseThrow()).isCloseTo(0.625, within(1e-12));
    assertThat(macro.precision().orElseThrow()).isCloseTo((0.6 + 2.0 / 3) / 2, within(1e-12));
    assertThat(macro.f1().orElseThrow()).isCloseTo((2.0 / 3 + 4.0 / 7) / 2, within(1e-12));
  }

  /** Apple is right 1 in 1, pear 0 in 3: weighted recall 1/4; pear is never answered rightly. */
  @Test
  void weighted_averages_count_classes_by_their_photos() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            List.of("apple", "pear"), new int[] {0, 1, 1, 1}, new int[] {0, 0, 0, 0});
    AverageMetrics weighted = AverageMetrics.weighted(matrix.classes());

    assertThat(weighted.recall()).hasValue(0.25);
    assertThat(weighted.precision()).as("silence about pear earns nothing").hasValue(0.0625);
    assertThat(AverageMetrics.macro(matrix.classes()).precision()).hasValue(0.125);
  }

  @Test
  void averages_without_photos_are_undefined() {
    ConfusionMatrix empty = ConfusionMatrix.of(List.of("apple"), new int[0], new int[0]);

    assertThat(AverageMetrics.macro(empty.classes()).f1()).isEmpty();
    assertThat(empty.accuracy().value()).isEmpty();
  }

  @Test
  void most_confused_pairs_come_first_and_right_answers_never() {
    assertThat(FRUIT.mostConfused(10))
        .containsExactly(
            new ConfusedPair("pear", "apple", 2, 4), new ConfusedPair("apple", "pear", 1, 4));
    assertThat(FRUIT.mostConfused(1)).hasSize(1);
  }

  /** Each photo lies in one row and one column, and micro-averaged recall is accuracy. */
  @Test
  void counts_are_conserved_whatever_the_answers() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int k = 1 + random.nextInt(6);
      int n = 1 + random.nextInt(50);
      int[] actual = random.ints(n, 0, k).toArray();
      int[] predicted = random.ints(n, 0, k).toArray();
      List<String> names = IntStream.range(0, k).mapToObj(i -> "class " + i).toList();
      ConfusionMatrix matrix = ConfusionMatrix.of(names, actual, predicted);
      List<ClassMetrics> classes = matrix.classes();

      assertThat(classes.stream().mapToLong(ClassMetrics::support).sum()).isEqualTo(n);
      assertThat(classes.stream().mapToLong(ClassMetrics::predicted).sum()).isEqualTo(n);
      assertThat(AverageMetrics.weighted(classes).recall().orElseThrow())
          .isCloseTo(matrix.accuracy().value().orElseThrow(), within(1e-12));
      long wrong = matrix.mostConfused(100).stream().mapToLong(ConfusedPair::count).sum();
      assertThat(wrong).isEqualTo(n - matrix.accuracy().hits());
    }
  }
}

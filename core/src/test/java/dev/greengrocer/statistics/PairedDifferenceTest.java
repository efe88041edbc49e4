package dev.greengrocer.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PairedDifferenceTest {

  @Test
  void photos_are_counted_in_pairs() {
    PairedDifference difference =
        PairedDifference.of(
            new boolean[] {true, true, true, false, false},
            new boolean[] {true, false, false, true, false});

    assertThat(difference.bothRight()).isEqualTo(1);
    assertThat(difference.onlyThis()).isEqualTo(2);
    assertThat(difference.onlyOther()).isEqualTo(1);
    assertThat(difference.bothWrong()).isEqualTo(1);
    assertThat(difference.photos()).isEqualTo(5);
    assertThat(difference.difference().value()).as("3/5 - 2/5").isCloseTo(0.2, within(1e-12));
    assertThat(difference.pValue()).isEqualTo(1);
  }

  /**
   * Of 400 photos 40 are gained and 20 lost: a mean of 0.05 with a variance of 60/400 - 0.05^2 =
   * 0.1475, so a standard error of sqrt(0.1475 / 400) = 0.0192 and 0.05 +- 1.96 * 0.0192.
   */
  @Test
  void the_interval_is_that_of_pairs() {
    PairedDifference difference = difference(400, 40, 20);

    assertThat(difference.difference().value()).isCloseTo(0.05, within(1e-12));
    assertThat(difference.difference().interval().low()).isCloseTo(0.0124, within(0.005));
    assertThat(difference.difference().interval().high()).isCloseTo(0.0876, within(0.005));
    assertThat(difference(400, 40, 20)).as("the seed is fixed").isEqualTo(difference);
    assertThat(difference.significant()).isTrue();
  }

  @Test
  void photos_that_both_answer_alike_leave_the_test_as_it_is_and_narrow_the_interval() {
    PairedDifference few = difference(100, 9, 1);
    PairedDifference many = difference(10_000, 9, 1);

    assertThat(few.pValue()).isEqualTo(many.pValue()).isCloseTo(22.0 / 1024, within(1e-12));
    assertThat(many.difference().interval().high()).isLessThan(0.002);
    assertThat(few.difference().interval().high()).isGreaterThan(0.1);
  }

  @Test
  void from_the_other_side_everything_is_turned_round() {
    PairedDifference reversed = difference(400, 40, 20).reversed();

    assertThat(reversed.onlyThis()).isEqualTo(20);
    assertThat(reversed.difference().value()).isCloseTo(-0.05, within(1e-12));
    assertThat(reversed.difference().interval().high())
        .isEqualTo(-difference(400, 40, 20).difference().interval().low());
    assertThat(reversed.reversed()).isEqualTo(difference(400, 40, 20));
  }

  /** Everything that is neither gained nor lost is right in both. */
  static PairedDifference difference(int photos, int gained, int lost) {
    boolean[] here = new boolean[photos];
    boolean[] there = new boolean[photos];
    Arrays.fill(here, lost, photos, true);
    Arrays.fill(there, 0, lost, true);
    Arrays.fill(there, lost + gained, photos, true);
    return PairedDifference.of(here, there);
  }
}

package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectiveRiskTest {

  @Test
  void the_area_is_the_mean_risk_at_the_coverage_of_each_photo() {
    SelectiveRisk risk =
        SelectiveRisk.of(
            List.of(
                new ScoredAnswer(0.6, false),
                new ScoredAnswer(0.9, true),
                new ScoredAnswer(0.8, true),
                new ScoredAnswer(0.8, false)));

    // Risks 0 of 1, then 1 of 3 for both of 0.8, then 2 of 4; at best 0, 0, 1 of 3, 2 of 4.
    double area = (0 + 2 * (1 / 3.0) + 1 / 2.0) / 4;
    assertThat(risk.area().value()).isCloseTo(area, within(1e-12));
    assertThat(risk.excess().value())
        .isCloseTo(area - (0 + 0 + 1 / 3.0 + 1 / 2.0) / 4, within(1e-12));
    assertThat(risk.curve().points())
        .extracting(CoveragePoint::risk)
        .containsExactly(new Proportion(0, 1), new Proportion(1, 3), new Proportion(2, 4));
  }

  @Test
  void a_score_that_puts_every_wrong_name_last_has_no_excess() {
    SelectiveRisk best =
        SelectiveRisk.of(List.of(right(0.9), right(0.2), wrong(-0.1), wrong(-0.6)));
    SelectiveRisk worst =
        SelectiveRisk.of(List.of(wrong(0.9), wrong(0.2), right(-0.1), right(-0.6)));

    assertThat(best.excess().value()).isZero();
    // 1, 1, 2 of 3, 2 of 4 against 0, 0, 1 of 3, 2 of 4.
    assertThat(worst.excess().value()).isCloseTo((1 + 1 + 1 / 3.0) / 4, within(1e-12));
  }

  @Test
  void the_area_does_not_depend_on_the_order_of_the_photos_and_its_interval_holds_it() {
    List<ScoredAnswer> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(new ScoredAnswer((i * 37 % 200) / 200.0, i * 37 % 200 > i % 60));
    }
    List<ScoredAnswer> turned = new ArrayList<>(answers);
    Collections.reverse(turned);
    SelectiveRisk risk = SelectiveRisk.of(answers);

    assertThat(SelectiveRisk.of(turned)).isEqualTo(risk);
    assertThat(risk.area().value())
        .isStrictlyBetween(risk.area().interval().low(), risk.area().interval().high());
    assertThat(risk.excess().interval().low()).isPositive();
  }

  @Test
  void names_that_are_all_right_or_all_wrong_leave_nothing_to_order() {
    SelectiveRisk right = SelectiveRisk.of(List.of(right(0.9), right(0.1)));
    SelectiveRisk wrong = SelectiveRisk.of(List.of(wrong(0.9), wrong(0.1)));

    assertThat(right.area().value()).isZero();
    assertThat(wrong.area().value()).isEqualTo(1);
    assertThat(wrong.excess().value()).isZero();
  }

  private static ScoredAnswer right(double score) {
    return new ScoredAnswer(score, true);
  }

  private static ScoredAnswer wrong(double score) {
    return new ScoredAnswer(score, false);
  }
}

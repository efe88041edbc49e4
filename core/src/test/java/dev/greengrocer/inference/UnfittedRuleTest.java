package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnfittedRuleTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              Label.of("apple"),
              new Label("bell pepper", List.of(), "bell pepper"),
              new Label("capsicum", List.of(), "bell pepper"),
              Label.of("lime")));

  @Test
  void nothing_is_accepted_and_synonyms_are_one_name() {
    // The group of two has 0.42 + 0.54 = 96 % and would be a list of one; it gets its runner-up.
    Answer answer = decide(0.03, 0.42, 0.54, 0.01);

    assertThat(answer.decision()).isEqualTo(Decision.SHORTLIST);
    assertThat(answer.reason()).isEqualTo(Reason.CLOSE_CALL);
    assertThat(answer.shortlist())
        .extracting(ClassScore::label)
        .containsExactly("capsicum", "apple");
    assertThat(answer.shortlist().get(0).probability()).isCloseTo(0.96, within(1e-12));
  }

  @Test
  void a_shortlist_is_the_fewest_groups_that_cover() {
    // 0.5 + 0.4 is short of 95 %, with 0.07 it is not; synonyms never make two entries.
    Answer answer = decide(0.5, 0.04, 0.03, 0.43);

    assertThat(answer.decision()).isEqualTo(Decision.SHORTLIST);
    assertThat(answer.shortlist())
        .extracting(ClassScore::label)
        .containsExactly("apple", "lime", "bell pepper");
  }

  @Test
  void too_long_a_shortlist_is_none() {
    LabelSet many = LabelSet.ofNames(IntStream.range(0, 10).mapToObj(i -> "kind " + i).toList());
    double[] even = new double[10];
    Arrays.fill(even, 0.1);

    Answer answer = UnfittedRule.decide(Prediction.of(many, even), many);

    assertThat(answer.decision()).isEqualTo(Decision.REJECT);
    assertThat(answer.reason()).isEqualTo(Reason.UNSURE);
  }

  @Test
  void a_model_of_one_group_knows_nothing_to_tell_it_from() {
    LabelSet peppers =
        new LabelSet(
            List.of(
                new Label("paprika", List.of(), "pepper"),
                new Label("capsicum", List.of(), "pepper")));

    Answer answer = UnfittedRule.decide(Prediction.of(peppers, new double[] {0.3, 0.7}), peppers);

    assertThat(answer.decision()).isEqualTo(Decision.REJECT);
    assertThat(answer.reason()).isEqualTo(Reason.UNSURE);
  }

  private static Answer decide(double... probabilities) {
    return UnfittedRule.decide(Prediction.of(LABELS, probabilities), LABELS);
  }
}

package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.model.DecisionRule;
import dev.greengrocer.model.FeatureSpace;
import dev.greengrocer.model.OddsCorrection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DeciderTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              Label.of("apple"),
              new Label("capsicum", List.of(), "pepper"),
              new Label("paprika", List.of(), "pepper"),
              Label.of("lime"),
              Label.of("pear"),
              Label.of("plum"),
              Label.of("fig"),
              Label.of("date")));

  private static final ImageStatistics CLEAR = new ImageStatistics(120, 40, 500);

  @Test
  void a_probable_group_is_accepted_whoever_of_its_synonyms_leads() {
    // Odds 45 and 50 of 100: neither synonym reaches 90 %, the group has 95 %.
    Answer answer = decide(rule(), odds(1, 45, 50, 1, 1, 1, 0.5, 0.5), CLEAR);

    assertThat(answer.decision()).isEqualTo(Decision.ACCEPT);
    assertThat(answer.shortlist()).extracting(ClassScore::label).containsExactly("paprika");
    assertThat(answer.shortlist().get(0).probability()).isCloseTo(0.95, within(1e-5));
  }

  @Test
  void probabilities_are_those_after_the_temperature() {
    // A temperature of 1/2 squares the odds: 3 to 1 becomes 9 to 1.
    Answer answer =
        decide(
            new DecisionRule(
                0.5,
                rule().acceptance(),
                rule().shortlists(),
                rule().familiarity(),
                1,
                rule().clarity(),
                rule().fittedOn()),
            odds(3, 1, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6),
            CLEAR);

    assertThat(answer.prediction().best().probability()).isCloseTo(0.9, within(1e-5));
  }

  @Test
  void a_shortlist_holds_every_group_that_is_probable_enough() {
    // Threshold 5 %: apple 60, pepper 15 + 15, lime 6; pear has 4.
    Answer answer = decide(rule(), odds(60, 15, 15, 6, 4, 1e-6, 1e-6, 1e-6), CLEAR);

    assertThat(answer.decision()).isEqualTo(Decision.SHORTLIST);
    assertThat(answer.reason()).isEqualTo(Reason.CLOSE_CALL);
    assertThat(answer.shortlist())
        .extracting(ClassScore::label)
        .containsExactly("apple", "capsicum", "lime");
  }

  @Test
  void a_shortlist_of_one_gets_its_runner_up() {
    Answer answer = decide(rule(), odds(89, 4, 1e-6, 3, 2, 1, 0.5, 0.5), CLEAR);

    assertThat(answer.shortlist())
        .extracting(ClassScore::label)
        .containsExactly("apple", "capsicum");
  }

  @Test
  void more_groups_than_a_list_may_hold_are_no_answer() {
    Answer answer = decide(rule(), odds(30, 10, 10, 10, 10, 10, 10, 10), CLEAR);

    assertThat(answer.reason()).isEqualTo(Reason.UNSURE);
    assertThat(answer.shortlist()).isEmpty();
  }

  @Test
  void a_rule_that_may_often_be_wrong_accepts_nothing() {
    DecisionRule lucky =
        new DecisionRule(
            1,
            new DecisionRule.Acceptance(0.06, 0.5),
            rule().shortlists(),
            rule().familiarity(),
            1,
            rule().clarity(),
            rule().fittedOn());

    assertThat(decide(lucky, odds(99, 0.5, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05), CLEAR).decision())
        .isEqualTo(Decision.SHORTLIST);
  }

  @Test
  void blur_and_darkness_count_only_when_the_model_is_unsure() {
    ImageStatistics blurred = new ImageStatistics(120, 40, 3);
    ImageStatistics dark = new ImageStatistics(5, 4, 500);
    float[] unsure = odds(60, 15, 15, 6, 4, 1e-6, 1e-6, 1e-6);
    float[] sure = odds(99, 0.5, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05);

    assertThat(decide(rule(), unsure, blurred).reason()).isEqualTo(Reason.BLURRED);
    assertThat(decide(rule(), unsure, dark).reason()).isEqualTo(Reason.DARK);
    assertThat(decide(rule(), sure, blurred).reason()).isEqualTo(Reason.CONFIDENT);
    assertThat(decide(rule(), sure, dark).reason()).isEqualTo(Reason.CONFIDENT);
  }

  @Test
  void an_unfamiliar_photo_is_rejected_however_sure_its_name() {
    // Known photos lie along (1, 0); (0, 1) is sqrt(2) from the mean: 2 * 1.414 - 1 > 1.5.
    Decider decider =
        new Decider(
            LABELS,
            rule(new DecisionRule.Familiarity(1, 2, 1.5, "ab".repeat(32)), 1),
            Optional.of(new FeatureSpace(new float[] {1, 0}, new float[0][])));
    float[] logits = new float[8];
    logits[0] = 1;
    logits[1] = logits[2] = logits[3] = logits[4] = logits[5] = logits[6] = logits[7] = -50;

    NetworkOutput strange =
        new NetworkOutput(logits, Optional.of(new float[] {0, 7}), Optional.empty());
    NetworkOutput familiar =
        new NetworkOutput(logits, Optional.of(new float[] {7, 0}), Optional.empty());

    assertThat(decider.unfamiliarity(strange)).isCloseTo(2 * Math.sqrt(2) - 1, within(1e-6));
    assertThat(decider.decide(strange, () -> CLEAR).reason()).isEqualTo(Reason.NOT_PRODUCE);
    assertThat(decider.decide(familiar, () -> CLEAR).reason()).isEqualTo(Reason.CONFIDENT);
  }

  @Test
  void darkness_and_blur_are_the_first_reasons_of_a_rejection() {
    ImageStatistics blurred = new ImageStatistics(120, 40, 3);
    ImageStatistics dark = new ImageStatistics(5, 4, 500);
    ImageStatistics both = new ImageStatistics(5, 4, 3);
    // The largest logit must reach 3, and none does.
    Decider strict =
        new Decider(LABELS, rule(new DecisionRule.Familiarity(1, 0, -3, ""), 1), Optional.empty());
    NetworkOutput strange = new NetworkOutput(new float[8], Optional.empty(), Optional.empty());

    assertThat(strict.decide(strange, () -> CLEAR).reason()).isEqualTo(Reason.NOT_PRODUCE);
    assertThat(strict.decide(strange, () -> blurred).reason()).isEqualTo(Reason.BLURRED);
    assertThat(strict.decide(strange, () -> dark).reason()).isEqualTo(Reason.DARK);
    assertThat(strict.decide(strange, () -> both).reason())
        .as("light first")
        .isEqualTo(Reason.DARK);
  }

  @Test
  void weak_logits_alone_are_unfamiliar_too() {
    Decider decider =
        new Decider(LABELS, rule(new DecisionRule.Familiarity(1, 0, -3, ""), 1), Optional.empty());

    // The largest logit must reach 3.
    assertThat(decider.decide(output(new float[8]), () -> CLEAR).reason())
        .isEqualTo(Reason.NOT_PRODUCE);
    assertThat(decider.decide(output(new float[] {4, 0, 0, 0, 0, 0, 0, 0}), () -> CLEAR).reason())
        .isNotEqualTo(Reason.NOT_PRODUCE);
  }

  @Test
  void a_rule_that_knows_of_an_open_set_accepts_only_what_is_familiar() {
    // The score is the negative largest logit: accepted down to 5, strange below 3.
    Decider decider = openDecider(-5, 0.97);

    assertThat(decider.decide(peaked(6, 0), () -> CLEAR).reason()).isEqualTo(Reason.CONFIDENT);
    assertThat(decider.decide(peaked(4, -2), () -> CLEAR).reason())
        .as("98 %, but not familiar enough")
        .isEqualTo(Reason.CLOSE_CALL);
    assertThat(decider.decide(peaked(6, 4), () -> CLEAR).reason())
        .as("familiar, but 51 %")
        .isEqualTo(Reason.UNSURE);
  }

  @Test
  void a_rule_that_knows_of_an_open_set_never_calls_a_sure_photo_strange() {
    Decider decider = openDecider(-5, 0.97);

    // 98 % and 95 %: e^5.9 and e^5 against the seven others.
    assertThat(decider.decide(peaked(2.9f, -3), () -> CLEAR).reason()).isEqualTo(Reason.CLOSE_CALL);
    assertThat(decider.decide(peaked(2.9f, -2.1f), () -> CLEAR).reason())
        .isEqualTo(Reason.NOT_PRODUCE);
    assertThat(decider.decide(peaked(2.9f, -2.1f), () -> new ImageStatistics(120, 40, 3)).reason())
        .as("blur is said first")
        .isEqualTo(Reason.BLURRED);
  }

  /** Accepts what is familiar up to a bound; a photo is strange above an unfamiliarity of -3. */
  private static Decider openDecider(double acceptedUpTo, double sure) {
    DecisionRule closed = rule(new DecisionRule.Familiarity(1, 0, -3, ""), 1);
    return decider(
        new DecisionRule(
            1,
            closed.acceptance(),
            closed.shortlists(),
            closed.familiarity(),
            1,
            closed.clarity(),
            closed.fittedOn(),
            Optional.of(new DecisionRule.OpenSet(acceptedUpTo, sure, List.of(), List.of()))));
  }

  @Test
  void a_probable_name_is_not_accepted_where_it_may_be_an_unknown_kind_or_a_blur() {
    Decider decider = correctingDecider();
    NetworkOutput known = featured(1, 0);
    // Along (0, 3) from the mean (1, 0): odds of e^3, 20 to 1, for an unknown kind.
    NetworkOutput unknown = featured(0, 1);
    // (1 + 5) of (1 + 60), a tenth of the odds of 99 to 1; not below the bound for blur itself.
    ImageStatistics soft = new ImageStatistics(120, 40, 5);

    assertThat(decider.decide(known, () -> CLEAR).reason()).isEqualTo(Reason.CONFIDENT);
    assertThat(decider.decide(unknown, () -> CLEAR).reason()).isEqualTo(Reason.CLOSE_CALL);
    assertThat(decider.decide(known, () -> soft).reason()).isEqualTo(Reason.CLOSE_CALL);
    assertThat(decider.decide(unknown, () -> CLEAR).prediction().best().probability())
        .as("the answer tells the probability as it is")
        .isCloseTo(0.99, within(1e-3));
  }

  @Test
  void a_photo_is_not_measured_where_its_sharpness_does_not_matter() {
    // Odds of 99,990 to 1, of which a sixty-first is still far above 19 to 1.
    NetworkOutput surest =
        new NetworkOutput(
            odds(99_990, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
            Optional.of(new float[] {1, 0}),
            Optional.empty());

    assertThat(
            correctingDecider()
                .decide(
                    surest,
                    () -> {
                      throw new AssertionError("measured");
                    })
                .reason())
        .isEqualTo(Reason.CONFIDENT);
  }

  /** Accepts from 95 % after the correction; nothing is strange. */
  private static Decider correctingDecider() {
    DecisionRule closed = rule();
    FeatureSpace space =
        new FeatureSpace(new float[] {1, 0}, new float[0][]).towardsUnknown(new float[] {0, 3});
    return new Decider(
        LABELS,
        new DecisionRule(
            1,
            new DecisionRule.Acceptance(0.95, 0.01),
            closed.shortlists(),
            new DecisionRule.Familiarity(1, 1e-3, 100, space.sha256()),
            1,
            new DecisionRule.Clarity(2, 20),
            closed.fittedOn(),
            Optional.of(
                new DecisionRule.OpenSet(
                    100, 0.9, List.of(), List.of(), Optional.of(new OddsCorrection(1, 60))))),
        Optional.of(space));
  }

  private static NetworkOutput featured(float... features) {
    return new NetworkOutput(
        odds(99, 0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), Optional.of(features), Optional.empty());
  }

  private static NetworkOutput peaked(float largest, float others) {
    return output(new float[] {largest, others, others, others, others, others, others, others});
  }

  @Test
  void different_kinds_on_opposite_sides_are_several() {
    float[][][] maps = new float[8][1][3];
    maps[0][0][0] = 9;
    maps[3][0][2] = 9;
    NetworkOutput output =
        new NetworkOutput(
            odds(99, 0.5, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05), Optional.empty(), Optional.of(maps));
    DecisionRule.Familiarity anything = rule().familiarity();

    assertThat(decider(rule(anything, 0.9)).decide(output, () -> CLEAR).reason())
        .isEqualTo(Reason.SEVERAL_KINDS);
    assertThat(decider(rule(anything, 0.9999)).decide(output, () -> CLEAR).reason())
        .isEqualTo(Reason.CONFIDENT);
  }

  @Test
  void photos_that_are_accepted_score_at_least_what_the_rule_asks_for() {
    Decider open = openDecider(-5, 0.97);
    Decider correcting = correctingDecider();
    ImageStatistics soft = new ImageStatistics(120, 40, 5);

    // e^6 against seven ones; 98 %, but not familiar enough, however probable.
    assertThat(open.acceptScore(peaked(6, 0), CLEAR)).isCloseTo(0.983, within(1e-3));
    assertThat(open.acceptScore(peaked(4, -2), CLEAR)).isCloseTo(0.983 - 1, within(1e-3));
    assertThat(open.acceptScore(peaked(6, 4), CLEAR)).isCloseTo(0.514, within(1e-3));
    assertThat(open.acceptScore(peaked(2.9f, -2.1f), CLEAR)).as("strange").isNegative();
    // Odds of 99 to 1; a twentieth of them for an unknown kind, a tenth for blur.
    assertThat(correcting.acceptScore(featured(1, 0), CLEAR)).isCloseTo(0.99, within(1e-3));
    assertThat(correcting.acceptScore(featured(0, 1), CLEAR))
        .isCloseTo(1 / (1 + Math.exp(3) / 99), within(1e-3));
    assertThat(correcting.acceptScore(featured(1, 0), soft))
        .isCloseTo(1 / (1 + 61.0 / 6 / 99), within(1e-3));
  }

  @Test
  void the_score_of_what_is_withheld_is_below_every_other() {
    float[][][] maps = new float[8][1][3];
    maps[0][0][0] = 9;
    maps[3][0][2] = 9;
    NetworkOutput several =
        new NetworkOutput(
            odds(99, 0.5, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05), Optional.empty(), Optional.of(maps));
    Decider one = new Decider(new LabelSet(List.of(Label.of("apple"))), rule(), Optional.empty());

    assertThat(decider(rule(rule().familiarity(), 0.9)).acceptScore(several, CLEAR))
        .isCloseTo(0.99 - 1, within(1e-2))
        .isNegative();
    assertThat(one.acceptScore(output(new float[] {3}), CLEAR))
        .as("the only kind is certain by arithmetic")
        .isZero();
  }

  private static Answer decide(DecisionRule rule, float[] logits, ImageStatistics clarity) {
    return decider(rule).decide(output(logits), () -> clarity);
  }

  private static Decider decider(DecisionRule rule) {
    return new Decider(LABELS, rule, Optional.empty());
  }

  private static NetworkOutput output(float[] logits) {
    return new NetworkOutput(logits, Optional.empty(), Optional.empty());
  }

  /** Logits whose softmax is proportional to the odds. */
  private static float[] odds(double... odds) {
    float[] logits = new float[odds.length];
    IntStream.range(0, odds.length).forEach(i -> logits[i] = (float) Math.log(odds[i]));
    return logits;
  }

  private static DecisionRule rule() {
    return rule(new DecisionRule.Familiarity(0, 0, 0, ""), 1);
  }

  private static DecisionRule rule(DecisionRule.Familiarity familiarity, double severalKinds) {
    return new DecisionRule(
        1,
        new DecisionRule.Acceptance(0.9, 0.01),
        new DecisionRule.Shortlists(0.05, 0.95, 5),
        familiarity,
        severalKinds,
        new DecisionRule.Clarity(10, 20),
        new DecisionRule.FittedOn("drawn", "ab".repeat(32), "validation", 100));
  }
}

package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.FittedDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network that is as sure of a kind that it was never taught, whose features differ. */
final class DecisionFitTest {

  private static final LabelSet LABELS = LabelSet.ofNames(List.of("apple", "pear", "plum"));
  private static final DecisionTargets TARGETS = new DecisionTargets(0.9, 0.05, 0.02, 0.1);
  private static final int FEATURES = 12;

  private final Random random = new Random(11);
  private final DecisionFit fit = new DecisionFit(LABELS, TARGETS, photos(300, false));

  @Test
  void an_unknown_kind_is_told_by_its_features_and_the_space_goes_with_the_rule() {
    PhotoSet held = set("held", photos(200, false));
    PhotoSet unknown = set("unknown", photos(60, true));

    FittedDecision decision = fit.fit(held, List.of(), List.of(unknown));

    assertThat(decision.rule().correction()).isPresent();
    assertThat(decision.space().orElseThrow().tellsUnknown()).isTrue();
    assertThat(decision.rule().familiarity().featuresSha256())
        .isEqualTo(decision.space().orElseThrow().sha256());
    SetDecisionsCounter counter = new SetDecisionsCounter(LABELS, decision);
    assertThat(counter.count(held).accepted()).isGreaterThan(180);
    assertThat(counter.count(set("more", photos(60, true))).accepted()).isLessThan(7);
  }

  @Test
  void without_unknown_photos_probabilities_are_taken_as_they_are() {
    FittedDecision decision =
        fit.fit(
            set("held", photos(200, false)), List.of(set("also", photos(50, false))), List.of());

    assertThat(decision.rule().openSet()).isPresent();
    assertThat(decision.rule().correction()).isEmpty();
    assertThat(decision.space().orElseThrow().tellsUnknown()).isFalse();
  }

  private static PhotoSet set(String name, List<CalibrationPhoto> photos) {
    return new PhotoSet(new FittedOn(name, "ab".repeat(32), "all", photos.size()), photos);
  }

  /** One in twenty known photos is hard; features of known photos vary along two axes. */
  private List<CalibrationPhoto> photos(int count, boolean unknown) {
    List<CalibrationPhoto> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(3);
      float[] logits = new float[3];
      logits[kind] = (float) (i % 20 == 0 ? 1 : 5 + random.nextDouble());
      float[] features = new float[FEATURES];
      features[0] = 3;
      features[1] = (float) random.nextGaussian();
      features[2] = (float) random.nextGaussian();
      for (int j = 3; j < FEATURES; j++) {
        features[j] = (float) (0.2 * random.nextGaussian());
      }
      // Within what the space explains: the residual does not tell it.
      features[1] += unknown ? 4 : 0;
      photos.add(
          new CalibrationPhoto(
              unknown ? CalibrationPhoto.UNKNOWN : kind,
              new NetworkOutput(logits, Optional.of(features), Optional.empty()),
              new ImageStatistics(120, 40, 500)));
    }
    return photos;
  }
}

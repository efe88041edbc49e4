package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.FeatureSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Known photos of one kind, and as probable names on photos of an unknown one. */
final class CorrectedAcceptanceTest {

  private static final FeatureSpace SPACE = new FeatureSpace(new float[] {1, 0, 0}, new float[0][]);
  private static final DecisionTargets TARGETS = new DecisionTargets(0.9, 0.01, 0.02, 0.1);
  private static final ImageStatistics SHARP = new ImageStatistics(120, 40, 500);
  private static final ImageStatistics SOFT = new ImageStatistics(120, 40, 2);

  private final Random random = new Random(7);

  @Test
  void an_unknown_kind_that_the_features_tell_no_longer_holds_the_bound() {
    PhotoSet known = set(0, 400, 0, SHARP);
    PhotoSet unknown = set(CalibrationPhoto.UNKNOWN, 50, 1, SHARP);

    List<List<PhotoOutcome>> probable = List.of(outcomes(known, 0.9, true));
    List<List<PhotoOutcome>> asProbable = List.of(outcomes(unknown, 0.9, false));
    CorrectedAcceptance plain = CorrectedAcceptance.plain(probable, asProbable, TARGETS);
    CorrectedAcceptance best = best(probable, asProbable, known, unknown);

    assertThat(accepted(plain)).isZero();
    assertThat(accepted(best)).isGreaterThan(350);
    assertThat(best.correction()).isPresent();
    assertThat(best.space().orElseThrow().tellsUnknown()).isTrue();
  }

  @Test
  void mistakes_on_soft_photos_no_longer_hold_the_bound() {
    List<CalibrationPhoto> photos = new ArrayList<>(set(0, 400, 0, SHARP).photos());
    photos.addAll(set(0, 20, 0, SOFT).photos());
    PhotoSet known = new PhotoSet(source(420), photos);
    PhotoSet unknown = set(CalibrationPhoto.UNKNOWN, 50, 1, SHARP);
    List<PhotoOutcome> outcomes =
        new ArrayList<>(outcomes(new PhotoSet(source(400), photos.subList(0, 400)), 0.9, true));
    outcomes.addAll(outcomes(new PhotoSet(source(20), photos.subList(400, 420)), 0.95, false));

    List<List<PhotoOutcome>> strange = List.of(outcomes(unknown, 0.2, false));
    CorrectedAcceptance best = best(List.of(outcomes), strange, known, unknown);

    assertThat(
            CorrectedAcceptance.plain(List.of(outcomes), strange, TARGETS)
                .acceptance()
                .acceptance()
                .error())
        .isGreaterThan(0.01);
    assertThat(best.acceptance().acceptance().error()).isEqualTo(0.01);
    assertThat(accepted(best)).isEqualTo(400);
  }

  @Test
  void where_nothing_is_gained_probabilities_are_taken_as_they_are() {
    PhotoSet known = set(0, 400, 0, SHARP);
    PhotoSet unknown = set(CalibrationPhoto.UNKNOWN, 50, 1, SHARP);

    CorrectedAcceptance best =
        best(
            List.of(outcomes(known, 0.9, true)),
            List.of(outcomes(unknown, 0.2, false)),
            known,
            unknown);

    assertThat(accepted(best)).isEqualTo(400);
    assertThat(best.correction()).isEmpty();
    assertThat(best.space()).isEmpty();
  }

  private CorrectedAcceptance best(
      List<List<PhotoOutcome>> known,
      List<List<PhotoOutcome>> unknown,
      PhotoSet knownSet,
      PhotoSet unknownSet) {
    List<NetworkOutput> trained =
        set(0, 300, 0, SHARP).photos().stream().map(CalibrationPhoto::output).toList();
    return CorrectedAcceptance.best(
        known,
        unknown,
        List.of(knownSet),
        List.of(unknownSet),
        UnknownDirectionFit.of(SPACE, trained, List.of(unknownSet)),
        TARGETS);
  }

  private static long accepted(CorrectedAcceptance fitted) {
    return fitted.known().get(0).stream().filter(fitted.acceptance()::accepts).count();
  }

  private static List<PhotoOutcome> outcomes(PhotoSet set, double probability, boolean right) {
    return set.photos().stream()
        .map(
            photo -> new PhotoOutcome(probability, right, right ? probability : 0, 1, false, false))
        .toList();
  }

  private static FittedOn source(int samples) {
    return new FittedOn("drawn", "ab".repeat(32), "all", samples);
  }

  /** Features around the first axis; of an unknown kind far towards the second. */
  private PhotoSet set(int label, int count, float towards, ImageStatistics clarity) {
    List<CalibrationPhoto> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] features = {
        1, towards + (float) (0.1 * random.nextGaussian()), (float) (0.1 * random.nextGaussian())
      };
      photos.add(
          new CalibrationPhoto(
              label,
              new NetworkOutput(new float[2], Optional.of(features), Optional.empty()),
              clarity));
    }
    return new PhotoSet(source(count), photos);
  }
}

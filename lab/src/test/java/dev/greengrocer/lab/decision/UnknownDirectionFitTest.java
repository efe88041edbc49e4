package dev.greengrocer.lab.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.ImageStatistics;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.FeatureSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UnknownDirectionFitTest {

  private static final int FEATURES = 6;
  private static final FeatureSpace SPACE =
      new FeatureSpace(new float[] {1, 0, 0, 0, 0, 0}, new float[0][]);

  private final Random random = new Random(5);

  @Test
  void unknown_kinds_lie_along_the_direction_and_known_ones_do_not() {
    UnknownDirectionFit fit = fit(set(photos(40, 1)), set(photos(40, 2)));

    FeatureSpace space = fit.space(1);

    assertThat(mean(space, photos(50, 0))).isCloseTo(0, within(0.5));
    assertThat(mean(space, photos(50, 1))).isGreaterThan(1.5);
    assertThat(mean(space, photos(50, 2))).isGreaterThan(1.5);
  }

  @Test
  void a_weight_is_in_standard_deviations_of_the_trained_photos() {
    List<NetworkOutput> trained = photos(300, 0);
    UnknownDirectionFit fit = UnknownDirectionFit.of(SPACE, trained, List.of(set(photos(40, 1))));

    double squares =
        trained.stream()
            .mapToDouble(photo -> Math.pow(fit.space(0.5).unknown(features(photo)), 2))
            .average()
            .orElseThrow();

    assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(1e-4));
  }

  @Test
  void what_is_left_out_is_told_by_the_others_only() {
    // Of five parts the last is of a kind that the four others do not show.
    List<NetworkOutput> outputs =
        Stream.concat(photos(40, 1).stream(), photos(10, 3).stream()).toList();
    PhotoSet set = set(outputs);
    UnknownDirectionFit fit = fit(set);

    double whole = mean(fit.space(1), outputs.subList(40, 50));
    double leftOut =
        IntStream.range(40, 50).mapToDouble(i -> fit.leftOut(0, i)).average().orElseThrow();

    assertThat(whole).isGreaterThan(1);
    assertThat(leftOut).isLessThan(whole / 2);
    // The first part is of the same kind as the next three.
    assertThat(IntStream.range(0, 10).mapToDouble(i -> fit.leftOut(0, i)).average().orElseThrow())
        .isGreaterThan(1);
  }

  private UnknownDirectionFit fit(PhotoSet... unknown) {
    return UnknownDirectionFit.of(SPACE, photos(300, 0), List.of(unknown));
  }

  private static double mean(FeatureSpace space, List<NetworkOutput> photos) {
    return photos.stream()
        .mapToDouble(photo -> space.unknown(features(photo)))
        .average()
        .orElseThrow();
  }

  private static float[] features(NetworkOutput photo) {
    return photo.features().orElseThrow();
  }

  private static PhotoSet set(List<NetworkOutput> outputs) {
    return new PhotoSet(
        new FittedOn("strange", "ab".repeat(32), "all", outputs.size()),
        outputs.stream()
            .map(
                output ->
                    new CalibrationPhoto(
                        CalibrationPhoto.UNKNOWN, output, new ImageStatistics(120, 40, 500)))
            .toList());
  }

  /** Features around the first axis; of a kind above 0, half way towards the axis of the kind. */
  private List<NetworkOutput> photos(int count, int kind) {
    List<NetworkOutput> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] features = new float[FEATURES];
      for (int j = 0; j < FEATURES; j++) {
        features[j] = (float) (0.1 * random.nextGaussian());
      }
      features[0] += 1;
      features[kind] += kind == 0 ? 0 : 0.5f;
      outputs.add(new NetworkOutput(new float[2], Optional.of(features), Optional.empty()));
    }
    return outputs;
  }
}

package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OodEvaluatorTest {

  @TempDir private Path folder;

  @Test
  void photos_without_produce_are_counted_by_what_is_made_of_them() throws IOException {
    // Logits of 9 times a channel's mean: grey ones are even, a red one is sure.
    List<Path> strange =
        List.of(
            photo("grey.png", 90, 90, 90),
            photo("dark.png", 3, 3, 3),
            photo("red car.png", 255, 0, 0),
            photo("yellow car.png", 200, 200, 0));
    List<LabelledPhoto> produce = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Path file = photo("tomato" + i + ".png", 250 - i, 5 * i, 10);
      produce.add(new LabelledPhoto("" + i, file, "red"));
    }
    List<Long> progress = new ArrayList<>();

    try (NetworkClassifier classifier =
        Models.openNetwork(
            ModelBundles.open(
                DrawnBundle.write(
                    folder, 4, 9, "red", "green", "blue", "crimson", "lime", "navy")))) {
      OodMetrics metrics =
          new OodEvaluator(classifier).evaluate("cars", strange, produce, progress::add);

      assertThat(metrics.accepted()).isEqualTo(new Proportion(0, 4));
      // Each colour has two labels, so that red is a list of two; even ones are too many.
      assertThat(metrics.shortlisted()).isEqualTo(new Proportion(2, 4));
      assertThat(metrics.rejected()).isEqualTo(Map.of(Reason.UNSURE, 2L));
      // By its largest logit only the red car looks more familiar than any tomato: 3 of 4.
      assertThat(metrics.byUnfamiliarity().value()).isEqualTo(0.75);
      assertThat(progress).hasSize(8).last().isEqualTo(8L);
    }
  }

  @Test
  void an_empty_folder_is_refused() throws IOException {
    try (NetworkClassifier classifier =
        Models.openNetwork(ModelBundles.open(DrawnBundle.write(folder, 4, 9, "red")))) {
      assertThatThrownBy(
              () -> new OodEvaluator(classifier).evaluate("cars", List.of(), List.of(), done -> {}))
          .isInstanceOf(InvalidDatasetException.class)
          .hasMessageContaining("cars: no photo there");
    }
  }

  private Path photo(String name, int red, int green, int blue) throws IOException {
    return Files.write(folder.resolve(name), ImageOperations.encodePng(plain(red, green, blue)));
  }

  private static RgbImage plain(int red, int green, int blue) {
    return new RgbImage(16, 12, DrawnPhotos.plain(16, 12, red, green, blue));
  }
}

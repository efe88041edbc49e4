package dev.greengrocer.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.training.data.EvalPreset;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.ValidationSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidationTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              new Label("capsicum", List.of(), "bell pepper"),
              Label.of("tomato"),
              new Label("paprika", List.of(), "bell pepper")));

  @Test
  void a_group_is_right_when_the_sum_of_its_probabilities_is_the_largest() {
    // Probabilities 0.25, 0.375 and 0.375 as logits; the tomato is first alone.
    float[] logits = {(float) Math.log(2), (float) Math.log(3), (float) Math.log(3)};
    Learner learner =
        new LinearLearner(3) {
          @Override
          public float[][] logits(ImageTensor images) {
            return new float[][] {logits, logits, logits};
          }
        };
    EvalPreset preset =
        new EvalPreset(
            new Preprocessing(4, 4, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD));
    ValidationSet photos = new ValidationSet(new Grey(3), new int[] {0, 1, 2}, preset);

    Validation.Result found = new Validation(photos, LABELS).measure(learner);

    assertThat(found.accuracy()).isEqualTo(1 / 3.0); // the photo of a tomato
    assertThat(found.accuracyMerged()).isEqualTo(2 / 3.0); // the two of bell peppers
    assertThat(found.loss()).isCloseTo((Math.log(4) + 2 * Math.log(8 / 3.0)) / 3, within(1e-6));
  }

  private record Grey(int size) implements Photos {

    @Override
    public RgbImage get(int index) {
      return new RgbImage(4, 4, new byte[4 * 4 * 3]);
    }

    @Override
    public void close() {}
  }
}

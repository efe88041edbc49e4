package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TeachersTest {

  private static final LabelSet LABELS = LabelSet.ofNames(DrawnDataset.NAMES);
  private static final LabelSet TURNED = LabelSet.ofNames(List.of("plum", "tomato", "lime"));

  /** The student's own normalisation, in which pictures come. */
  private static final Preprocessing SHOWN =
      new Preprocessing(32, 32, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);

  @TempDir Path directory;

  @Test
  void they_answer_with_the_mean_of_their_probabilities_label_by_label() throws IOException {
    ModelBundle first = teacher("first", LABELS, 0.5, 1);
    ModelBundle second = teacher("second", TURNED, 0.4, 2);
    ImageTensor images = noise(3, 32);

    try (Teachers teachers = Teachers.open(List.of(first, second), LABELS, SHOWN, 2)) {
      assertThat(teachers.size()).isEqualTo(DrawnBackbone.SIZE);
      float[] answers = teachers.answers(images);

      // Each sees the picture of 32 pixels shrunk to its own 16, and normalised in its own way.
      ImageTensor seen = ImageOperations.resize(images, 16);
      float[][] ofFirst = logits(first, first.preprocessing().renormalise(seen, SHOWN));
      float[][] ofSecond = logits(second, second.preprocessing().renormalise(seen, SHOWN));
      for (int row = 0; row < 3; row++) {
        double[] one = Softmax.of(ofFirst[row], 2);
        double[] other = Softmax.of(ofSecond[row], 2);
        double[] mean = {(one[0] + other[1]) / 2, (one[1] + other[2]) / 2, (one[2] + other[0]) / 2};
        for (int k = 0; k < 3; k++) {
          assertThat((double) answers[3 * row + k]).isCloseTo(mean[k], within(1e-6));
        }
      }
      assertThat(teachers.answers(images)).isEqualTo(answers);
    }
  }

  @Test
  void photos_are_seen_as_each_would_see_them_in_use() throws IOException {
    DatasetManifest manifest = DrawnDataset.write(directory.resolve("data"));
    Path photo = manifest.file(manifest.samples(Split.VALIDATION).get(0));
    ModelBundle model = teacher("only", LABELS, 0.5, 3);

    try (Teachers teachers = Teachers.open(List.of(model), LABELS, SHOWN, 4)) {
      double[] answer = teachers.answers(List.of(photo))[0];

      ImageTensor input = model.preprocessing().apply(new ImageDecoder().decode(photo));
      assertThat(answer).containsExactly(Softmax.of(logits(model, input)[0], 1), within(1e-6));
    }
  }

  private ModelBundle teacher(String name, LabelSet labels, double mean, long seed)
      throws IOException {
    return DrawnBackbone.write(
        directory.resolve(name), DrawnBackbone.network(), labels, mean, 0.25, seed);
  }

  private static float[][] logits(ModelBundle model, ImageTensor input) {
    try (NetworkClassifier classifier = Models.openNetwork(model)) {
      return classifier.logits(input);
    }
  }

  private static ImageTensor noise(int count, int side) {
    Random random = new Random(1);
    float[] values = new float[count * 3 * side * side];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 4 - 2;
    }
    return new ImageTensor(count, 3, side, side, values);
  }
}

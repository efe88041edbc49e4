package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnNetwork;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxClassifierTest {

  @TempDir private Path folder;

  @Test
  void probabilities_are_the_softmax_of_the_logits() throws IOException {
    // A pure red photo: channel means 1, 0, 0; times a gain of ln 3: logits ln 3, 0, 0.
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, 4, (float) Math.log(3), "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle, 1)) {
      Prediction prediction = classifier.classify(plain(255, 0, 0));

      // e^(ln 3) = 3, so 3 / (3 + 1 + 1), and 1 / 5 each.
      assertThat(prediction.scores())
          .extracting(ClassScore::label)
          .containsExactly("red", "green", "blue");
      assertThat(prediction.best().probability()).isCloseTo(0.6, within(1e-6));
      assertThat(prediction.scores().get(2).probability()).isCloseTo(0.2, within(1e-6));
    }
  }

  @Test
  void logits_are_what_the_network_answers() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(DrawnBundle.write(folder, 2, 10, "red", "green", "blue", "crimson"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      float[] values = new float[2 * 3 * 2 * 2];
      Arrays.fill(values, 0, 4, 0.5f); // first image, red
      Arrays.fill(values, 20, 24, -0.25f); // second image, blue

      float[][] logits = classifier.logits(new ImageTensor(2, 3, 2, 2, values));

      assertThat(logits[0]).containsExactly(5, 0, 0, 5);
      assertThat(logits[1]).containsExactly(0, 0, -2.5f, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE})
  void what_is_no_number_is_no_answer(float gain) throws IOException {
    ModelBundle bundle =
        ModelBundles.open(DrawnBundle.write(folder, 2, gain, "red", "green", "blue"));
    float[] values = new float[3 * 2 * 2];
    Arrays.fill(values, 0, 4, 8f);
    ImageTensor red = new ImageTensor(1, 3, 2, 2, values);
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      for (ThrowingCallable ask :
          List.<ThrowingCallable>of(
              () -> classifier.logits(red),
              () -> classifier.classify(red),
              () -> classifier.answer(red))) {
        assertThatThrownBy(ask)
            .isInstanceOf(InvalidModelException.class)
            .hasMessageContainingAll("model.onnx", "for 'red'", "train or export the model anew");
      }
    }
  }

  @Test
  void a_batch_is_answered_in_its_order() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 5, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      List<RgbImage> photos = List.of(plain(0, 0, 255), plain(255, 0, 0), plain(0, 255, 0));

      assertThat(classifier.classify(photos))
          .extracting(prediction -> prediction.best().label())
          .containsExactly("blue", "red", "green");
    }
  }

  @Test
  void calls_at_the_same_time_are_answered_like_one_alone() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 5, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle, 2)) {
      List<RgbImage> photo = List.of(plain(10, 200, 30));
      List<Prediction> alone = classifier.classify(photo);

      assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> classifier.classify(photo)))
          .hasSize(200)
          .allSatisfy(together -> assertThat(together).isEqualTo(alone));
    }
  }

  @Test
  void an_answer_is_the_prediction_and_what_to_make_of_it() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 9, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      List<RgbImage> photos = List.of(plain(255, 0, 0), plain(0, 90, 85));

      List<Answer> answers = classifier.answer(photos);

      assertThat(answers)
          .extracting(Answer::decision)
          .containsExactly(Decision.SHORTLIST, Decision.SHORTLIST);
      assertThat(answers.get(1).shortlist())
          .extracting(ClassScore::label)
          .startsWith("green", "blue");
      assertThat(answers).extracting(Answer::prediction).isEqualTo(classifier.classify(photos));
    }
  }

  @Test
  void threads_may_share_a_classifier() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 5, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      List<String> answers =
          IntStream.range(0, 300)
              .parallel()
              .mapToObj(
                  i ->
                      classifier
                          .classify(
                              plain(
                                  i % 3 == 0 ? 255 : 0, i % 3 == 1 ? 255 : 0, i % 3 == 2 ? 255 : 0))
                          .best()
                          .label())
              .toList();

      assertThat(answers)
          .isEqualTo(
              IntStream.range(0, 300)
                  .mapToObj(i -> List.of("red", "green", "blue").get(i % 3))
                  .toList());
    }
  }

  /** A red patch in the lower left corner of what the network sees, and nothing else. */
  @Test
  void heat_is_where_the_label_shows() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, DrawnNetwork.explaining(4, 3, 7), 4, "red", "green", "blue"));
    RgbImage photo = plain(0, 0, 0);
    // Of 16 x 12 pixels the network sees the middle 12 x 12, in cells of 3 x 3.
    for (int y = 9; y < 12; y++) {
      for (int x = 2; x < 5; x++) {
        photo.pixels()[3 * (16 * y + x)] = (byte) 255;
      }
    }
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      assertThat(classifier.canExplain()).isTrue();

      HeatMap red = classifier.explain(photo, "RED");

      assertThat(red.width()).isEqualTo(4);
      assertThat(red.height()).isEqualTo(4);
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          assertThat(red.at(x, y)).isEqualTo(x == 0 && y == 3 ? 1 : 0);
        }
      }
    }
  }

  /** Red speaks for red and thereby against green: no place is left that speaks for green. */
  @Test
  void what_speaks_for_another_label_is_cold() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, DrawnNetwork.explaining(2, 3, 1), 2, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      HeatMap green = classifier.explain(plain(255, 0, 0), "green");

      assertThat(green.at(0, 0) + green.at(1, 0) + green.at(0, 1) + green.at(1, 1)).isZero();
    }
  }

  @Test
  void an_explained_answer_is_the_answer() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, DrawnNetwork.explaining(4, 3, 9), 4, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      ImageTensor images =
          ImageTensor.concat(
              List.of(
                  classifier.preprocessing().apply(plain(0, 0, 255)),
                  classifier.preprocessing().apply(plain(0, 255, 90))));

      List<Explained> explained = classifier.explain(images);

      assertThat(explained).extracting(Explained::answer).isEqualTo(classifier.answer(images));
      assertThat(explained.get(0).activations().heatMap("blue").at(2, 1)).isEqualTo(1);
      assertThat(explained.get(1).activations().heatMap("blue").at(2, 1)).isZero();
    }
  }

  @Test
  void a_network_without_activations_says_that_it_cannot_explain() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 5, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      assertThat(classifier.canExplain()).isFalse();
      assertThatThrownBy(() -> classifier.explain(plain(1, 2, 3), "red"))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(bundle.modelFile().toString())
          .hasMessageContaining("no output 'activations'");
    }
  }

  @Test
  void an_unknown_label_cannot_be_explained() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, DrawnNetwork.explaining(4, 3, 1), 4, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      assertThatThrownBy(() -> classifier.explain(plain(1, 2, 3), "pink"))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("'pink'");
    }
  }

  @Test
  void more_labels_than_outputs_are_refused() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, DrawnNetwork.onnx(4, 2, 1), 4, "red", "green", "blue"));

    assertThatThrownBy(() -> Models.openNetwork(bundle))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(bundle.modelFile().toString())
        .hasMessageContaining("output is [-1, 2]")
        .hasMessageContaining("asks for [-1, 3]")
        .hasMessageContaining("3 labels");
  }

  @Test
  void another_input_size_than_the_preprocessing_makes_is_refused() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(DrawnBundle.write(folder, DrawnNetwork.onnx(8, 2, 1), 4, "red", "green"));

    assertThatThrownBy(() -> Models.openNetwork(bundle))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("input is [-1, 3, 8, 8]")
        .hasMessageContaining("asks for [-1, 3, 4, 4]");
  }

  @Test
  void a_file_that_is_no_network_is_refused() throws IOException {
    ModelBundle bundle =
        ModelBundles.open(
            DrawnBundle.write(folder, "no network".getBytes(StandardCharsets.UTF_8), 4, "red"));

    assertThatThrownBy(() -> Models.openNetwork(bundle))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(bundle.modelFile().toString())
        .hasMessageContaining("cannot load");
  }

  @Test
  void an_image_of_the_wrong_size_is_refused() throws IOException {
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 4, 5, "red", "green", "blue"));
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      assertThatThrownBy(() -> classifier.logits(new ImageTensor(1, 3, 2, 2, new float[12])))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining("[1, 3, 2, 2]");
    }
  }

  private static RgbImage plain(int red, int green, int blue) {
    return new RgbImage(16, 12, DrawnPhotos.plain(16, 12, red, green, blue));
  }
}

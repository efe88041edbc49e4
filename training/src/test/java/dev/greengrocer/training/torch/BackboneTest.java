package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.Safetensors;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Published weights give in our networks what they gave in their own. The expected numbers were
 * computed from the same files by other programs.
 */
class BackboneTest {

  private static final int FEATURES = 1280;

  @Test
  void mobilenet_edgetpu_computes_its_golden_features_and_logits() {
    Weights weights = published("mobilenet-edgetpu-1.0-224.safetensors");

    float[] features = features("mobilenet-edgetpu", weights);
    float[] logits = answer(Architectures.named("mobilenet-edgetpu", 1001, 224), flat(weights));

    assertStartsWith(features, 0.42823207, 0, 0.081613354, 1.7208251, 0, 0, 4.104783, 0);
    assertThat(sum(features)).isCloseTo(343.74433, within(0.01));
    assertThat(norm(features)).isCloseTo(29.96170, within(0.001));
    assertThat(largest(features)).isEqualTo(776);
    assertStartsWith(
        logits,
        0.8321579,
        0.8380527,
        2.3126242,
        -2.1174202,
        -3.4141195,
        -2.1890242,
        0.69209266,
        -2.7149909);
    assertThat(largest(logits)).isEqualTo(886);
  }

  @Test
  void mobilenet_v2_computes_its_golden_features() {
    Weights weights = published("mobilenet-v2-1.0-224.safetensors");

    float[] features = features("mobilenet-v2", weights);

    assertStartsWith(features, 0.1321467, 0, 0.28980467, 1.8199222, 0, 0.38545853, 0, 0.19371025);
    assertThat(sum(features)).isCloseTo(490.41451, within(0.01));
    assertThat(norm(features)).isCloseTo(25.53126, within(0.001));
    assertThat(largest(features)).isEqualTo(388);
  }

  @Test
  void efficientnet_lite0_computes_its_golden_features() {
    Weights weights = published("efficientnet-lite0-224.safetensors");

    float[] features = features("efficientnet-lite0", weights);

    assertStartsWith(features, 0, 0, 0.0207313, 0, 0, 0, 0, 0.05500722);
    assertThat(sum(features)).isCloseTo(205.4676, within(0.01));
    assertThat(norm(features)).isCloseTo(19.39947, within(0.001));
    assertThat(largest(features)).isEqualTo(113);
  }

  @Test
  void efficientnet_lite2_computes_its_golden_features_at_260_pixels() {
    Weights weights = published("efficientnet-lite2-260.safetensors");

    float[] features = features("efficientnet-lite2", weights);

    assertStartsWith(features, 0, 0.5797018, 1.136014, 0, 0, 0.1614126, 0, 0.07783469);
    assertThat(sum(features)).isCloseTo(192.0978, within(0.01));
    assertThat(norm(features)).isCloseTo(16.50288, within(0.001));
    assertThat(largest(features)).isEqualTo(966);
  }

  private static Weights published(String file) {
    String folder = System.getenv("GREENGROCER_WEIGHTS");
    assumeTrue(
        folder != null,
        "set GREENGROCER_WEIGHTS to the folder of the published weights to check them");
    Path path = Path.of(folder, file);
    assumeTrue(Files.exists(path), path + " is not there");
    return Safetensors.read(path);
  }

  /** The published classifier is a 1x1 convolution; ours is the same numbers as a dense layer. */
  private static Weights flat(Weights weights) {
    NamedTensor kernel = weights.find("classifier.weight").orElseThrow();
    return new Weights(
        weights.tensors().stream()
            .map(
                tensor ->
                    tensor == kernel
                        ? new NamedTensor(kernel.name(), List.of(1001, FEATURES), kernel.values())
                        : tensor)
            .toList());
  }

  /** The network without dropout and classifier. */
  private static float[] features(String network, Weights weights) {
    int size = Architectures.defaultInputSize(network);
    NetworkSpec whole = Architectures.named(network, FEATURES, size);
    List<Layer> layers = whole.layers().subList(0, whole.layers().size() - 2);
    return answer(new NetworkSpec(network, size, FEATURES, layers), weights);
  }

  private static float[] answer(NetworkSpec network, Weights weights) {
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(1))) {
      WeightTransfer transfer = learner.initialise(weights);
      assertThat(transfer.missing()).isEmpty();
      assertThat(transfer.reshaped()).isEmpty();
      return learner.logits(waves(network.inputSize()))[0];
    }
  }

  /** {@code x[c][h][w] = sin(0.05 w + 0.03 h (c + 1))}, fed as it is. */
  private static ImageTensor waves(int size) {
    float[] values = new float[3 * size * size];
    for (int c = 0; c < 3; c++) {
      for (int h = 0; h < size; h++) {
        for (int w = 0; w < size; w++) {
          values[(c * size + h) * size + w] = (float) Math.sin(0.05 * w + 0.03 * h * (c + 1));
        }
      }
    }
    return new ImageTensor(1, 3, size, size, values);
  }

  private static void assertStartsWith(float[] values, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).as("value %d", i).isCloseTo(expected[i], within(1e-3));
    }
  }

  private static double sum(float[] values) {
    return stream(values).mapToDouble(Float::doubleValue).sum();
  }

  private static double norm(float[] values) {
    return Math.sqrt(stream(values).mapToDouble(v -> (double) v * v).sum());
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }

  private static Stream<Float> stream(float[] values) {
    return java.util.stream.IntStream.range(0, values.length).mapToObj(i -> values[i]);
  }
}

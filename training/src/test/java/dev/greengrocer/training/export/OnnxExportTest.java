package dev.greengrocer.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.Weights;
import dev.greengrocer.training.torch.TorchLearner;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What libtorch trains and what ONNX Runtime runs must be one network. */
final class OnnxExportTest {

  @TempDir Path directory;

  static Stream<NetworkSpec> networks() {
    return Stream.of(everyLayer(), Architectures.named("resnet-tiny", 4, 32), mobile());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void onnx_runtime_answers_as_libtorch_does(NetworkSpec network) throws IOException {
    try (TorchLearner learner = new TorchLearner(network, LearnerOptions.defaults(3))) {
      learner.seed(3);
      // A few steps move every weight and statistic away from where it started.
      for (int step = 0; step < 5; step++) {
        learner.trainStep(drawn(network, 8, step), 0.05);
      }
      try (NetworkClassifier classifier = classifier(network, learner.weights())) {
        ImageTensor images = drawn(network, 8, 9).images();

        Parity parity = ParityCheck.check(learner::logits, classifier::logits, images);

        assertThat(parity.images()).isEqualTo(8);
        assertThat(parity.maximumDifference()).isLessThan(1e-4);
      }
    }
  }

  @Test
  void a_network_that_answers_differently_is_refused_with_the_numbers() {
    ImageTensor images = new ImageTensor(2, 3, 1, 1, new float[6]);
    float[][] trained = {{0, 1}, {0, 1}};
    float[][] exported = {{0, 1}, {1.5f, 1}};

    assertThatThrownBy(() -> ParityCheck.check(x -> trained, x -> exported, images))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("up to 1.50")
        .hasMessageContaining("on 1 of 2 images");
  }

  @Test
  void logits_that_are_not_numbers_are_refused() {
    ImageTensor images = new ImageTensor(1, 3, 1, 1, new float[3]);
    float[][] trained = {{0, 1}};
    float[][] exported = {{Float.NaN, 1}};

    assertThatThrownBy(() -> ParityCheck.check(x -> trained, x -> exported, images))
        .isInstanceOf(InvalidModelException.class);
  }

  @Test
  void weights_come_back_by_their_names() throws IOException {
    NetworkSpec network = everyLayer();
    Weights weights = RandomWeights.of(network, 1);
    Path file = Files.write(directory.resolve("m.onnx"), export(network, weights));

    Weights read = OnnxWeights.read(file);

    assertThat(read.tensors())
        .extracting(NamedTensor::name)
        .containsExactlyElementsOf(weights.tensors().stream().map(NamedTensor::name).toList());
    for (NamedTensor tensor : weights.tensors()) {
      NamedTensor back = read.find(tensor.name()).orElseThrow();
      assertThat(back.shape()).isEqualTo(tensor.shape());
      assertThat(back.values()).isEqualTo(tensor.values());
    }
  }

  @Test
  void the_file_tells_labels_preprocessing_data_and_code() throws IOException {
    NetworkSpec network = everyLayer();

    ModelProto model = ModelProto.parseFrom(export(network, RandomWeights.of(network, 1)));

    assertThat(model.getMetadataPropsList())
        .extracting(StringStringEntryProto::getKey, StringStringEntryProto::getValue)
        .containsExactly(
            tuple("code_version", "1.0"),
            tuple("data_hash", "d1"),
            tuple("labels", "[\"a\",\"b\",\"c\",\"d\"]"),
            tuple("network", "every-layer"),
            tuple(
                "preprocessing",
                "{\"resize\":16,\"size\":16,\"mean\":[0.5,0.5,0.5],\"std\":[0.5,0.5,0.5]}"));
  }

  /** Zhou et al. 2016, equation 2: pooling and a linear head commute. */
  @ParameterizedTest
  @MethodSource("poolingNetworks")
  void logits_are_the_mean_of_the_class_activation_maps(NetworkSpec network) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    ImageTensor images = drawn(network, 3, 4).images();
    try (OrtSession session =
            environment.createSession(export(network, biased(RandomWeights.of(network, 5))));
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.values()), images.shape());
        OrtSession.Result result = session.run(Map.of(OnnxExporter.INPUT, input))) {
      assertThat(session.getOutputNames())
          .containsExactly(OnnxExporter.OUTPUT, OnnxExporter.ACTIVATIONS, OnnxExporter.FEATURES);
      float[][] logits = (float[][]) result.get(0).getValue();
      float[][][][] maps = (float[][][][]) result.get(1).getValue();
      assertThat(maps).hasDimensions(3, network.classes());
      assertThat(maps[0][0].length).isGreaterThan(1);
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < network.classes(); k++) {
          double mean =
              Stream.of(maps[i][k])
                  .flatMapToDouble(OnnxExportTest::doubles)
                  .average()
                  .orElseThrow();
          assertThat(mean).isCloseTo(logits[i][k], within(1e-4));
        }
      }
      // Not because they are all the same.
      assertThat(logits[0][0]).isNotCloseTo(logits[0][1], within(1e-3f));
    }
  }

  @ParameterizedTest
  @MethodSource("poolingNetworks")
  void logits_are_made_of_the_features(NetworkSpec network) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    ImageTensor images = drawn(network, 2, 4).images();
    Weights weights = biased(RandomWeights.of(network, 5));
    List<ParameterSpec> head = network.headParameters();
    float[] kernel = weights.find(head.get(0).name()).orElseThrow().values();
    float[] bias = weights.find(head.get(1).name()).orElseThrow().values();
    try (OrtSession session = environment.createSession(export(network, weights));
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(images.values()), images.shape());
        OrtSession.Result result = session.run(Map.of(OnnxExporter.INPUT, input))) {
      float[][] logits = (float[][]) result.get(OnnxExporter.OUTPUT).orElseThrow().getValue();
      float[][] features = (float[][]) result.get(OnnxExporter.FEATURES).orElseThrow().getValue();
      for (int k = 0; k < network.classes(); k++) {
        double sum = bias[k];
        for (int c = 0; c < features[1].length; c++) {
          sum += kernel[k * features[1].length + c] * (double) features[1][c];
        }
        assertThat(sum).isCloseTo(logits[1][k], within(1e-4));
      }
    }
  }

  static Stream<NetworkSpec> poolingNetworks() {
    return Stream.of(Architectures.named("resnet-tiny", 4, 64), mobile());
  }

  @Test
  void activation_maps_store_no_weight_twice() throws IOException {
    NetworkSpec network = mobile();

    ModelProto model = ModelProto.parseFrom(export(network, RandomWeights.of(network, 1)));

    long floats =
        model.getGraph().getInitializerList().stream()
            .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
            .filter(tensor -> tensor.getDimsCount() > 0)
            .mapToLong(tensor -> tensor.getRawData().size() / Float.BYTES)
            .sum();
    assertThat(floats).isEqualTo(network.parameterCount());
  }

  @Test
  void a_network_that_does_not_end_in_pooling_and_one_layer_has_no_activation_maps()
      throws IOException {
    NetworkSpec network = everyLayer();

    ModelProto model = ModelProto.parseFrom(export(network, RandomWeights.of(network, 1)));

    assertThat(model.getGraph().getOutputList())
        .extracting(ValueInfoProto::getName)
        .containsExactly(OnnxExporter.OUTPUT);
  }

  @Test
  void the_same_network_gives_the_same_bytes() {
    NetworkSpec network = everyLayer();

    assertThat(export(network, RandomWeights.of(network, 1)))
        .isEqualTo(export(network, RandomWeights.of(network, 1)));
  }

  @Test
  void a_missing_file_and_one_that_is_no_model_are_named() throws IOException {
    Path text = Files.writeString(directory.resolve("text.onnx"), "these are only words");

    assertThatThrownBy(() -> OnnxWeights.read(text))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("text.onnx");
    assertThatThrownBy(() -> OnnxWeights.read(directory.resolve("none.onnx")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("none.onnx");
  }

  private NetworkClassifier classifier(NetworkSpec network, Weights weights) throws IOException {
    Files.write(directory.resolve(ModelBundle.MODEL), export(network, weights));
    ModelDescription description =
        new ModelDescription(
            "test",
            network.name(),
            labels(network.classes()),
            preprocessing(network.inputSize()),
            new Provenance("d1", "1.0", 1, "2026-01-01T00:00:00Z", Map.of(), Map.of()),
            List.of());
    return Models.openNetwork(new ModelBundle(directory, description, "0".repeat(64)));
  }

  private static byte[] export(NetworkSpec network, Weights weights) {
    OnnxMetadata metadata =
        new OnnxMetadata(
            labels(network.classes()), preprocessing(network.inputSize()), "d1", "1.0");
    return OnnxExporter.export(network, weights, metadata);
  }

  /** The same weights with biases that are not 0, as they are before training. */
  private static Weights biased(Weights weights) {
    return new Weights(
        weights.tensors().stream()
            .map(
                tensor -> {
                  float[] values = tensor.values().clone();
                  for (int i = 0; i < values.length && tensor.name().endsWith(".bias"); i++) {
                    values[i] += 0.1f * (i + 1);
                  }
                  return new NamedTensor(tensor.name(), tensor.shape(), values);
                })
            .toList());
  }

  private static DoubleStream doubles(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> row[i]);
  }

  private static LabelSet labels(int classes) {
    return LabelSet.ofNames(
        IntStream.range(0, classes).mapToObj(i -> String.valueOf((char) ('a' + i))).toList());
  }

  private static Preprocessing preprocessing(int size) {
    return new Preprocessing(size, size, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  }

  /** Every kind of layer, with paddings that differ on every side. */
  private static NetworkSpec everyLayer() {
    return new NetworkSpec(
        "every-layer",
        16,
        4,
        List.of(
            new Layer.Convolution("a", 3, 8, 3, 1, new Layer.Padding(1, 2, 0, 3), 1, true),
            new Layer.BatchNorm("a.norm", 8),
            new Layer.Relu6(),
            new Layer.MaxPool(3, 2, 1), // [8, 19, 15] to [8, 10, 8]
            new Layer.Convolution("b", 8, 8, 3, 1, Layer.Padding.all(1), 8, false),
            new Layer.BatchNorm("b.norm", 8),
            new Layer.Relu(),
            new Layer.Residual(
                List.of(
                    new Layer.Convolution("c", 8, 12, 3, 2, Layer.Padding.all(1), 2, false),
                    new Layer.BatchNorm("c.norm", 12)),
                List.of(
                    new Layer.AveragePool(2, 2),
                    new Layer.Convolution("d", 8, 12, 1, 1, Layer.Padding.all(0), 1, false))),
            new Layer.Residual(List.of(new Layer.Relu6()), List.of()),
            new Layer.Flatten(), // [12, 5, 4] to [240]
            new Layer.Dense("e", 240, 6),
            new Layer.Relu(),
            new Layer.Dropout(0.5),
            new Layer.Dense("head", 6, 4),
            new Layer.Dropout(0.1)));
  }

  /** An inverted residual block as pretrained backbones have it, with uneven padding. */
  private static NetworkSpec mobile() {
    return new NetworkSpec(
        "mobile",
        16,
        3,
        List.of(
            new Layer.Convolution("stem", 3, 8, 3, 2, new Layer.Padding(0, 0, 1, 1), 1, true),
            new Layer.Relu6(),
            new Layer.Residual(
                List.of(
                    new Layer.Convolution("up", 8, 16, 1, 1, Layer.Padding.all(0), 1, true),
                    new Layer.Relu6(),
                    new Layer.Convolution("deep", 16, 16, 3, 1, Layer.Padding.all(1), 16, true),
                    new Layer.Relu6(),
                    new Layer.Convolution("down", 16, 8, 1, 1, Layer.Padding.all(0), 1, true)),
                List.of()),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("head", 8, 3)));
  }

  private static Batch drawn(NetworkSpec network, int count, long seed) {
    Random random = new Random(seed);
    int size = network.inputSize();
    float[] pixels = new float[count * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] targets = new float[count * network.classes()];
    for (int i = 0; i < count; i++) {
      targets[i * network.classes() + random.nextInt(network.classes())] = 1;
    }
    return new Batch(new ImageTensor(count, 3, size, size, pixels), targets);
  }
}

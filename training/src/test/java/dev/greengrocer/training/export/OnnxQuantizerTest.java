package dev.greengrocer.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.ValueProbe;
import dev.greengrocer.training.DrawnBackbone;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxQuantizerTest {

  private static final NetworkSpec NETWORK = DrawnBackbone.network();
  private static final Weights WEIGHTS = DrawnBackbone.weights(NETWORK, 3);

  @TempDir Path folder;

  @Test
  void a_network_in_bytes_answers_nearly_as_in_floats() throws IOException {
    Path floats = write(NETWORK, WEIGHTS);
    byte[] bytes = quantized(floats);

    for (long seed = 20; seed < 24; seed++) {
      float[] before = features(Files.readAllBytes(floats), drawn(seed));
      float[] after = features(bytes, drawn(seed));
      assertThat(after).isNotEqualTo(before);
      assertThat(after).containsExactly(before, within(spread(before) / 10));
    }
  }

  @Test
  void every_convolution_takes_bytes_and_gives_bytes() throws IOException {
    ModelProto model = ModelProto.parseFrom(quantized(write(NETWORK, WEIGHTS)));

    List<NodeProto> nodes = model.getGraph().getNodeList();
    Map<String, String> madeBy = new HashMap<>();
    nodes.forEach(node -> node.getOutputList().forEach(o -> madeBy.put(o, node.getOpType())));
    List<String> inBytes = List.of("stem", "up", "deep", "down", "last");
    for (String layer : inBytes) {
      NodeProto convolution =
          nodes.stream()
              .filter(n -> n.getOpType().equals("Conv"))
              .filter(n -> n.getInput(1).equals(layer + ".weight"))
              .findFirst()
              .orElseThrow();
      for (String input : convolution.getInputList()) {
        assertThat(madeBy.get(input)).as(layer).isEqualTo("DequantizeLinear");
      }
      assertThat(nodes)
          .filteredOn(n -> n.getInputList().contains(convolution.getOutput(0)))
          .extracting(NodeProto::getOpType)
          .as(layer)
          .containsExactly("QuantizeLinear");
    }
    // It is fitted anew on the features of a network in bytes.
    assertThat(madeBy).doesNotContainKey("head.weight");
    // The codes of the values do what the clamps did.
    assertThat(nodes).extracting(NodeProto::getOpType).doesNotContain("Clip", "Relu");
  }

  /** Where it does not, the graph is right all the same but slower than in floats. */
  @Test
  void onnx_runtime_merges_every_convolution_in_bytes_with_its_neighbours()
      throws IOException, OrtException {
    byte[] bytes = quantized(write(NETWORK, WEIGHTS));
    Path optimised = folder.resolve("optimised.onnx");

    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(optimised.toString());
      OrtEnvironment.getEnvironment().createSession(bytes, options).close();
    }

    List<NodeProto> nodes =
        ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList();
    assertThat(nodes).filteredOn(n -> n.getOpType().equals("QLinearConv")).hasSize(5);
    assertThat(nodes).filteredOn(n -> n.getOpType().equals("QLinearAdd")).hasSize(1);
  }

  @Test
  void no_two_products_overflow_sixteen_bits() throws IOException {
    ModelProto model = ModelProto.parseFrom(quantized(write(NETWORK, WEIGHTS)));

    List<TensorProto> arrays =
        model.getGraph().getInitializerList().stream()
            .filter(array -> array.getName().endsWith(".weight.integers"))
            .toList();
    assertThat(arrays).hasSize(5);
    for (TensorProto array : arrays) {
      int largest = 0;
      for (byte weight : array.getRawData().toByteArray()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      assertThat(2 * 255 * largest).as(array.getName()).isBetween(2 * 255 * 60, 32767);
    }
  }

  @Test
  void weights_come_back_by_their_names_within_half_a_step() throws IOException {
    Path bytes = Files.write(folder.resolve("bytes.onnx"), quantized(write(NETWORK, WEIGHTS)));

    Weights read = OnnxWeights.read(bytes);

    assertThat(read.tensors())
        .extracting(NamedTensor::name)
        .containsExactlyInAnyOrderElementsOf(
            WEIGHTS.tensors().stream().map(NamedTensor::name).toList());
    for (NamedTensor wanted : arraysOfWeights()) {
      NamedTensor back = read.find(wanted.name()).orElseThrow();
      assertThat(back.shape()).isEqualTo(wanted.shape());
      float largest = 0;
      for (float value : wanted.values()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(back.values())
          .as(wanted.name())
          .containsExactly(wanted.values(), within(largest / 127));
    }
  }

  /** Else what rounding takes from many small weights adds up. */
  @Test
  void a_bias_takes_back_what_rounded_weights_shift_the_mean_by() throws IOException {
    NamedTensor stem = WEIGHTS.find("stem.weight").orElseThrow();
    int perChannel = stem.values().length / stem.shape().get(0);
    float lost = 0.4f / 64;
    float[] mostlyLost = new float[stem.values().length];
    for (int i = 0; i < mostlyLost.length; i++) {
      mostlyLost[i] = i % perChannel == 0 ? 1 : lost;
    }
    List<NamedTensor> arrays = new ArrayList<>(WEIGHTS.tensors());
    arrays.replaceAll(
        array ->
            array.name().equals(stem.name())
                ? new NamedTensor(stem.name(), stem.shape(), mostlyLost)
                : array);
    float[] grey = new float[3 * DrawnBackbone.SIZE * DrawnBackbone.SIZE];
    Arrays.fill(grey, 0.5f);
    ImageTensor photo = new ImageTensor(1, 3, DrawnBackbone.SIZE, DrawnBackbone.SIZE, grey);

    byte[] onnx = quantized(write(NETWORK, new Weights(arrays)), List.of(photo));

    float[] before = WEIGHTS.find("stem.bias").orElseThrow().values().clone();
    for (int channel = 0; channel < before.length; channel++) {
      before[channel] += (perChannel - 1) * lost * 0.5f;
    }
    Path bytes = Files.write(folder.resolve("bytes.onnx"), onnx);
    assertThat(OnnxWeights.read(bytes).find("stem.bias").orElseThrow().values())
        .containsExactly(before, within(1e-4f));
  }

  @Test
  void the_mean_of_a_channel_is_over_all_photos() {
    ObservedValue observed = new ObservedValue();
    observed.add(new long[] {1, 2, 1, 2}, FloatBuffer.wrap(new float[] {1, 2, -3, -5}));
    observed.add(new long[] {2, 2, 1, 1}, FloatBuffer.wrap(new float[] {3, -1, 6, -3}));

    assertThat(observed.mean(0)).isEqualTo(3);
    assertThat(observed.mean(1)).isEqualTo(-3);
    assertThat(observed.range()).isEqualTo(new ValueRange(-5, 6));
  }

  @Test
  void a_network_with_nothing_to_quantise_is_refused() throws IOException {
    NetworkSpec network = Architectures.named("resnet-tiny", 3, 32);
    Path onnx = write(network, RandomWeights.of(network, 1));

    assertThatThrownBy(() -> OnnxQuantizer.of(onnx))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContainingAll(onnx.toString(), "batch normalisation");
  }

  /** As networks were that this program quantised before it took their last convolution, too. */
  @Test
  void what_is_left_in_floats_of_a_network_in_bytes_is_quantised() throws IOException {
    Path floats = write(NETWORK, WEIGHTS);
    Path partly = Files.write(folder.resolve("partly.onnx"), withLastInFloats(quantized(floats)));

    byte[] bytes = quantized(partly);

    ModelProto before = ModelProto.parseFrom(Files.readAllBytes(partly));
    ModelProto after = ModelProto.parseFrom(bytes);
    assertThat(after.getGraph().getNodeList())
        .filteredOn(node -> node.getOpType().equals("QuantizeLinear"))
        .hasSize(1 + quantizations(before));
    assertThat(arrayNames(after)).contains("last.weight.integers").doesNotContain("last.weight");
    for (TensorProto array : before.getGraph().getInitializerList()) {
      if (!array.getName().startsWith("last.")) {
        assertThat(after.getGraph().getInitializerList()).contains(array);
      }
    }
    for (long seed = 20; seed < 24; seed++) {
      float[] exact = features(Files.readAllBytes(floats), drawn(seed));
      assertThat(features(bytes, drawn(seed))).containsExactly(exact, within(spread(exact) / 10));
    }
    assertThatThrownBy(() -> OnnxQuantizer.of(Files.write(folder.resolve("all.onnx"), bytes)))
        .hasMessageContaining("nothing left to quantize");
  }

  private static byte[] withLastInFloats(byte[] onnx) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    List<NodeProto> nodes = new ArrayList<>();
    String floats = "";
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOutput(0).startsWith("last.")) {
        continue;
      }
      if (node.getInputCount() > 1 && node.getInput(1).equals("last.weight")) {
        floats = node.getOutput(0);
        nodes.add(node.toBuilder().setOutput(0, floats + ".unclamped").build());
        nodes.add(
            NodeProto.newBuilder()
                .setOpType("Relu")
                .addInput(floats + ".unclamped")
                .addOutput(floats)
                .build());
      } else if (!node.getOutput(0).equals(floats + ".bytes")
          && !node.getOutput(0).equals(floats + ".floats")) {
        NodeProto.Builder rewired = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
          rewired.setInput(
              i, node.getInput(i).equals(floats + ".floats") ? floats : node.getInput(i));
        }
        nodes.add(rewired.build());
      }
    }
    List<TensorProto> arrays =
        graph.getInitializerList().stream().filter(a -> !a.getName().startsWith("last.")).toList();
    graph.clearNode().addAllNode(nodes).clearInitializer().addAllInitializer(arrays);
    for (String name : List.of("last.weight", "last.bias")) {
      graph.addInitializer(OnnxTensors.of(WEIGHTS.find(name).orElseThrow()));
    }
    return model.build().toByteArray();
  }

  private static int quantizations(ModelProto model) {
    return Math.toIntExact(
        model.getGraph().getNodeList().stream()
            .filter(node -> node.getOpType().equals("QuantizeLinear"))
            .count());
  }

  private static List<String> arrayNames(ModelProto model) {
    return model.getGraph().getInitializerList().stream().map(TensorProto::getName).toList();
  }

  @Test
  void a_network_in_bytes_is_not_quantised_again() throws IOException {
    Path bytes = Files.write(folder.resolve("bytes.onnx"), quantized(write(NETWORK, WEIGHTS)));

    assertThatThrownBy(() -> OnnxQuantizer.of(bytes))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("counts in bytes already");
  }

  @Test
  void a_range_spends_its_codes_on_what_was_seen_and_has_one_for_nothing() {
    ValueRange range = ValueRange.ZERO.with(FloatBuffer.wrap(new float[] {1.5f, -0.5f, 2.05f}));

    assertThat(range).isEqualTo(new ValueRange(-0.5f, 2.05f));
    assertThat(range.scale()).isCloseTo(0.01f, within(1e-6f));
    assertThat(range.zeroPoint()).isEqualTo(50);
    assertThat(ValueRange.ZERO.with(FloatBuffer.wrap(new float[] {3})).zeroPoint()).isZero();
  }

  private Path write(NetworkSpec network, Weights weights) throws IOException {
    Preprocessing preprocessing =
        new Preprocessing(
            network.inputSize(),
            network.inputSize(),
            List.of(0.5, 0.5, 0.5),
            List.of(0.5, 0.5, 0.5));
    OnnxMetadata metadata =
        new OnnxMetadata(LabelSet.ofNames(List.of("a", "b", "c")), preprocessing, "d", "1.0");
    return Files.write(
        folder.resolve("floats.onnx"), OnnxExporter.export(network, weights, metadata));
  }

  private static List<NamedTensor> arraysOfWeights() {
    return WEIGHTS.tensors().stream().filter(a -> a.name().endsWith(".weight")).toList();
  }

  /** In bytes, as eight drawn images were observed. */
  private static byte[] quantized(Path onnx) {
    return quantized(onnx, LongStream.range(0, 8).mapToObj(OnnxQuantizerTest::drawn).toList());
  }

  private static byte[] quantized(Path onnx, List<ImageTensor> images) {
    OnnxQuantizer quantizer = OnnxQuantizer.of(onnx);
    Map<String, ObservedValue> observed = new HashMap<>();
    quantizer.values().forEach(value -> observed.put(value, new ObservedValue()));
    try (ValueProbe probe = ValueProbe.open(quantizer.observable())) {
      for (ImageTensor image : images) {
        probe.run(
            image,
            (value, shape, numbers) -> {
              if (observed.containsKey(value)) {
                observed.get(value).add(shape, numbers);
              }
            });
      }
    }
    return quantizer.quantize(observed);
  }

  private static float[] features(byte[] onnx, ImageTensor images) {
    List<float[]> features = new ArrayList<>();
    try (ValueProbe probe = ValueProbe.open(onnx)) {
      probe.run(
          images,
          (value, shape, numbers) -> {
            if (value.equals(OnnxExporter.FEATURES)) {
              float[] copy = new float[numbers.remaining()];
              numbers.get(copy);
              features.add(copy);
            }
          });
    }
    return features.get(0);
  }

  private static float spread(float[] values) {
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }

  private static ImageTensor drawn(long seed) {
    Random random = new Random(seed);
    float[] pixels = new float[3 * DrawnBackbone.SIZE * DrawnBackbone.SIZE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 2 * random.nextFloat() - 1;
    }
    return new ImageTensor(1, 3, DrawnBackbone.SIZE, DrawnBackbone.SIZE, pixels);
  }
}

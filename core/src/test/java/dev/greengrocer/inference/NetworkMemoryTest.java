package dev.greengrocer.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.OnnxGraph;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of others that would take all memory in a run, beside the harmless one they hold. */
final class NetworkMemoryTest {

  private static final int SIZE = 4;

  @TempDir private Path folder;

  private final GraphProto.Builder graph = harmless();

  private static GraphProto.Builder harmless() {
    try {
      return ModelProto.parseFrom(DrawnNetwork.onnx(SIZE, 3, 1)).getGraph().toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_value_that_is_too_large_is_refused_by_its_operator_and_sides() throws IOException {
    floats("column", 15_000, 1);
    floats("row", 1, 15_000);
    node("Mul", "outer", "column", "row");
    addToLogits("outer");

    assertRefused("more than 512 MB", "operator Mul makes 'outer' [15000, 15000]");
  }

  @Test
  void so_is_one_that_is_made_of_the_photo_with_any_count_of_photos() throws IOException {
    integers("pixel-rows", -1, 1);
    floats("row", 1, 3_000_000);
    node("Reshape", "pixels", "images", "pixel-rows");
    node("Mul", "outer", "pixels", "row");
    addToLogits("outer");

    assertRefused("operator Mul makes 'outer' [48, 3000000]"); // 3 × 4 × 4 = 48
  }

  @Test
  void so_are_constants_that_are_made_large() throws IOException {
    for (String operator : new String[] {"ConstantOfShape", "Expand", "Tile"}) {
      graph.clear().mergeFrom(harmless().build());
      floats("one", 1, 1);
      integers("sides", 15_000, 15_000);
      if (operator.equals("ConstantOfShape")) {
        node(operator, "large", "sides");
      } else {
        node(operator, "large", "one", "sides");
      }
      addToLogits("large");

      assertRefused("operator " + operator + " makes 'large' [15000, 15000]");
    }
  }

  @Test
  void a_size_that_is_known_only_in_a_run_is_refused() throws IOException {
    floats("one", 1, 1);
    integers("all", -1);
    NodeProto.Builder cast = node("Cast", "numbers", "logits");
    cast.addAttribute(attribute("to", TensorProto.DataType.INT64.getNumber()));
    graph.setNode(graph.getNodeCount() - 1, cast);
    node("Reshape", "sides", "numbers", "all");
    node("Expand", "large", "one", "sides");
    addToLogits("large");

    assertRefused("cannot tell how much memory", "'large'", "Expand");
  }

  @Test
  void what_the_file_says_of_sizes_is_not_believed() throws IOException {
    floats("column", 15_000, 1);
    floats("row", 1, 15_000);
    node("Mul", "outer", "column", "row");
    addToLogits("outer");
    graph.addValueInfo(value("outer", 1, 1));
    graph.setOutput(0, value("logits", 1, 3));

    assertRefused("makes 'outer'");
  }

  @Test
  void many_values_at_the_same_time_are_refused_and_one_after_another_are_not() throws IOException {
    floats("row", 1, 10_000);
    floats("column", 1_000, 1); // 10,000 × 1,000 × 4 bytes = 40 MB
    String[] names = LongStream.range(0, 20).mapToObj(i -> "value" + i).toArray(String[]::new);
    String before = "row";
    for (String name : names) {
      node("Add", name, before, "column");
      before = name;
    }
    addToLogits(names[19]);
    classify();

    graph.clear().mergeFrom(harmless().build());
    floats("row", 1, 10_000);
    floats("column", 1_000, 1);
    for (String name : names) {
      node("Add", name, "row", "column");
    }
    node("Sum", "sum", names);
    addToLogits("sum");
    assertRefused("operator Add makes 'value13'"); // 13 × 40 MB + 40 MB > 512 × 1.048 MB
  }

  @Test
  void sparse_weights_count_as_large_as_they_become() throws IOException {
    graph.addSparseInitializer(
        SparseTensorProto.newBuilder()
            .setValues(
                TensorProto.newBuilder()
                    .setName("sparse")
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addDims(1)
                    .addFloatData(1))
            .setIndices(
                TensorProto.newBuilder()
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .addDims(1)
                    .addInt64Data(0))
            .addDims(100_000)
            .addDims(100_000));
    addToLogits("sparse");

    assertRefused("weights of 10000000000 elements");
  }

  @Test
  void a_network_within_the_network_is_refused() throws IOException {
    NodeProto.Builder loop = node("Loop", "large", "", "");
    loop.addAttribute(
        AttributeProto.newBuilder()
            .setName("body")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(GraphProto.newBuilder().setName("body")));
    graph.setNode(graph.getNodeCount() - 1, loop);

    assertRefused("cannot tell how much memory", "Loop");
  }

  @Test
  void a_photo_that_would_fill_the_heap_is_refused() throws IOException {
    Path bundle = DrawnBundle.write(folder, 4096, 1, "red", "green", "blue");

    assertThatThrownBy(() -> Models.openNetwork(ModelBundles.open(bundle)))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("a photo of 4096 x 4096 pixels takes 192 MB, more than 64 MB");
  }

  /** As exporters write {@code x.view(x.size(0), -1)}. */
  @Test
  void a_size_that_is_worked_out_from_the_count_of_photos_is_understood() throws IOException {
    integers("first", 0);
    integers("rest", -1);
    graph.removeNode(1); // Flatten
    node("Shape", "sides", "means");
    node("Gather", "count", "sides", "first");
    NodeProto.Builder concat = node("Concat", "shape", "count", "rest");
    graph.setNode(graph.getNodeCount() - 1, concat.addAttribute(attribute("axis", 0)));
    node("Reshape", "flat", "means", "shape");
    NodeProto matMul = graph.getNode(1);
    graph.removeNode(1).addNode(matMul);

    classify();
  }

  /** Reading and copying weights would cost more than the first photo. */
  @Test
  void large_weights_are_not_copied_to_work_sizes_out() {
    floats("row", 1, 100_000);
    node("Add", "sum", "logits", "row");

    byte[] copy =
        OnnxGraph.read(ModelProto.newBuilder().setGraph(graph).build().toByteArray())
            .withEveryValue(List.of(3L, 4L, 4L), OnnxGraph.LargeWeights.ASKED_FOR);

    assertThat(copy.length).isLessThan(2_000); // of 400,000
    assertThat(OnnxGraph.read(copy).outputs()).contains("sum", "means", "logits");
  }

  @Test
  void an_input_that_says_less_of_weights_than_they_are_is_not_believed() {
    floats("column", 15_000, 1);
    floats("row", 1, 15_000);
    graph.addInput(value("column", 1, 1));
    node("Mul", "outer", "column", "row");
    addToLogits("outer");

    assertThatThrownBy(this::open).isInstanceOf(InvalidModelException.class);
  }

  @Test
  void weights_whose_name_stands_twice_are_not_taken_for_the_smaller_ones() {
    floats("column", 15_000, 1);
    floats("row", 1, 15_000);
    floats("column", 1, 1);
    node("Mul", "outer", "column", "row");
    addToLogits("outer");

    // Whichever of them the runtime takes: it is refused, or the product is small.
    try (NetworkClassifier small = open()) {
      float[] values = new float[3 * SIZE * SIZE];
      assertThat(small.logits(new ImageTensor(1, 3, SIZE, SIZE, values))).hasNumberOfRows(1);
    } catch (InvalidModelException | IOException e) {
      assertThat(e).isInstanceOf(InvalidModelException.class);
    }
  }

  /** Names a photo with the network. */
  private void classify() throws IOException {
    try (NetworkClassifier classifier = open()) {
      float[] values = new float[2 * 3 * SIZE * SIZE];
      Arrays.fill(values, 0.5f);
      assertThat(classifier.logits(new ImageTensor(2, 3, SIZE, SIZE, values))).hasNumberOfRows(2);
    }
  }

  private void assertRefused(String... words) {
    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContainingAll("model.onnx")
        .satisfies(refused -> assertThat(refused.getMessage()).contains(words));
  }

  private NetworkClassifier open() throws IOException {
    ModelProto model;
    try {
      model =
          ModelProto.parseFrom(DrawnNetwork.onnx(SIZE, 3, 1)).toBuilder().setGraph(graph).build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
    return Models.openNetwork(
        ModelBundles.open(
            DrawnBundle.write(folder, model.toByteArray(), SIZE, "red", "green", "blue")));
  }

  /** Makes the logits depend on a value, so that nothing of it can be left out. */
  private void addToLogits(String value) {
    int last =
        Collections.max(
            LongStream.range(0, graph.getNodeCount())
                .mapToObj(i -> (int) i)
                .filter(i -> graph.getNode(i).getOutputList().contains("logits"))
                .toList());
    graph.setNode(last, graph.getNode(last).toBuilder().setOutput(0, "plain"));
    for (int i = 0; i < graph.getNodeCount(); i++) { // who reads the logits reads the plain ones
      NodeProto.Builder node = graph.getNode(i).toBuilder();
      for (int k = 0; k < node.getInputCount(); k++) {
        if (node.getInput(k).equals("logits")) {
          node.setInput(k, "plain");
        }
      }
      graph.setNode(i, node);
    }
    NodeProto.Builder mean = node("ReduceMean", "mean", value);
    graph.setNode(graph.getNodeCount() - 1, mean.addAttribute(attribute("keepdims", 0)));
    node("Add", "logits", "plain", "mean");
  }

  private NodeProto.Builder node(String operator, String output, String... inputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .addOutput(output)
            .addAllInput(Arrays.asList(inputs));
    graph.addNode(node);
    return node;
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private void floats(String name, int... sides) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    int count = 1;
    for (int side : sides) {
      tensor.addDims(side);
      count *= side;
    }
    for (int i = 0; i < count; i++) {
      tensor.addFloatData(1);
    }
    graph.addInitializer(tensor);
  }

  private void integers(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
  }

  private static ValueInfoProto value(String name, int... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int side : sides) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}

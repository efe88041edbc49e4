package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.Weights;
import java.util.List;

/**
 * Writes a network and its weights in ONNX format: input {@value #INPUT} {@code [N, 3, S, S]} for
 * any N, output {@value #OUTPUT} {@code [N, K]}.
 *
 * <p>A network that ends in global average pooling and one dense layer has two more outputs:
 * {@value #ACTIVATIONS} {@code [N, K, h, w]}, the class activation maps, whose mean over the pixels
 * are the logits, and {@value #FEATURES} {@code [N, C]}, what the dense layer makes them of. The
 * same network, weights and metadata give the same bytes.
 */
public final class OnnxExporter {

  /** The name of the input. */
  public static final String INPUT = "images";

  /** The name of the output that every network has. */
  public static final String OUTPUT = "logits";

  /** The name of the output that shows which part of the image speaks for which class. */
  public static final String ACTIVATIONS = "activations";

  /** The name of the output that shows what the logits are made of. */
  public static final String FEATURES = "features";

  /**
   * Of 2022: every operator here has had its present meaning since then, and all runtimes know it.
   */
  private static final int OPERATOR_SET = 17;

  /** The file format that came with that operator set. */
  private static final int FORMAT_VERSION = 8;

  private static final String PRODUCER = "greengrocer";

  /** The name of the dimension that may have any size. */
  private static final String BATCH = "N";

  /** The names of the dimensions that follow from the network's strides. */
  private static final List<String> PIXELS = List.of("h", "w");

  private OnnxExporter() {}

  /**
   * Writes a model.
   *
   * @param weights one tensor for each parameter of the network; each keeps its name
   * @return the bytes of {@code model.onnx}
   */
  public static byte[] export(NetworkSpec network, Weights weights, OnnxMetadata metadata) {
    GraphProto.Builder graph = OnnxGraph.of(network, weights);
    int size = network.inputSize();
    graph
        .setName(network.name())
        .addInput(tensor(INPUT, List.of(Preprocessing.CHANNELS, size, size)))
        .addOutput(tensor(OUTPUT, List.of(network.classes())));
    PooledHead.of(network)
        .ifPresent(
            head ->
                graph
                    .addOutput(tensor(ACTIVATIONS, List.of(network.classes()), PIXELS))
                    .addOutput(tensor(FEATURES, List.of(head.dense().inputs()))));
    return model(graph, metadata);
  }

  /** A whole file: the graph, and what it says of itself. */
  static byte[] model(GraphProto.Builder graph, OnnxMetadata metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
            .setProducerName(PRODUCER)
            .setProducerVersion(metadata.codeVersion())
            .setGraph(graph);
    metadata
        .properties(graph.getName())
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  /** Whether a file is one that {@link #model} made, with the operators of this version. */
  static boolean isOwn(ModelProto model) {
    return model.getProducerName().equals(PRODUCER)
        && model.getOpsetImportList().stream()
            .allMatch(set -> set.getDomain().isEmpty() && set.getVersion() == OPERATOR_SET);
  }

  static ValueInfoProto tensor(String name, List<Integer> sizes) {
    return tensor(name, sizes, List.of());
  }

  private static ValueInfoProto tensor(String name, List<Integer> sizes, List<String> anySizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    for (String size : anySizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(size));
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}

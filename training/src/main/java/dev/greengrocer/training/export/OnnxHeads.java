package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.training.network.LinearHead;
import dev.greengrocer.training.network.NamedTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The linear heads of a model: one of a network of its own, one for each member of an ensemble,
 * whose answers are averaged. Immutable.
 */
public final class OnnxHeads {

  private static final String DENSE = "Gemm";

  /** The dimension of logits and class activation maps that counts the classes. */
  private static final int CLASSES = 1;

  private final ModelProto model;
  private final List<LinearHead> heads;

  private OnnxHeads(ModelProto model, List<LinearHead> heads) {
    this.model = model;
    this.heads = heads;
  }

  /**
   * Finds the heads in a file that {@link OnnxExporter} or {@link OnnxEnsemble} wrote.
   *
   * @throws InvalidModelException if a network does not end in pooled features and one dense layer
   *     of floats
   * @throws dev.greengrocer.StorageException if the file cannot be read
   */
  public static OnnxHeads read(Path onnx) {
    ModelProto model = OnnxFile.read(onnx);
    GraphProto graph = model.getGraph();
    List<LinearHead> heads = new ArrayList<>();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals(DENSE)
          && node.getOutput(0).endsWith(OnnxExporter.OUTPUT)
          && node.getInput(0).endsWith(OnnxExporter.FEATURES)) {
        heads.add(new LinearHead(array(onnx, graph, node, 1), array(onnx, graph, node, 2)));
      }
    }
    if (heads.isEmpty() || !OnnxExporter.isOwn(model)) {
      throw new InvalidModelException(
          "%s: has no head to fit; give a model that this program trained, whose network ends in global average pooling and one dense layer"
              .formatted(onnx));
    }
    return new OnnxHeads(model, List.copyOf(heads));
  }

  private static NamedTensor array(Path onnx, GraphProto graph, NodeProto node, int input) {
    return graph.getInitializerList().stream()
        .filter(tensor -> tensor.getName().equals(node.getInput(input)))
        .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
        .findFirst()
        .map(OnnxTensors::read)
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "%s: its head '%s' is not an array of floats; export the model anew"
                        .formatted(onnx, node.getInput(input))));
  }

  /** The heads, in the order of their features. */
  public List<LinearHead> heads() {
    return heads;
  }

  /**
   * The same model with one head over the features of all members, split among them so that the
   * mean of their answers is its answer.
   *
   * @param head of as many features as all heads together, and of any number of classes
   * @param metadata what the new file says about itself
   * @return the bytes of {@code model.onnx}
   */
  public byte[] replacedBy(LinearHead head, OnnxMetadata metadata) {
    Map<String, NamedTensor> arrays = new HashMap<>();
    int from = 0;
    for (LinearHead own : heads) {
      LinearHead part = head.columns(from, own.features(), heads.size());
      from += own.features();
      arrays.put(own.weights().name(), part.weights());
      arrays.put(own.biases().name(), part.biases());
    }
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      String name = graph.getInitializer(i).getName();
      NamedTensor array = arrays.get(name);
      if (array != null) {
        graph.setInitializer(
            i, OnnxTensors.of(new NamedTensor(name, array.shape(), array.values())));
      }
    }
    countClasses(graph, head.classes());
    return OnnxExporter.model(graph, metadata);
  }

  /** Says in the outputs' shapes how many classes there are. */
  private static void countClasses(GraphProto.Builder graph, int classes) {
    for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
      if (output.getName().equals(OnnxExporter.OUTPUT)
          || output.getName().equals(OnnxExporter.ACTIVATIONS)) {
        output
            .getTypeBuilder()
            .getTensorTypeBuilder()
            .getShapeBuilder()
            .getDimBuilder(CLASSES)
            .setDimValue(classes);
      }
    }
  }
}

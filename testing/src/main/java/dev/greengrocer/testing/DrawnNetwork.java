package dev.greengrocer.testing;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

/**
 * The smallest network that has an opinion: the logit of each class is the mean of one channel of
 * its input, times {@code gain}. {@code [N, 3, size, size]} to {@code [N, classes]}.
 */
public final class DrawnNetwork {

  private DrawnNetwork() {}

  /** The network in ONNX format; class k looks at channel k % 3. */
  public static byte[] onnx(int size, int classes, float gain) {
    TensorProto.Builder weights =
        TensorProto.newBuilder()
            .setName("head.weight")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(3)
            .addDims(classes);
    for (int channel = 0; channel < 3; channel++) {
      for (int k = 0; k < classes; k++) {
        weights.addFloatData(k % 3 == channel ? gain : 0);
      }
    }
    return model(
        OnnxMl.GraphProto.newBuilder()
            .setName("tiny")
            .addInput(value("images", 3, size, size))
            .addOutput(value("logits", classes))
            .addInitializer(weights)
            .addNode(node("GlobalAveragePool", "means", "images"))
            .addNode(node("Flatten", "flat", "means"))
            .addNode(node("MatMul", "logits", "flat", "head.weight")));
  }

  /**
   * The same network with class activation maps, {@code [N, classes, size, size]}: each pixel's
   * channel, times {@code gain}. The logits are their mean.
   */
  public static byte[] explaining(int size, int classes, float gain) {
    return model(explainingGraph(size, classes, gain));
  }

  private static OnnxMl.GraphProto.Builder explainingGraph(int size, int classes, float gain) {
    TensorProto.Builder kernel =
        TensorProto.newBuilder()
            .setName("head.weight")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(classes)
            .addDims(3)
            .addDims(1)
            .addDims(1);
    for (int k = 0; k < classes; k++) {
      for (int channel = 0; channel < 3; channel++) {
        kernel.addFloatData(k % 3 == channel ? gain : 0);
      }
    }
    return OnnxMl.GraphProto.newBuilder()
        .setName("tiny-explaining")
        .addInput(value("images", 3, size, size))
        .addOutput(value("activations", classes, size, size))
        .addOutput(value("logits", classes))
        .addInitializer(kernel)
        .addNode(node("Conv", "activations", "images", "head.weight"))
        .addNode(node("GlobalAveragePool", "means", "activations"))
        .addNode(node("Flatten", "logits", "means"));
  }

  /** The same network with maps and with its features, the mean of each channel. */
  public static byte[] telling(int size, int classes, float gain) {
    OnnxMl.GraphProto.Builder graph = explainingGraph(size, classes, gain);
    return model(
        graph
            .addOutput(value("features", 3))
            .addNode(node("GlobalAveragePool", "pooled", "images"))
            .addNode(node("Flatten", "features", "pooled")));
  }

  private static byte[] model(OnnxMl.GraphProto.Builder graph) {
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node.build();
  }

  private static ValueInfoProto value(String name, int... dimensions) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (int dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}

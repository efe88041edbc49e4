package dev.greengrocer.training.export;

import static dev.greengrocer.training.export.OnnxNodes.integer;
import static dev.greengrocer.training.export.OnnxNodes.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the layers of one network as the nodes of an ONNX graph, in their order. */
final class OnnxGraph {

  /** As PyTorch has it and training uses it. */
  private static final float BATCH_NORM_EPSILON = 1e-5f;

  private static final String RELU6_MINIMUM = "relu6.minimum";
  private static final String RELU6_MAXIMUM = "relu6.maximum";
  private static final String PIXEL_AXES = "activations.axes";

  private final List<NodeProto.Builder> nodes = new ArrayList<>();
  private boolean usesRelu6;

  private OnnxGraph() {}

  /** The nodes and the weights, without name, inputs and outputs. */
  static GraphProto.Builder of(NetworkSpec network, Weights weights) {
    OnnxGraph writer = new OnnxGraph();
    Optional<PooledHead> head = PooledHead.of(network);
    int pool = head.map(PooledHead::pool).orElse(0);
    String maps = writer.write(network.layers().subList(0, pool), OnnxExporter.INPUT);
    String features = head.isPresent() ? writer.features(network.layers().get(pool), maps) : maps;
    int rest = head.isPresent() ? pool + 1 : 0;
    writer.write(network.layers().subList(rest, network.layers().size()), features);
    // Whatever makes the last value makes the output; dropout at the end leaves no node.
    writer.nodes.get(writer.nodes.size() - 1).setOutput(0, OnnxExporter.OUTPUT);
    head.ifPresent(pooled -> writer.activations(pooled.dense(), maps));
    GraphProto.Builder graph = GraphProto.newBuilder();
    writer.nodes.forEach(graph::addNode);
    for (ParameterSpec parameter : network.parameters()) {
      NamedTensor tensor = weights.find(parameter.name()).orElseThrow();
      graph.addInitializer(OnnxTensors.of(tensor));
    }
    if (writer.usesRelu6) {
      graph.addInitializer(OnnxTensors.scalar(RELU6_MINIMUM, 0));
      graph.addInitializer(OnnxTensors.scalar(RELU6_MAXIMUM, 6));
    }
    if (head.isPresent()) {
      graph.addInitializer(OnnxTensors.integers(PIXEL_AXES, 2, 3));
    }
    return graph;
  }

  /** Returns the name of the value after the layers. */
  private String write(List<Layer> layers, String input) {
    String value = input;
    for (Layer layer : layers) {
      value = write(layer, value);
    }
    return value;
  }

  private String write(Layer layer, String input) {
    if (layer instanceof Layer.Convolution convolution) {
      return convolution(convolution, input);
    }
    if (layer instanceof Layer.BatchNorm norm) {
      String name = norm.name();
      return node(
          "BatchNormalization",
          List.of(
              input,
              name + ".weight",
              name + ".bias",
              name + ".running_mean",
              name + ".running_var"),
          AttributeProto.newBuilder()
              .setName("epsilon")
              .setType(AttributeProto.AttributeType.FLOAT)
              .setF(BATCH_NORM_EPSILON)
              .build());
    }
    if (layer instanceof Layer.Relu) {
      return node("Relu", List.of(input));
    }
    if (layer instanceof Layer.Relu6) {
      usesRelu6 = true;
      return node("Clip", List.of(input, RELU6_MINIMUM, RELU6_MAXIMUM));
    }
    if (layer instanceof Layer.MaxPool pool) {
      return node(
          "MaxPool",
          List.of(input),
          integers("kernel_shape", pool.kernel(), pool.kernel()),
          integers("strides", pool.stride(), pool.stride()),
          integers("pads", pool.padding(), pool.padding(), pool.padding(), pool.padding()));
    }
    if (layer instanceof Layer.AveragePool pool) {
      return node(
          "AveragePool",
          List.of(input),
          integers("kernel_shape", pool.kernel(), pool.kernel()),
          integers("strides", pool.stride(), pool.stride()));
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      String pooled = node("GlobalAveragePool", List.of(input));
      return node("Flatten", List.of(pooled), integer("axis", 1));
    }
    if (layer instanceof Layer.Flatten) {
      return node("Flatten", List.of(input), integer("axis", 1));
    }
    if (layer instanceof Layer.Dropout) {
      return input;
    }
    if (layer instanceof Layer.Dense dense) {
      return node(
          "Gemm",
          List.of(input, dense.name() + ".weight", dense.name() + ".bias"),
          integer("transB", 1));
    }
    if (layer instanceof Layer.Residual residual) {
      String body = write(residual.body(), input);
      return node("Add", List.of(body, write(residual.shortcut(), input)));
    }
    throw new IllegalStateException("no ONNX for " + layer);
  }

  /**
   * Applies the dense head to every pixel of the maps before pooling: a 1 x 1 convolution with its
   * own weights, which the file holds once and the runtime reshapes when it loads them.
   */
  private void activations(Layer.Dense head, String maps) {
    String kernel = node("Unsqueeze", List.of(head.name() + ".weight", PIXEL_AXES));
    node("Conv", List.of(maps, kernel, head.name() + ".bias"));
    nodes.get(nodes.size() - 1).setOutput(0, OnnxExporter.ACTIVATIONS);
  }

  /** Pools the maps and gives the result the name of an output. */
  private String features(Layer pool, String maps) {
    write(pool, maps);
    nodes.get(nodes.size() - 1).setOutput(0, OnnxExporter.FEATURES);
    return OnnxExporter.FEATURES;
  }

  private String convolution(Layer.Convolution layer, String input) {
    List<String> inputs = new ArrayList<>(List.of(input, layer.name() + ".weight"));
    if (layer.bias()) {
      inputs.add(layer.name() + ".bias");
    }
    Layer.Padding padding = layer.padding();
    return node(
        "Conv",
        inputs,
        integers("kernel_shape", layer.kernel(), layer.kernel()),
        integers("strides", layer.stride(), layer.stride()),
        integers("pads", padding.top(), padding.left(), padding.bottom(), padding.right()),
        integer("group", layer.groups()));
  }

  /** Adds a node and returns the name of its one output. */
  private String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String name = "%s_%d".formatted(operator, nodes.size() + 1);
    nodes.add(OnnxNodes.node(operator, inputs, name, attributes));
    return name;
  }
}

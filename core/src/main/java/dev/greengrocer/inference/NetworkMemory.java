package dev.greengrocer.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.OnnxGraph;
import dev.greengrocer.model.OnnxGraph.Node;
import dev.greengrocer.model.OnnxGraph.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network takes at most for one photo, beside its weights: the greatest sum of the values
 * that are needed at the same time. A network tells the size of each value by its operators, so it
 * is known before anything runs; one that asks for more than {@link #MOST}, or does not tell, is
 * refused. ONNX Runtime has no bound of its own that Java can set.
 */
final class NetworkMemory {

  /** The most bytes for one photo. EfficientNet-B7 on 600 pixels takes half of it. */
  static final long MOST = 512L << 20;

  /** The most bytes of the photo itself, which Java's heap holds several times: 2,364 pixels. */
  private static final long MOST_INPUT = 64L << 20;

  /** Operators that make no more elements than their first input has. */
  private static final Set<String> NO_MORE_THAN_INPUT =
      Set.of(
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Identity",
          "Cast",
          "Dropout",
          "Softmax",
          "LogSoftmax",
          "Relu",
          "LeakyRelu",
          "Sigmoid",
          "HardSigmoid",
          "HardSwish",
          "Tanh",
          "Erf",
          "Exp",
          "Log",
          "Sqrt",
          "Reciprocal",
          "Neg",
          "Abs",
          "Floor",
          "Ceil",
          "Round",
          "Clip",
          "BatchNormalization",
          "LayerNormalization",
          "ReduceMean",
          "ReduceSum",
          "ReduceMax",
          "ReduceMin",
          "ReduceProd",
          "ReduceL2",
          "Slice",
          "Split",
          "ArgMax",
          "ArgMin",
          "QuantizeLinear",
          "DequantizeLinear",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "Size");

  /** Operators that make no more elements than those of all inputs, multiplied. */
  private static final Set<String> NO_MORE_THAN_PRODUCT =
      Set.of("Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "PRelu", "Where", "Gather");

  private static final long TEXT = 64;

  /**
   * What the runtime fuses of a network in bytes at any level of optimization; it takes longest.
   */
  private static final String NO_FUSING = "session.disable_quant_qdq";

  private final ModelBundle bundle;
  private final OnnxGraph graph;
  private final Map<String, NodeInfo> told;
  private final Map<String, Long> elements = new HashMap<>();

  private NetworkMemory(ModelBundle bundle, OnnxGraph graph, Map<String, NodeInfo> told) {
    this.bundle = bundle;
    this.graph = graph;
    this.told = told;
  }

  /**
   * Refuses a network that takes more memory than the server has.
   *
   * @param graph the bundle's network
   * @throws InvalidModelException if it takes more, does not tell, or cannot be loaded
   */
  static void require(OrtEnvironment environment, ModelBundle bundle, OnnxGraph graph)
      throws OrtException {
    if (graph.hasFunctions()) {
      throw unknown(bundle, "it defines operators of its own");
    }
    graph.weights().values().forEach(weights -> requireFits(bundle, weights));
    for (Node node : graph.nodes()) {
      if (node.hasGraph()) {
        throw unknown(bundle, "operator %s runs a network of its own".formatted(node.operator()));
      }
    }
    long size = bundle.preprocessing().size();
    long input = Preprocessing.CHANNELS * size * size * Float.BYTES;
    if (input > MOST_INPUT) {
      throw new InvalidModelException(
          "%s: a photo of %d x %d pixels takes %d MB, more than %d MB; use a network for smaller photos"
              .formatted(bundle.modelFile(), size, size, input >> 20, MOST_INPUT >> 20));
    }
    List<Long> photo = List.of((long) Preprocessing.CHANNELS, size, size);
    Map<String, NodeInfo> told;
    try {
      told = told(environment, graph.withEveryValue(photo, OnnxGraph.LargeWeights.ASKED_FOR));
    } catch (OrtException e) {
      // Wrong in some way, which the whole network tells best, or an operator that has to know its
      // weights before it runs.
      told = told(environment, graph.withEveryValue(photo, OnnxGraph.LargeWeights.INSIDE));
    }
    new NetworkMemory(bundle, graph, told).require();
  }

  private static Map<String, NodeInfo> told(OrtEnvironment environment, byte[] network)
      throws OrtException {
    // Nothing is worked out beforehand: what constants come to may be too large as well.
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      options.addConfigEntry(NO_FUSING, "1");
      try (OrtSession session = environment.createSession(network, options)) {
        Map<String, NodeInfo> told = new HashMap<>(session.getInputInfo());
        told.putAll(session.getOutputInfo());
        return told;
      }
    }
  }

  private static void requireFits(ModelBundle bundle, Weights weights) {
    if (OnnxGraph.times(weights.elements(), Float.BYTES) > MOST) {
      throw new InvalidModelException(
          "%s: holds weights of %d elements, more than %d MB; use a smaller network"
              .formatted(bundle.modelFile(), weights.elements(), MOST >> 20));
    }
  }

  private void require() {
    Map<String, Integer> lastUse = new HashMap<>();
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (String input : nodes.get(i).inputs()) {
        lastUse.put(input, i);
      }
    }
    graph.outputs().forEach(output -> lastUse.put(output, nodes.size()));
    graph.weights().forEach((name, weights) -> elements.put(name, weights.elements()));
    told.forEach(
        (name, info) -> {
          if (info.getInfo() instanceof TensorInfo tensor && isTold(tensor)) {
            elements.put(name, product(tensor));
          }
        });
    Map<String, Long> live = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      for (String output : node.outputs()) {
        if (!output.isEmpty()) {
          long bytes = Math.min(MOST + 1, bytes(node, output));
          sum += bytes;
          live.put(output, bytes);
          if (sum > MOST) {
            throw tooMuch(node, output);
          }
        }
      }
      Set<String> done = new HashSet<>(node.inputs());
      done.addAll(node.outputs());
      for (String value : done) {
        if (lastUse.getOrDefault(value, i) <= i && live.containsKey(value)) {
          sum -= live.remove(value);
        }
      }
    }
  }

  private InvalidModelException tooMuch(Node node, String output) {
    NodeInfo info = told.get(output);
    String shape =
        info != null && info.getInfo() instanceof TensorInfo tensor && isTold(tensor)
            ? " " + Arrays.toString(tensor.getShape())
            : "";
    return new InvalidModelException(
        "%s: the network takes more than %d MB of memory for one photo, by the time operator %s makes '%s'%s; use a smaller network"
            .formatted(bundle.modelFile(), MOST >> 20, node.operator(), output, shape));
  }

  private static InvalidModelException unknown(ModelBundle bundle, String reason) {
    return new InvalidModelException(
        "%s: cannot tell how much memory the network takes, because %s; export the model anew with fixed sizes"
            .formatted(bundle.modelFile(), reason));
  }

  private long bytes(Node node, String output) {
    NodeInfo info = told.get(output);
    if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
      throw unknown(
          bundle, "operator %s makes '%s', which is no tensor".formatted(node.operator(), output));
    }
    long count = elements.computeIfAbsent(output, name -> bound(node, name));
    return OnnxGraph.times(count, tensor.type == OnnxJavaType.STRING ? TEXT : tensor.type.size);
  }

  /** The most elements of a value whose sides are not told, or that has none. */
  private long bound(Node node, String output) {
    List<Long> inputs =
        node.inputs().stream().map(input -> elements.getOrDefault(input, 1L)).toList();
    String operator = node.operator();
    if (node.constant().isPresent()) {
      return node.constant().getAsLong();
    } else if (operator.equals("Shape")) {
      return TEXT; // far more sides than a value has
    } else if (inputs.isEmpty()) {
      throw unknown(bundle, sizeOf(node, output));
    } else if (NO_MORE_THAN_INPUT.contains(operator)) {
      return Math.max(1, inputs.get(0));
    } else if (NO_MORE_THAN_PRODUCT.contains(operator)) {
      return inputs.stream().reduce(1L, OnnxGraph::times);
    } else if (operator.equals("Concat")) {
      return inputs.stream()
          .reduce(0L, (sum, count) -> Math.min(Long.MAX_VALUE - count, sum) + count);
    } else if (Set.of("MatMul", "Gemm").contains(operator)
        && graph.weights().containsKey(node.inputs().get(1))) {
      return OnnxGraph.times(inputs.get(0), graph.weights().get(node.inputs().get(1)).side());
    }
    throw unknown(bundle, sizeOf(node, output));
  }

  private static String sizeOf(Node node, String output) {
    return "the size of '%s' is known only when operator %s runs"
        .formatted(output, node.operator());
  }

  /** A value without sides looks like one whose sides are not known. */
  private static boolean isTold(TensorInfo tensor) {
    long[] shape = tensor.getShape();
    return shape.length > 0 && Arrays.stream(shape).allMatch(side -> side >= 0);
  }

  private static long product(TensorInfo tensor) {
    return Arrays.stream(tensor.getShape()).reduce(1, OnnxGraph::times);
  }
}

package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.greengrocer.training.network.NamedTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of a graph are to count in bytes: every convolution with constant weights that is not
 * normalised afterwards, and every sum of two values in bytes. Convolutions that count in bytes
 * already stay as they are.
 */
final class QuantizationPlan {

  private static final String NORMALISATION = "BatchNormalization";
  private static final String RESTORE = "DequantizeLinear";

  private final Map<String, TensorProto> arrays = new HashMap<>();
  private final Map<String, List<NodeProto>> users = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();
  private final Map<String, String> results = new HashMap<>();
  private final Set<String> clamps = new HashSet<>();
  private final Set<String> values = new LinkedHashSet<>();

  /** Of each value that comes from bytes, the scale of these. */
  private final Map<String, Float> scales = new HashMap<>();

  QuantizationPlan(GraphProto graph) {
    graph.getInitializerList().forEach(array -> arrays.put(array.getName(), array));
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(outputs::add);
    for (NodeProto node : graph.getNodeList()) {
      for (String input : node.getInputList()) {
        users.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
      }
      if (node.getOpType().equals(RESTORE) && !arrays.containsKey(node.getInput(0))) {
        scales.put(node.getOutput(0), array(node.getInput(1)).values()[0]);
      }
    }
    graph.getNodeList().forEach(this::consider);
  }

  private void consider(NodeProto node) {
    String output = node.getOutput(0);
    if (node.getOpType().equals("Conv") && isConstant(node, 1) && isConstant(node, 2)) {
      String result = result(output);
      if (usersOf(result).stream().noneMatch(user -> user.getOpType().equals(NORMALISATION))
          && !outputs.contains(result)) {
        values.add(node.getInput(0));
        values.add(result);
        results.put(output, result);
        if (!result.equals(output)) {
          clamps.add(result);
        }
      }
    } else if (node.getOpType().equals("Add")
        && !outputs.contains(output)
        && values.containsAll(node.getInputList())) {
      values.add(output);
    }
  }

  /**
   * The value after a convolution and the clamp at 0 behind it, if there is one: an unsigned byte
   * whose lowest code is 0 does what the clamp does.
   */
  private String result(String output) {
    List<NodeProto> next = usersOf(output);
    if (next.size() != 1 || outputs.contains(output)) {
      return output;
    }
    NodeProto clamp = next.get(0);
    boolean atZero =
        clamp.getOpType().equals("Relu")
            || (clamp.getOpType().equals("Clip") && isConstant(clamp, 1) && minimum(clamp) == 0);
    return atZero ? clamp.getOutput(0) : output;
  }

  private float minimum(NodeProto clip) {
    return array(clip.getInput(1)).values()[0];
  }

  private List<NodeProto> usersOf(String value) {
    return users.getOrDefault(value, List.of());
  }

  private boolean isConstant(NodeProto node, int input) {
    return node.getInputCount() > input && arrays.containsKey(node.getInput(input));
  }

  /**
   * The values that are to be bytes or, before a convolution that is to count in bytes, are bytes
   * already, in the order in which they are made.
   */
  Set<String> values() {
    return values;
  }

  /** The scale of a value that is bytes already. */
  Optional<Float> scale(String value) {
    return Optional.ofNullable(scales.get(value));
  }

  /** Whether a convolution is to count in bytes. */
  boolean countsInBytes(NodeProto node) {
    return results.containsKey(node.getOutput(0));
  }

  /** What a convolution that counts in bytes gives, its clamp included. */
  String resultOf(NodeProto convolution) {
    return results.getOrDefault(convolution.getOutput(0), convolution.getOutput(0));
  }

  /** Whether a node is a clamp that the code of its value makes superfluous. */
  boolean isSuperfluous(NodeProto node) {
    return clamps.contains(node.getOutput(0));
  }

  /** An array of constant floats. */
  NamedTensor array(String name) {
    TensorProto array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array '%s'".formatted(name));
    }
    return OnnxTensors.read(array);
  }
}

package dev.greengrocer.training.export;

import static dev.greengrocer.training.export.OnnxNodes.integer;
import static dev.greengrocer.training.export.OnnxNodes.node;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.greengrocer.training.network.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * An array of a network's weights as an ONNX file stores it in whole numbers: each output channel
 * has a scale of its own, and a node turns the numbers back into the array of the old name.
 */
final class IntegerArray {

  private static final String RESTORE = "DequantizeLinear";

  private IntegerArray() {}

  /** Adds an array in signed bytes. Its values over their channel's scale must fit. */
  static void addBytes(GraphProto.Builder graph, NamedTensor array, float[] scales) {
    ByteBuffer bytes = ByteBuffer.allocate(array.values().length);
    int[] numbers = numbers(array, scales);
    for (int number : numbers) {
      bytes.put((byte) number);
    }
    add(graph, array, scales, TensorProto.DataType.INT8, bytes);
  }

  /** Adds an array in integers of four bytes. Its values over their channel's scale must fit. */
  static void addIntegers(GraphProto.Builder graph, NamedTensor array, float[] scales) {
    ByteBuffer bytes =
        ByteBuffer.allocate(array.values().length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(numbers(array, scales));
    add(graph, array, scales, TensorProto.DataType.INT32, bytes);
  }

  /**
   * The whole numbers that represent an array's values: those over their channel's scale, rounded.
   */
  static int[] numbers(NamedTensor array, float[] scales) {
    float[] values = array.values();
    int perChannel = values.length / scales.length;
    int[] numbers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = Math.round(values[i] / scales[i / perChannel]);
    }
    return numbers;
  }

  private static void add(
      GraphProto.Builder graph,
      NamedTensor array,
      float[] scales,
      TensorProto.DataType type,
      ByteBuffer numbers) {
    String name = array.name();
    int width = numbers.capacity() / array.values().length;
    numbers.rewind();
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name + ".integers")
            .setDataType(type.getNumber())
            .addAllDims(array.shape().stream().map(Integer::longValue).toList())
            .setRawData(ByteString.copyFrom(numbers)));
    graph.addInitializer(
        OnnxTensors.of(new NamedTensor(name + ".scales", List.of(scales.length), scales)));
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name + ".zeros")
            .setDataType(type.getNumber())
            .addDims(scales.length)
            .setRawData(ByteString.copyFrom(new byte[scales.length * width])));
    graph.addNode(
        node(
            RESTORE,
            List.of(name + ".integers", name + ".scales", name + ".zeros"),
            name,
            integer("axis", 0)));
  }

  /** Whether a node restores an array that this class added. */
  static boolean isRestored(NodeProto node, Map<String, TensorProto> stored) {
    return node.getOpType().equals(RESTORE) && stored.containsKey(node.getInput(0));
  }

  /** The names of what is beside the numbers, which is no array of the network itself. */
  static List<String> companions(NodeProto node) {
    return node.getInputList().subList(1, node.getInputCount());
  }

  /** The array that a node restores. */
  static NamedTensor restored(NodeProto node, Map<String, TensorProto> stored) {
    TensorProto numbers = required(stored, node.getInput(0));
    float[] scales = OnnxTensors.read(required(stored, node.getInput(1))).values();
    ByteBuffer bytes = numbers.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = numbers.getDataType() == TensorProto.DataType.INT32.getNumber();
    float[] values = new float[bytes.remaining() / (wide ? Integer.BYTES : 1)];
    int perChannel = values.length / scales.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = (wide ? bytes.getInt() : bytes.get()) * scales[i / perChannel];
    }
    return new NamedTensor(
        node.getOutput(0), numbers.getDimsList().stream().map(Math::toIntExact).toList(), values);
  }

  private static TensorProto required(Map<String, TensorProto> stored, String name) {
    TensorProto tensor = stored.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no array '%s'".formatted(name));
    }
    return tensor;
  }
}

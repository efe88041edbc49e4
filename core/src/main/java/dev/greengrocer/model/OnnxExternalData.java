package dev.greengrocer.model;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Finds weights that an ONNX file keeps in other files. No hash covers those, so a bundle must not
 * have any. Visits every tensor of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>. Stateless.
 */
final class OnnxExternalData {

  private static final int DEEPEST = 64;

  /** {@code TensorProto.external_data} and {@code TensorProto.data_location}. */
  private static final int EXTERNAL_DATA = 13;

  private static final int DATA_LOCATION = 14;

  /** A message that leads to tensors, with the fields by which it does. */
  private enum Message {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    FUNCTION,
    TRAINING,
    SPARSE,
    TENSOR
  }

  private static final Map<Message, Map<Integer, Message>> FIELDS =
      Map.of(
          Message.MODEL, Map.of(7, Message.GRAPH, 20, Message.TRAINING, 25, Message.FUNCTION),
          Message.GRAPH, Map.of(1, Message.NODE, 5, Message.TENSOR, 15, Message.SPARSE),
          Message.NODE, Map.of(5, Message.ATTRIBUTE),
          Message.ATTRIBUTE,
              Map.of(
                  5, Message.TENSOR,
                  6, Message.GRAPH,
                  10, Message.TENSOR,
                  11, Message.GRAPH,
                  22, Message.SPARSE,
                  23, Message.SPARSE),
          Message.FUNCTION, Map.of(7, Message.NODE, 11, Message.ATTRIBUTE),
          Message.TRAINING, Map.of(1, Message.GRAPH, 2, Message.GRAPH),
          Message.SPARSE, Map.of(1, Message.TENSOR, 2, Message.TENSOR),
          Message.TENSOR, Map.of());

  private OnnxExternalData() {}

  /**
   * Whether any tensor is kept elsewhere.
   *
   * @param onnx the bytes of {@code model.onnx}
   * @throws IllegalArgumentException if they are no protocol-buffer message
   */
  static boolean isIn(byte[] onnx) {
    return isIn(ByteBuffer.wrap(onnx), Message.MODEL, 0);
  }

  private static boolean isIn(ByteBuffer bytes, Message message, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("messages nested deeper than " + DEEPEST);
    }
    Map<Integer, Message> ways = FIELDS.getOrDefault(message, Map.of());
    for (Protobuf.Field field : Protobuf.fields(bytes)) {
      if (message == Message.TENSOR
          && (field.number() == EXTERNAL_DATA
              || (field.number() == DATA_LOCATION && field.value() != 0))) {
        return true;
      }
      Message within = ways.get(field.number());
      if (within != null && isIn(field.part(), within, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}

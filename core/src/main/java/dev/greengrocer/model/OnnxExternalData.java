package dev.greengrocer.model;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Finds weights that an ONNX file keeps in other files. No hash covers those, so a bundle must not
 * have any. Reads just enough of the protocol-buffer format (<a
 * href="https://protobuf.dev/programming-guides/encoding/">encoding</a>) to visit every tensor of
 * <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>. Stateless.
 */
final class OnnxExternalData {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
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
    while (bytes.hasRemaining()) {
      long key = varint(bytes);
      int field = (int) (key >>> 3);
      switch ((int) key & 7) {
        case VARINT -> {
          long value = varint(bytes);
          if (message == Message.TENSOR && field == DATA_LOCATION && value != 0) {
            return true;
          }
        }
        case FIXED_64 -> skip(bytes, Long.BYTES);
        case FIXED_32 -> skip(bytes, Integer.BYTES);
        case LENGTH -> {
          long length = varint(bytes);
          if (message == Message.TENSOR && field == EXTERNAL_DATA) {
            return true;
          }
          Message within = FIELDS.getOrDefault(message, Map.of()).get(field);
          ByteBuffer part = slice(bytes, length);
          if (within != null && isIn(part, within, depth + 1)) {
            return true;
          }
        }
        default -> throw new IllegalArgumentException("a field of an unknown kind");
      }
    }
    return false;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!bytes.hasRemaining()) {
        throw new IllegalArgumentException("it ends within a number");
      }
      byte part = bytes.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private static ByteBuffer slice(ByteBuffer bytes, long length) {
    int from = bytes.position();
    skip(bytes, length);
    return bytes.duplicate().position(from).limit(bytes.position()).slice();
  }

  private static void skip(ByteBuffer bytes, long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("it ends within a field");
    }
    bytes.position(bytes.position() + (int) length);
  }
}

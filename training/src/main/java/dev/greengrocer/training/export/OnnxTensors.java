package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.greengrocer.training.network.NamedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.LongStream;

/** Arrays in the ONNX format, which stores floats as little-endian bytes. */
final class OnnxTensors {

  private OnnxTensors() {}

  static TensorProto of(NamedTensor tensor) {
    return TensorProto.newBuilder()
        .setName(tensor.name())
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addAllDims(tensor.shape().stream().map(Integer::longValue).toList())
        .setRawData(bytes(tensor.values()))
        .build();
  }

  static TensorProto scalar(String name, float value) {
    return of(new NamedTensor(name, List.of(), new float[] {value}));
  }

  static TensorProto integers(String name, long... values) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(values.length)
        .addAllInt64Data(LongStream.of(values).boxed().toList())
        .build();
  }

  /**
   * Reads a tensor of floats.
   *
   * @throws IllegalArgumentException if its values do not fill its shape
   */
  static NamedTensor read(TensorProto tensor) {
    List<Integer> shape = tensor.getDimsList().stream().map(Math::toIntExact).toList();
    return new NamedTensor(tensor.getName(), shape, values(tensor));
  }

  private static float[] values(TensorProto tensor) {
    if (!tensor.hasRawData()) {
      float[] values = new float[tensor.getFloatDataCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatData(i);
      }
      return values;
    }
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static ByteString bytes(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return ByteString.copyFrom(bytes);
  }
}

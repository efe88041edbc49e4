package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes the weights out of an ONNX file by their names, for training to start from. */
public final class OnnxWeights {

  private OnnxWeights() {}

  /**
   * Reads every array of floats; single numbers, such as the bounds of a clip, are left out.
   *
   * @throws StorageException if the file cannot be read
   * @throws InvalidModelException if it is not an ONNX file with such arrays
   */
  public static Weights read(Path onnx) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(onnx);
    } catch (IOException e) {
      throw new StorageException(
          "%s: cannot be read (%s); check the path and its permissions".formatted(onnx, e), e);
    }
    try {
      List<NamedTensor> tensors =
          ModelProto.parseFrom(bytes).getGraph().getInitializerList().stream()
              .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
              .filter(tensor -> tensor.getDimsCount() > 0)
              .map(OnnxTensors::read)
              .toList();
      if (tensors.isEmpty()) {
        throw new InvalidModelException(
            "%s: holds no weights; start from a model that this program exported".formatted(onnx));
      }
      return new Weights(tensors);
    } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
      throw new InvalidModelException(
          "%s: not a readable ONNX file (%s); export the model anew"
              .formatted(onnx, e.getMessage()),
          e);
    }
  }
}

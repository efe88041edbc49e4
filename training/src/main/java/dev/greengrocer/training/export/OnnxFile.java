package dev.greengrocer.training.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole ONNX files. */
final class OnnxFile {

  private OnnxFile() {}

  /**
   * Reads a file.
   *
   * @throws StorageException if it cannot be read
   * @throws InvalidModelException if it is not an ONNX file
   */
  static ModelProto read(Path onnx) {
    try {
      return ModelProto.parseFrom(Files.readAllBytes(onnx));
    } catch (InvalidProtocolBufferException e) {
      throw unreadable(onnx, e);
    } catch (IOException e) {
      throw new StorageException(
          "%s: cannot be read (%s); check the path and its permissions".formatted(onnx, e), e);
    }
  }

  static InvalidModelException unreadable(Path onnx, Exception cause) {
    return new InvalidModelException(
        "%s: not a readable ONNX file (%s); export the model anew"
            .formatted(onnx, cause.getMessage()),
        cause);
  }
}

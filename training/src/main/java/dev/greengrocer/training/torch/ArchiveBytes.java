package dev.greengrocer.training.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.ArchiveWriter;

/** Receives what libtorch writes into an archive, in memory. */
final class ArchiveBytes extends ArchiveWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public long call(Pointer data, long size) {
    byte[] piece = new byte[Math.toIntExact(size)];
    try (BytePointer source = new BytePointer(data)) {
      source.get(piece);
    }
    bytes.writeBytes(piece);
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }
}

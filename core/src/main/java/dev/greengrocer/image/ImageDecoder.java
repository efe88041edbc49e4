package dev.greengrocer.image;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Bytes to pixels. Stateless and thread-safe.
 *
 * <p>The format is taken from the bytes, never from the file's name, and the EXIF orientation is
 * applied.
 */
public final class ImageDecoder {

  /**
   * Decodes a file at its full size.
   *
   * @throws InvalidImageException if it is not a readable image
   * @throws StorageException if the file cannot be read
   */
  public RgbImage decode(Path file) {
    try {
      return decode(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new StorageException(
          file + ": cannot be read; check that it exists and its permissions", e);
    }
  }

  /**
   * Decodes bytes at their full size.
   *
   * @param name what to call them in a message
   * @throws InvalidImageException if they are not a readable image
   */
  public RgbImage decode(byte[] bytes, String name) {
    if (bytes.length == 0) {
      throw new InvalidImageException(name + ": empty (0 bytes)");
    }
    try (BytePointer pointer = new BytePointer(bytes);
        Mat encoded =
            new Mat(1, bytes.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, pointer);
        Mat decoded = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR_RGB)) {
      if (decoded.empty()) {
        throw new InvalidImageException(
            "%s: not an image that can be decoded (%d bytes)".formatted(name, bytes.length));
      }
      return Mats.toImage(decoded);
    }
  }
}

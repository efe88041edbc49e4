package dev.greengrocer.web.doctor;

import dev.greengrocer.NativeLibraries;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import java.util.Base64;

/** Loads ONNX Runtime and OpenCV, the libraries that are not Java. */
final class NativeLibrariesCheck implements Check {

  /** One red pixel as a PNG. */
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4wcAAAAJcAMlDyBJGAAAAAElFTkSuQmCC");

  @Override
  public String subject() {
    return "natives";
  }

  @Override
  public Finding look() {
    String library = "OpenCV";
    try {
      RgbImage pixel = new ImageDecoder().decode(PIXEL, "a red pixel");
      library = "ONNX Runtime";
      String version = Models.runtimeVersion();
      return Finding.ok(
          subject(),
          "OpenCV decodes (%d x %d), ONNX Runtime %s is loaded"
              .formatted(pixel.width(), pixel.height(), version));
    } catch (LinkageError | IllegalStateException e) {
      return Finding.error(
          subject(),
          "%s cannot be loaded on %s %s (%s)"
              .formatted(library, System.getProperty("os.name"), System.getProperty("os.arch"), e),
          NativeLibraries.remedy());
    }
  }
}

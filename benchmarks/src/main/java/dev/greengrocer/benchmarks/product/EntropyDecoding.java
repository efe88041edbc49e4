package dev.greengrocer.benchmarks.product;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The floor of decoding a JPEG: libjpeg-turbo at an eighth of the size and without colour, which
 * reads every coefficient of the file and computes one value a block of them.
 */
public final class EntropyDecoding {

  private EntropyDecoding() {}

  /**
   * Performs.
   *
   * @param arguments photos
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () -> {
          List<BytePointer> photos = new ArrayList<>();
          for (String path : arguments) {
            photos.add(new BytePointer(Files.readAllBytes(Path.of(path))));
          }
          return workload(photos);
        });
  }

  private static Workload workload(List<BytePointer> photos) {
    return () ->
        Round.timed(
            photos.size(),
            () -> {
              List<String> sizes = new ArrayList<>();
              for (BytePointer photo : photos) {
                sizes.add(decode(photo));
              }
              return String.join(",", sizes);
            });
  }

  private static String decode(BytePointer photo) {
    int length = Math.toIntExact(photo.limit());
    try (Mat encoded = new Mat(1, length, opencv_core.CV_8UC1, photo);
        Mat decoded =
            opencv_imgcodecs.imdecode(
                encoded,
                opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8
                    | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION)) {
      return decoded.cols() + "x" + decoded.rows();
    }
  }
}

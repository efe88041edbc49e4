package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The usual sample, from the bytes of photos to their answers, one photo after the other. */
final class SamplePhotos {

  private SamplePhotos() {}

  /**
   * Performs.
   *
   * @param arguments network, threads, resize, size, mean, standard deviation, photos
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> workload(List.of(arguments)));
  }

  private static Workload workload(List<String> arguments) throws Exception {
    OnnxSample sample = OnnxSample.of(arguments.subList(0, OnnxSample.ARGUMENTS));
    List<byte[]> photos = new ArrayList<>();
    for (String path : arguments.subList(OnnxSample.ARGUMENTS, arguments.size())) {
      photos.add(Files.readAllBytes(Path.of(path)));
    }
    return () ->
        Round.timed(
            photos.size(),
            () -> {
              List<String> answers = new ArrayList<>();
              for (byte[] photo : photos) {
                answers.add(String.valueOf(sample.classify(photo).get(0).index()));
              }
              return String.join(",", answers);
            });
  }
}

package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The usual sample over a folder of photos, on two threads that share one session. */
final class SampleFolder {

  private static final int THREADS = 2;

  private SampleFolder() {}

  /**
   * Performs.
   *
   * @param arguments network, threads, resize, size, mean, standard deviation, folder
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> workload(List.of(arguments)));
  }

  private static Workload workload(List<String> arguments) throws Exception {
    OnnxSample sample = OnnxSample.of(arguments);
    List<Path> photos;
    try (Stream<Path> files = Files.list(Path.of(arguments.get(OnnxSample.ARGUMENTS)))) {
      photos = files.sorted().toList();
    }
    return () -> Round.timed(photos.size(), () -> classify(sample, photos));
  }

  private static String classify(OnnxSample sample, List<Path> photos) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (Path photo : photos) {
        answers.add(
            threads.submit(() -> sample.classify(Files.readAllBytes(photo)).get(0).index()));
      }
      List<String> labels = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        labels.add(answer.get().toString());
      }
      return String.join(",", labels);
    } finally {
      threads.shutdown();
    }
  }
}

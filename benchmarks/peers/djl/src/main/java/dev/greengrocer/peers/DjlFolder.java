package dev.greengrocer.peers;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
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

/** DJL's translator over a folder of photos, on two threads with a predictor each. */
final class DjlFolder implements Workload {

  private static final int THREADS = 2;

  private final DjlClassifier classifier;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final ThreadLocal<Predictor<Image, Classifications>> predictors;
  private final List<Path> photos;

  private DjlFolder(List<String> arguments) throws Exception {
    classifier = DjlClassifier.of(arguments);
    predictors = ThreadLocal.withInitial(classifier::predictor);
    try (Stream<Path> files = Files.list(Path.of(arguments.get(DjlClassifier.ARGUMENTS)))) {
      photos = files.sorted().toList();
    }
  }

  /**
   * Performs.
   *
   * @param arguments those of {@link DjlClassifier#of}, folder
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> new DjlFolder(List.of(arguments)));
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(photos.size(), this::classify);
  }

  private String classify() throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    for (Path photo : photos) {
      answers.add(
          threads.submit(() -> DjlClassifier.best(predictors.get(), Files.readAllBytes(photo))));
    }
    List<String> labels = new ArrayList<>();
    for (Future<String> answer : answers) {
      labels.add(answer.get());
    }
    return String.join(",", labels);
  }

  @Override
  public void close() {
    threads.shutdown();
    classifier.close();
  }
}

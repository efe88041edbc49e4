package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Epochs of the seed CNN over a folder of photos, with TensorFlow-Java: a batch is read while the
 * network learns from the one before. It varies photos less than Greengrocer does: crop and flip
 * alone. Photos that fill no batch are left for another epoch.
 */
final class TensorFlowTrainingEpoch implements Workload {

  private static final int SIDE = 64;
  private static final int BATCH = 32;

  private final List<Path> classes;
  private final List<Path> photos = new ArrayList<>();
  private final Random random = new Random(1);
  private final ExecutorService reading = Executors.newSingleThreadExecutor();
  private final TensorFlowPhotos reader = new TensorFlowPhotos(BATCH, SIDE);
  private final Graph graph = new Graph();
  private final TensorFlowSeedCnn network;
  private final Session session;

  private TensorFlowTrainingEpoch(Path folder) throws IOException {
    classes = children(folder);
    for (Path place : classes) {
      photos.addAll(children(place));
    }
    network = new TensorFlowSeedCnn(graph, SIDE, BATCH, classes.size(), new Adam(graph));
    session = new Session(graph);
    session.initialize();
  }

  /**
   * Performs.
   *
   * @param arguments folder of class folders
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(() -> new TensorFlowTrainingEpoch(Path.of(arguments[0])));
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  @Override
  public Round round() throws Exception {
    long start = System.nanoTime();
    Collections.shuffle(photos, random);
    int batches = photos.size() / BATCH;
    double sum = 0;
    Future<TFloat32> next = read(0);
    for (int batch = 0; batch < batches; batch++) {
      try (TFloat32 images = next.get();
          TFloat32 labels = oneHot(files(batch))) {
        if (batch + 1 < batches) {
          next = read(batch + 1);
        }
        sum += network.step(session, images, labels);
      }
    }
    return new Round(
        BATCH * batches,
        (System.nanoTime() - start) / 1e9,
        String.format(Locale.ROOT, "%.4f,0", sum / batches));
  }

  private Future<TFloat32> read(int batch) {
    return reading.submit(() -> reader.read(files(batch)));
  }

  private List<Path> files(int batch) {
    return photos.subList(BATCH * batch, BATCH * (batch + 1));
  }

  private TFloat32 oneHot(List<Path> files) {
    TFloat32 rows = TFloat32.tensorOf(Shape.of(files.size(), classes.size()));
    for (int row = 0; row < files.size(); row++) {
      for (int column = 0; column < classes.size(); column++) {
        boolean of = classes.get(column).equals(files.get(row).getParent());
        rows.setFloat(of ? 1 : 0, row, column);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    reading.shutdownNow();
    reader.close();
    session.close();
    graph.close();
  }
}

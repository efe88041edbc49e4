package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.FallingLoss;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.photos.PhotoFolder;
import dev.greengrocer.benchmarks.product.TrainingEpoch;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An epoch of {@code seed-cnn}, loader included, and for how much of it the network waits; and one
 * of {@code mobilenet-v2} beside the network of about its size that Ultralytics trains.
 */
public final class EpochScenario implements Scenario {

  private static final String OURS = "greengrocer";
  private static final String DJL = "djl, pytorch 2.7.1";
  private static final String TENSORFLOW = "tensorflow-java 1.1.0";
  private static final String KERAS = "keras, tensorflow";
  private static final String TORCH = "torchvision, pytorch";
  private static final String MOBILENET = "greengrocer, mobilenet-v2";
  private static final String YOLO = "ultralytics, yolo11n-cls";
  private static final String MOBILENET_SIDE = "192";

  @Override
  public void run(Setting setting, Results results) throws Exception {
    seedCnn(setting, results);
    if (setting.python().has(PythonPeers.Set.TORCH)) {
      mobileNet(setting, results);
    }
  }

  private static void seedCnn(Setting setting, Results results) throws Exception {
    int count = setting.either(1_066, 4_260);
    Path folder = photos(setting, count);
    List<String> photos = List.of(folder.toString());
    List<Double> waits = new ArrayList<>();
    List<Candidate> sides = new ArrayList<>();
    try {
      sides.add(
          new Candidate(
              OURS, watched(ours(setting, "seed-cnn", "64", folder), waits), new FallingLoss()));
      sides.add(side(DJL, setting.peer("djl", "DjlTrainingEpoch", photos)));
      sides.add(side(TENSORFLOW, setting.peer("tensorflow", "TensorFlowTrainingEpoch", photos)));
      if (setting.python().has(PythonPeers.Set.KERAS)) {
        sides.add(
            side(KERAS, setting.python().stage(PythonPeers.Set.KERAS, "keras_epoch.py", photos)));
      }
      if (setting.python().has(PythonPeers.Set.TORCH)) {
        sides.add(
            side(TORCH, setting.python().stage(PythonPeers.Set.TORCH, "torch_epoch.py", photos)));
      }
      String of = "seed-cnn, %d photos".formatted(count);
      compare(setting, results, of, count, sides);
      results.add(
          of,
          "share of time that the network waits",
          "%",
          Spread.of(waits.stream().skip(1).mapToDouble(share -> 100 * share).toArray()));
    } finally {
      sides.forEach(side -> side.workload().close());
    }
  }

  private static void mobileNet(Setting setting, Results results) throws Exception {
    int count = setting.either(533, 4_260);
    Path folder = photos(setting, count);
    List<String> arguments =
        List.of(folder.toString(), MOBILENET_SIDE, setting.scratch().resolve("yolo").toString());
    List<Candidate> sides = new ArrayList<>();
    try {
      Workload mobileNet = ours(setting, "mobilenet-v2", MOBILENET_SIDE, folder);
      sides.add(
          new Candidate(MOBILENET, watched(mobileNet, new ArrayList<>()), FallingLoss.fromAbove()));
      Workload yolo = setting.python().stage(PythonPeers.Set.TORCH, "yolo_epoch.py", arguments);
      sides.add(new Candidate(YOLO, watched(yolo, new ArrayList<>()), FallingLoss.fromAbove()));
      String of = "%s px, %d photos".formatted(MOBILENET_SIDE, count);
      compare(setting, results, of, count, sides);
    } finally {
      sides.forEach(side -> side.workload().close());
    }
  }

  private static Path photos(Setting setting, int count) throws IOException {
    Path folder = setting.scratch().resolve("photos-" + count);
    PhotoFolder.write(folder, DrawnBatch.CLASSES, count, 640, 480, 1);
    return folder;
  }

  private static Workload ours(Setting setting, String network, String side, Path folder)
      throws IOException {
    Path cache = setting.scratch().resolve("cache-" + network);
    return setting.product(
        TrainingEpoch.class, List.of(network, side, folder.toString(), cache.toString()));
  }

  /** The first side is Greengrocer's. */
  private static void compare(
      Setting setting, Results results, String of, int count, List<Candidate> sides)
      throws Exception {
    Timings timings = new Comparison(1, setting.either(3, 5)).run(sides);
    for (Candidate side : sides) {
      ((FallingLoss) side.judge()).requireLearned(side.name());
    }
    for (String side : timings.sides()) {
      results.add(of, side, "s/epoch", timings.seconds(side).times(count));
    }
    String first = sides.get(0).name();
    for (String peer : timings.sides()) {
      if (!peer.equals(first)) {
        results.add(of, peer + " / greengrocer", "times", timings.ratio(peer, first));
      }
    }
  }

  private static Candidate side(String name, Workload workload) {
    return new Candidate(name, watched(workload, new ArrayList<>()), new FallingLoss());
  }

  /** Notes which share of each round was spent waiting, and hands on the loss alone. */
  private static Workload watched(Workload workload, List<Double> waits) {
    return new Workload() {
      @Override
      public Round round() throws Exception {
        Round round = workload.round();
        String[] answer = round.answer().split(",", 2);
        waits.add(Double.parseDouble(answer[1]) / round.seconds());
        return new Round(round.units(), round.seconds(), answer[0]);
      }

      @Override
      public void rest() throws InterruptedException {
        workload.rest();
      }

      @Override
      public void close() {
        workload.close();
      }
    };
  }
}

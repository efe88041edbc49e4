package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.FallingLoss;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.product.TrainingSteps;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Training steps of the same network on the same batch, against other libraries. */
public final class TrainingScenario implements Scenario {

  private static final String OURS = "greengrocer";
  private static final String FP32 = "greengrocer in fp32";
  private static final String DJL = "djl, pytorch 2.7.1";
  private static final String TENSORFLOW = "tensorflow-java 1.1.0";
  private static final String DL4J = "deeplearning4j 1.0.0-M2.1";
  private static final String TORCH = "pytorch, bf16, channels last";
  private static final String NORMALISED_RATE = "0.01";
  private static final int BATCH = 32;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    List<String> residual = List.of("resnet-18", "160", String.valueOf(BATCH), "2", "0.01");
    compare(setting, results, residual, installed(setting, DJL, TORCH));
    List<String> plain = List.of("seed-cnn", "64", String.valueOf(BATCH), "10", "0.01");
    compare(setting, results, plain, installed(setting, DJL, TENSORFLOW, DL4J, TORCH));
    List<String> inverted = List.of("mobilenet-v2", "192", String.valueOf(BATCH), "2", "0.0002");
    compare(setting, results, inverted, installed(setting, TORCH));
  }

  private static List<String> installed(Setting setting, String... peers) {
    return Stream.of(peers)
        .filter(peer -> !peer.equals(TORCH) || setting.python().has(PythonPeers.Set.TORCH))
        .toList();
  }

  private static void compare(
      Setting setting, Results results, List<String> arguments, List<String> peers)
      throws Exception {
    List<Candidate> sides = new ArrayList<>();
    try {
      sides.add(ours(setting, OURS, arguments, "AUTO"));
      sides.add(ours(setting, FP32, arguments, "FP32"));
      for (String peer : peers) {
        sides.add(peer(setting, peer, arguments));
      }
      Timings timings = new Comparison(2, setting.either(5, 10)).run(sides);
      for (Candidate side : sides) {
        ((FallingLoss) side.judge()).requireLearned(side.name());
      }
      String of = "%s, %s px, batch %d".formatted(arguments.get(0), arguments.get(1), BATCH);
      results.addTimes(of, timings);
      for (String peer : peers) {
        results.add(of, peer + " / greengrocer", "times", timings.ratio(peer, OURS));
      }
      results.add(of, "fp32 / bf16, greengrocer", "times", timings.ratio(FP32, OURS));
    } finally {
      sides.forEach(side -> side.workload().close());
    }
  }

  private static Candidate ours(
      Setting setting, String name, List<String> arguments, String precision) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.add(precision);
    return new Candidate(name, setting.product(TrainingSteps.class, all), judge(arguments.get(0)));
  }

  private static FallingLoss judge(String network) {
    return network.equals("mobilenet-v2") ? FallingLoss.fromAbove() : new FallingLoss();
  }

  private static Candidate peer(Setting setting, String name, List<String> arguments)
      throws IOException {
    return new Candidate(
        name,
        switch (name) {
          case DJL -> setting.peer("djl", "DjlTrainingSteps", arguments);
          case TENSORFLOW -> setting.peer("tensorflow", "TensorFlowTrainingSteps", arguments);
          case DL4J -> setting.peer("dl4j", "Dl4jTrainingSteps", withFewSteps(arguments));
          case TORCH -> torch(setting, arguments);
          default -> throw new IllegalArgumentException(name);
        },
        new FallingLoss());
  }

  private static Workload torch(Setting setting, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.set(4, NORMALISED_RATE); // its MobileNetV2 has batch normalisation, ours has none to train
    all.add(String.valueOf(DrawnBatch.CLASSES));
    all.add(batch(setting, Integer.parseInt(arguments.get(1))).toString());
    return setting.python().stage(PythonPeers.Set.TORCH, "torch_steps.py", all);
  }

  /** The batch that the peers in Java draw for themselves, in a file. */
  private static Path batch(Setting setting, int side) throws IOException {
    float[] values = DrawnBatch.images(BATCH, side);
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Files.write(setting.scratch().resolve("batch-%d.floats".formatted(side)), bytes.array());
  }

  /** Times are given for one image, and two steps of a slow peer last longer than ten of others. */
  private static List<String> withFewSteps(List<String> arguments) {
    List<String> few = new ArrayList<>(arguments);
    few.set(3, "2");
    return few;
  }
}

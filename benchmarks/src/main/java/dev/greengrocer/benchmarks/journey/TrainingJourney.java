package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.product.TrainingSteps;
import dev.greengrocer.benchmarks.race.FallingLoss;
import dev.greengrocer.benchmarks.race.Race;
import dev.greengrocer.benchmarks.race.Results;
import dev.greengrocer.benchmarks.race.Side;
import dev.greengrocer.benchmarks.race.Standings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Training steps of the same network on the same batch, against other libraries. */
public final class TrainingJourney implements Journey {

  private static final String OURS = "greengrocer";
  private static final String FP32 = "greengrocer in fp32";
  private static final String DJL = "djl, pytorch 2.7.1";
  private static final String TENSORFLOW = "tensorflow-java 1.1.0";
  private static final String DL4J = "deeplearning4j 1.0.0-M2.1";
  private static final int BATCH = 32;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    List<String> residual = List.of("resnet-18", "160", String.valueOf(BATCH), "2", "0.01");
    race(setting, results, residual, List.of(DJL));
    List<String> plain = List.of("seed-cnn", "64", String.valueOf(BATCH), "10", "0.01");
    race(setting, results, plain, List.of(DJL, TENSORFLOW, DL4J));
  }

  private static void race(
      Setting setting, Results results, List<String> arguments, List<String> peers)
      throws Exception {
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(ours(setting, OURS, arguments, "AUTO"));
      sides.add(ours(setting, FP32, arguments, "FP32"));
      for (String peer : peers) {
        sides.add(peer(setting, peer, arguments));
      }
      Standings standings = new Race(2, setting.either(5, 10)).run(sides);
      for (Side side : sides) {
        ((FallingLoss) side.judge()).requireLearned(side.name());
      }
      String of = "%s, %s px, batch %d".formatted(arguments.get(0), arguments.get(1), BATCH);
      results.addTimes(of, standings);
      for (String peer : peers) {
        results.add(of, peer + " / greengrocer", "times", standings.ratio(peer, OURS));
      }
      results.add(of, "fp32 / bf16, greengrocer", "times", standings.ratio(FP32, OURS));
    } finally {
      sides.forEach(side -> side.contestant().close());
    }
  }

  private static Side ours(Setting setting, String name, List<String> arguments, String precision)
      throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.add(precision);
    return new Side(name, setting.product(TrainingSteps.class, all), new FallingLoss());
  }

  private static Side peer(Setting setting, String name, List<String> arguments)
      throws IOException {
    return new Side(
        name,
        switch (name) {
          case DJL -> setting.peer("djl", "DjlTrainingSteps", arguments);
          case TENSORFLOW -> setting.peer("tensorflow", "TensorFlowTrainingSteps", arguments);
          case DL4J -> setting.peer("dl4j", "Dl4jTrainingSteps", withFewSteps(arguments));
          default -> throw new IllegalArgumentException(name);
        },
        new FallingLoss());
  }

  /** Times are told for one image, and two steps of a slow peer last longer than ten of others. */
  private static List<String> withFewSteps(List<String> arguments) {
    List<String> few = new ArrayList<>(arguments);
    few.set(3, "2");
    return few;
  }
}

package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.photos.PhotoFolder;
import dev.greengrocer.benchmarks.product.TrainingEpoch;
import dev.greengrocer.benchmarks.race.FallingLoss;
import dev.greengrocer.benchmarks.race.Race;
import dev.greengrocer.benchmarks.race.Results;
import dev.greengrocer.benchmarks.race.Side;
import dev.greengrocer.benchmarks.race.Spread;
import dev.greengrocer.benchmarks.race.Standings;
import dev.greengrocer.benchmarks.stage.Contestant;
import dev.greengrocer.benchmarks.stage.DrawnBatch;
import dev.greengrocer.benchmarks.stage.Round;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An epoch of {@code seed-cnn}, loader included, and for how much of it the network waits. */
public final class EpochJourney implements Journey {

  private static final String OURS = "greengrocer";
  private static final String DJL = "djl, pytorch 2.7.1";
  private static final String TENSORFLOW = "tensorflow-java 1.1.0";

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int count = setting.either(1_066, 4_260);
    Path folder = setting.scratch().resolve("photos");
    PhotoFolder.write(folder, DrawnBatch.CLASSES, count, 640, 480, 1);
    List<String> photos = List.of(folder.toString());
    List<String> photosAndCache =
        List.of(folder.toString(), setting.scratch().resolve("cache").toString());
    List<Double> waits = new ArrayList<>();
    List<Side> sides = new ArrayList<>();
    try {
      sides.add(side(OURS, setting.product(TrainingEpoch.class, photosAndCache), waits));
      sides.add(side(DJL, setting.peer("djl", "DjlTrainingEpoch", photos), new ArrayList<>()));
      sides.add(
          side(
              TENSORFLOW,
              setting.peer("tensorflow", "TensorFlowTrainingEpoch", photos),
              new ArrayList<>()));
      Standings standings = new Race(1, setting.either(3, 5)).run(sides);
      for (Side side : sides) {
        ((FallingLoss) side.judge()).requireLearned(side.name());
      }
      report(results, standings, count, waits);
    } finally {
      sides.forEach(side -> side.contestant().close());
    }
  }

  private static void report(Results results, Standings standings, int count, List<Double> waits) {
    String of = "seed-cnn, %d photos".formatted(count);
    for (String side : standings.sides()) {
      results.add(of, side, "s/epoch", standings.seconds(side).times(count));
    }
    for (String peer : List.of(DJL, TENSORFLOW)) {
      results.add(of, peer + " / greengrocer", "times", standings.ratio(peer, OURS));
    }
    results.add(
        of,
        "share of time that the network waits",
        "%",
        Spread.of(waits.stream().skip(1).mapToDouble(share -> 100 * share).toArray()));
  }

  private static Side side(String name, Contestant contestant, List<Double> waits) {
    return new Side(name, watched(contestant, waits), new FallingLoss());
  }

  /** Notes which share of each round was spent waiting, and hands on the loss alone. */
  private static Contestant watched(Contestant contestant, List<Double> waits) {
    return new Contestant() {
      @Override
      public Round round() throws Exception {
        Round round = contestant.round();
        String[] answer = round.answer().split(",", 2);
        waits.add(Double.parseDouble(answer[1]) / round.seconds());
        return new Round(round.units(), round.seconds(), answer[0]);
      }

      @Override
      public void close() {
        contestant.close();
      }
    };
  }
}

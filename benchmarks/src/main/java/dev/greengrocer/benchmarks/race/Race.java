package dev.greengrocer.benchmarks.race;

import dev.greengrocer.benchmarks.stage.Contestant;
import dev.greengrocer.benchmarks.stage.Round;
import java.util.List;

/** Lets sides take turns and judges every answer, those of the warm-up included. */
public final class Race {

  private final int warmups;
  private final int rounds;

  /**
   * Plans a race.
   *
   * @param warmups turns of each side that do not count
   * @param rounds turns of each side that count, at least 1
   */
  public Race(int warmups, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("a race of " + rounds + " rounds");
    }
    this.warmups = warmups;
    this.rounds = rounds;
  }

  /**
   * Runs it.
   *
   * @throws WrongAnswerException at the first answer that its judge finds wrong
   */
  public Standings run(List<Side> sides) throws Exception {
    double[][] seconds = new double[sides.size()][rounds];
    double[][] processor = new double[sides.size()][rounds];
    for (int turn = -warmups; turn < rounds; turn++) {
      for (int i = 0; i < sides.size(); i++) {
        Contestant contestant = sides.get(i).contestant();
        double before = contestant.processorSeconds();
        Round round = judged(sides.get(i));
        if (turn >= 0) {
          seconds[i][turn] = round.secondsPerUnit();
          processor[i][turn] = (contestant.processorSeconds() - before) / round.units();
        }
        contestant.rest();
      }
    }
    return new Standings(sides.stream().map(Side::name).toList(), seconds, processor);
  }

  private Round judged(Side side) throws Exception {
    Round round = side.contestant().round();
    side.judge()
        .fault(round.answer())
        .ifPresent(
            fault -> {
              throw new WrongAnswerException(side.name(), fault);
            });
    return round;
  }
}

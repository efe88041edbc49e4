package dev.greengrocer.benchmarks.comparison;

import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.Workload;
import java.util.List;

/** Lets sides take turns and judges every answer, those of the warm-up included. */
public final class Comparison {

  private final int warmups;
  private final int rounds;

  /**
   * Plans a comparison.
   *
   * @param warmups turns of each side that do not count
   * @param rounds turns of each side that count, at least 1
   */
  public Comparison(int warmups, int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("a comparison of " + rounds + " rounds");
    }
    this.warmups = warmups;
    this.rounds = rounds;
  }

  /**
   * Runs it.
   *
   * @throws WrongAnswerException at the first answer that its judge finds wrong
   */
  public Timings run(List<Candidate> sides) throws Exception {
    double[][] seconds = new double[sides.size()][rounds];
    double[][] processor = new double[sides.size()][rounds];
    for (int turn = -warmups; turn < rounds; turn++) {
      for (int i = 0; i < sides.size(); i++) {
        Workload workload = sides.get(i).workload();
        double before = workload.processorSeconds();
        Round round = judged(sides.get(i));
        if (turn >= 0) {
          seconds[i][turn] = round.secondsPerUnit();
          processor[i][turn] = (workload.processorSeconds() - before) / round.units();
        }
        workload.rest();
      }
    }
    return new Timings(sides.stream().map(Candidate::name).toList(), seconds, processor);
  }

  private Round judged(Candidate side) throws Exception {
    Round round = side.workload().round();
    side.judge()
        .fault(round.answer())
        .ifPresent(
            fault -> {
              throw new WrongAnswerException(side.name(), fault);
            });
    return round;
  }
}

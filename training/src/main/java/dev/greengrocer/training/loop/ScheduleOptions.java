package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.Ranges;
import java.util.List;

/**
 * The learning rate and how it moves.
 *
 * @param schedule how it moves after the warm-up
 * @param learningRate the full rate, above 0
 * @param warmupEpochs epochs of linear growth up to the full rate; 0 starts with it
 * @param finalShare of the full rate at the end of {@link Schedule#COSINE}, in {@code [0, 1]}
 * @param stepEvery epochs between two changes of {@link Schedule#STEP}
 * @param stepFactor of each such change, in {@code (0, 1]}
 * @param plateauPatience epochs without a lower validation loss before {@link Schedule#PLATEAU}
 *     changes the rate
 * @param plateauFactor of each such change, in {@code (0, 1]}
 */
public record ScheduleOptions(
    Schedule schedule,
    double learningRate,
    double warmupEpochs,
    double finalShare,
    int stepEvery,
    double stepFactor,
    int plateauPatience,
    double plateauFactor) {

  private static final double LONGEST_USUAL_WARMUP = 3;

  /** The usual warm-up: a tenth of the epochs, three at most. */
  static double warmupFor(int epochs) {
    return Math.min(LONGEST_USUAL_WARMUP, epochs / 10.0);
  }

  List<String> faults() {
    return new Ranges()
        .above("learning-rate", learningRate, 0)
        .atLeast("warmup-epochs", warmupEpochs, 0)
        .between("final-share", finalShare, 0, 1)
        .atLeast("step-every", stepEvery, 1)
        .above("step-factor", stepFactor, 0)
        .atMost("step-factor", stepFactor, 1)
        .atLeast("plateau-patience", plateauPatience, 1)
        .above("plateau-factor", plateauFactor, 0)
        .atMost("plateau-factor", plateauFactor, 1)
        .faults();
  }
}

package dev.greengrocer.training.loop;

import dev.greengrocer.training.data.Ranges;
import java.util.List;

/**
 * How long training goes on, in which steps, and from which seed.
 *
 * @param epochs at most, from 1 to 100,000; early stopping may end before
 * @param batchSize images per step, from 1 to 4,096
 * @param earlyStopping epochs without a better validation accuracy after which training ends; 0
 *     never ends early
 * @param seed of everything that is drawn at random
 */
public record LoopOptions(int epochs, int batchSize, int earlyStopping, long seed) {

  List<String> faults() {
    return new Ranges()
        .between("epochs", epochs, 1, 100_000)
        .between("batch-size", batchSize, 1, 4096)
        .atLeast("early-stopping", earlyStopping, 0)
        .faults();
  }
}

package dev.greengrocer.training.loop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every epoch so far. All that the loop must remember beside the learner's own state: the best
 * epoch, the patience that is left and the reductions of the learning rate follow from it.
 *
 * @param epochs in order, the first is epoch 1
 */
public record History(List<EpochMetrics> epochs) {

  /** Before the first epoch. */
  static final History NONE = new History(List.of());

  /** Copies the epochs. */
  public History {
    epochs = List.copyOf(epochs);
  }

  History with(EpochMetrics epoch) {
    return new History(Stream.concat(epochs.stream(), Stream.of(epoch)).toList());
  }

  /** The number of the epoch that comes next; the first is 1. */
  public int nextEpoch() {
    return epochs.size() + 1;
  }

  /** The latest epoch, or empty before the first has ended. */
  public Optional<EpochMetrics> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The epoch with the highest validation accuracy; among equals that of lowest loss. */
  public Optional<EpochMetrics> best() {
    return epochs.stream().reduce((best, epoch) -> epoch.betterThan(best) ? epoch : best);
  }

  /** Whether nothing is left to train: all epochs are done or the patience is used up. */
  boolean finished(TrainingConfig config) {
    return epochs.size() >= config.loop().epochs() || stoppedEarly(config);
  }

  /** Whether the patience is used up: 0 never stops early. */
  public boolean stoppedEarly(TrainingConfig config) {
    int patience = config.loop().earlyStopping();
    return patience > 0 && best().filter(b -> epochs.size() - b.epoch() >= patience).isPresent();
  }
}

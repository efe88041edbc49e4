package dev.greengrocer.training.loop;

import java.util.List;

/**
 * Hears of what happens in the training loop; the loop needs none to train. Called on the training
 * thread, which waits.
 */
public interface TrainingListener {

  /**
   * Training starts or continues.
   *
   * @param history the epochs done before, none for a new run
   * @param batchesPerEpoch steps that each epoch takes
   */
  default void trainingStarted(History history, int batchesPerEpoch) {}

  /** A step is done. */
  default void batchEnded(BatchMetrics batch) {}

  /**
   * An epoch is done, validated and saved.
   *
   * @param history up to and with that epoch
   */
  default void epochEnded(History history) {}

  /** Training is over, whether all epochs were done or the patience was used up. */
  default void trainingEnded(History history) {}

  /** One listener that tells several, in order. */
  static TrainingListener all(List<TrainingListener> listeners) {
    return new TrainingListener() {
      @Override
      public void trainingStarted(History history, int batchesPerEpoch) {
        listeners.forEach(listener -> listener.trainingStarted(history, batchesPerEpoch));
      }

      @Override
      public void batchEnded(BatchMetrics batch) {
        listeners.forEach(listener -> listener.batchEnded(batch));
      }

      @Override
      public void epochEnded(History history) {
        listeners.forEach(listener -> listener.epochEnded(history));
      }

      @Override
      public void trainingEnded(History history) {
        listeners.forEach(listener -> listener.trainingEnded(history));
      }
    };
  }
}

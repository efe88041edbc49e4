package dev.greengrocer.training.loop;

import dev.greengrocer.LabelSet;
import dev.greengrocer.TrainingDivergedException;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.EpochBatches;
import dev.greengrocer.training.data.RandomDraws;
import dev.greengrocer.training.data.ValidationSet;

/**
 * The training loop: epochs of batches, each epoch validated and saved. Everything else listens.
 *
 * <p>An epoch is a function of the checkpoint before it, the data and the configuration, so a run
 * that is killed and resumed ends where an unbroken one does.
 */
public final class Trainer {

  private final Learner learner;
  private final BatchLoader loader;
  private final Validation validation;
  private final Checkpoints checkpoints;
  private final TrainingConfig config;
  private final LearningRate rate;
  private final TrainingListener listener;

  /** Joins the parts; all are closed by their owner. */
  public Trainer(
      Learner learner,
      BatchLoader loader,
      ValidationSet validation,
      LabelSet labels,
      Checkpoints checkpoints,
      TrainingConfig config,
      TrainingListener listener) {
    this.learner = learner;
    this.loader = loader;
    this.validation = new Validation(validation, labels);
    this.checkpoints = checkpoints;
    this.config = config;
    this.rate =
        new LearningRate(
            config.rate(),
            config.loop().epochs(),
            config.transfer().headEpochs(),
            loader.batchesPerEpoch());
    this.listener = listener;
  }

  /**
   * Trains from the last checkpoint, or from the start, to the end.
   *
   * @return every epoch; the learner holds the state after the last
   * @throws TrainingDivergedException if a loss is not a finite number
   */
  public History train() {
    History history = checkpoints.resume(learner);
    listener.trainingStarted(history, loader.batchesPerEpoch());
    while (!history.finished(config)) {
      history = history.with(epoch(history));
      checkpoints.save(learner, history);
      listener.epochEnded(history);
    }
    listener.trainingEnded(history);
    return history;
  }

  private EpochMetrics epoch(History history) {
    int epoch = history.nextEpoch();
    learner.seed(RandomDraws.seedAt(config.loop().seed(), "learner", epoch));
    learner.trainHeadOnly(epoch <= config.transfer().headEpochs());
    long started = System.nanoTime();
    double loss = 0;
    int images = 0;
    int steps = 0;
    double learningRate = 0;
    try (EpochBatches batches = loader.epoch(epoch)) {
      for (Batch batch : batches) {
        learningRate = rate.at(history, ++steps);
        double batchLoss = learner.trainStep(batch, learningRate);
        requireFinite(batchLoss, history, "batch " + steps, learningRate);
        loss += batchLoss;
        images += batch.size();
        listener.batchEnded(new BatchMetrics(epoch, steps, batch.size(), batchLoss, learningRate));
      }
    }
    double trained = secondsSince(started);
    Validation.Result found = validation.measure(learner);
    requireFinite(found.loss(), history, "validation", learningRate);
    return new EpochMetrics(
        epoch,
        learningRate,
        loss / steps,
        found.loss(),
        found.accuracy(),
        found.accuracyMerged(),
        images / trained,
        secondsSince(started));
  }

  private void requireFinite(double loss, History history, String where, double learningRate) {
    if (!Double.isFinite(loss)) {
      throw new TrainingDivergedException(
          "epoch %d, %s: the loss is %s at learning rate %s; train anew with a lower --learning-rate or a longer --warmup-epochs. %s"
              .formatted(
                  history.nextEpoch(), where, loss, learningRate, checkpoints.describe(history)));
    }
  }

  private static double secondsSince(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}

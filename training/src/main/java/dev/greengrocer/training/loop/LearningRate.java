package dev.greengrocer.training.loop;

/** The learning rate of each step: a function of its place and of the epochs before it. */
final class LearningRate {

  private final ScheduleOptions options;
  private final int epochs;
  private final int batchesPerEpoch;
  private final int headEpochs;

  /**
   * Plans a run.
   *
   * @param headEpochs first epochs, which have the full rate; warm-up and schedule follow them
   */
  LearningRate(ScheduleOptions options, int epochs, int headEpochs, int batchesPerEpoch) {
    this.options = options;
    this.epochs = epochs - headEpochs;
    this.headEpochs = headEpochs;
    this.batchesPerEpoch = batchesPerEpoch;
  }

  /**
   * The rate of one step.
   *
   * @param batch counted from 1 within the epoch that comes next after {@code history}
   */
  double at(History history, int batch) {
    double progress = history.epochs().size() - headEpochs + (batch - 1.0) / batchesPerEpoch;
    if (progress < 0) {
      return options.learningRate();
    }
    if (progress < options.warmupEpochs()) {
      // The first step already moves, and the last of the warm-up has nearly the full rate.
      double step = progress + 1.0 / batchesPerEpoch;
      return options.learningRate() * Math.min(1, step / options.warmupEpochs());
    }
    return options.learningRate() * factor(history, progress);
  }

  private double factor(History history, double progress) {
    return switch (options.schedule()) {
      case CONSTANT -> 1;
      case STEP ->
          Math.pow(options.stepFactor(), Math.floorDiv((int) progress, options.stepEvery()));
      case COSINE -> cosine(progress);
      case PLATEAU -> Math.pow(options.plateauFactor(), reductions(history));
    };
  }

  /** From 1 after the warm-up to the final share at the end (Loshchilov and Hutter 2017). */
  private double cosine(double progress) {
    double length = epochs - options.warmupEpochs();
    double done = Math.min(1, (progress - options.warmupEpochs()) / length);
    double falling = (1 + Math.cos(Math.PI * done)) / 2;
    return options.finalShare() + (1 - options.finalShare()) * falling;
  }

  /** How often the validation loss failed to fall for {@code plateauPatience} epochs in a row. */
  private int reductions(History history) {
    int reductions = 0;
    int waited = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (EpochMetrics epoch : history.epochs()) {
      if (epoch.validationLoss() < lowest) {
        lowest = epoch.validationLoss();
        waited = 0;
      } else if (++waited >= options.plateauPatience()) {
        reductions++;
        waited = 0;
      }
    }
    return reductions;
  }
}

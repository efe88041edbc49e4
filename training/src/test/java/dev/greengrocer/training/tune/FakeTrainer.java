package dev.greengrocer.training.tune;

import dev.greengrocer.training.loop.EpochMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** "Trains" by a formula: the accuracy is the option {@code dropout}, each epoch takes a second. */
final class FakeTrainer implements TrialTrainer {

  final List<String> trained = new ArrayList<>();
  private final Set<Integer> diverging;
  private long nanos;

  FakeTrainer(Integer... diverging) {
    this.diverging = Set.of(diverging);
  }

  @Override
  public TrialResult train(TrialRun run, Budget budget) {
    for (int epoch = 1; epoch <= run.rung().epochs(); epoch++) {
      budget.check();
      nanos += 1_000_000_000;
    }
    trained.add(run.trial() + "x" + run.rung().epochs());
    if (diverging.contains(run.trial())) {
      return new TrialResult(run, Optional.empty(), run.rung().epochs());
    }
    Object dropout = run.options().getOrDefault("dropout", 0.0);
    return new TrialResult(run, Optional.of(metrics((double) dropout)), run.rung().epochs());
  }

  long nanos() {
    return nanos;
  }

  static EpochMetrics metrics(double accuracy) {
    return new EpochMetrics(1, 0.1, 1, 1, accuracy, accuracy, 100, 1);
  }
}

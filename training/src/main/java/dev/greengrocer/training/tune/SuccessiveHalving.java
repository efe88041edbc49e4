package dev.greengrocer.training.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds of trials in which only the best go on to longer trainings.
 *
 * <p>A promoted trial is trained anew, not continued: a schedule that ends with its rung has
 * brought the learning rate down to next to nothing, and going on from there is another training
 * than the one that ships. It costs half as much again (1 + 1/3 + 1/9 + …), and every result is
 * that of a whole schedule.
 */
final class SuccessiveHalving {

  private final TuningSettings settings;
  private final TrialTrainer trainer;
  private final Budget budget;
  private final TuningListener listener;
  private TuningResults results;

  SuccessiveHalving(
      TuningSettings settings, TrialTrainer trainer, Budget budget, TuningListener listener) {
    this.settings = settings;
    this.trainer = trainer;
    this.budget = budget;
    this.listener = listener;
    this.results = new TuningResults(settings, List.of());
  }

  /** Searches until the budget is spent, or for one round when there is none. */
  TuningResults search() {
    try {
      int round = 1;
      do {
        round(round++);
      } while (budget.limited());
    } catch (BudgetSpent e) {
      listener.budgetSpent(budget.spent());
    }
    return results;
  }

  private void round(int round) {
    int last = round * settings.trials();
    List<Integer> trials =
        IntStream.rangeClosed(last - settings.trials() + 1, last).boxed().toList();
    for (Rung rung : settings.rungs()) {
      List<TrialResult> ended = new ArrayList<>();
      for (int trial : trials.subList(0, Math.min(rung.trials(), trials.size()))) {
        ended.add(train(new TrialRun(round, trial, rung, settings.options(trial, rung.epochs()))));
      }
      trials =
          ended.stream()
              .filter(result -> !result.diverged())
              .sorted(TrialResult.BETTER)
              .map(result -> result.run().trial())
              .toList();
    }
  }

  private TrialResult train(TrialRun run) {
    listener.runStarted(run);
    TrialResult result = trainer.train(run, budget);
    results = results.with(result);
    listener.runEnded(result, results, budget.spent());
    return result;
  }
}

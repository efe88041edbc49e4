package dev.greengrocer.training.tune;

/** Trains one trial: the only thing that a search needs to know of training. */
interface TrialTrainer {

  /**
   * Trains to the end, or goes on with a training that was stopped.
   *
   * @param budget asked between steps
   * @throws BudgetSpent if time ran out before the end; what was trained so far is kept
   */
  TrialResult train(TrialRun run, Budget budget);
}

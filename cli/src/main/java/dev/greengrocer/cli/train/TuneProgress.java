package dev.greengrocer.cli.train;

import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.tune.TrialResult;
import dev.greengrocer.training.tune.TrialRun;
import dev.greengrocer.training.tune.TuningListener;
import dev.greengrocer.training.tune.TuningResults;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says which training starts, what each came to, and which is the best so far. */
final class TuneProgress implements TuningListener {

  private final PrintWriter err;

  TuneProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void runStarted(TrialRun run) {
    println(
        "round %d, trial %d, rung %d: %d epochs",
        run.round(), run.trial(), run.rung().number(), run.rung().epochs());
  }

  @Override
  public void runEnded(TrialResult result, TuningResults results, Duration spent) {
    TrialRun run = result.run();
    println(
        "trial %d, rung %d: %s%s; %d trainings in %s",
        run.trial(),
        run.rung().number(),
        result.best().map(TuneProgress::words).orElse("diverged"),
        results.best().filter(result::equals).isPresent() ? ", the best so far" : "",
        results.results().size(),
        BudgetConverter.words(spent));
  }

  @Override
  public void budgetSpent(Duration spent) {
    println(
        "the time is over after %s; a larger --budget with --resume goes on from here",
        BudgetConverter.words(spent));
  }

  static String words(EpochMetrics best) {
    return String.format(
        Locale.ROOT,
        "validation accuracy %.1f %% (merged %.1f %%)",
        100 * best.validationAccuracy(),
        100 * best.validationAccuracyMerged());
  }

  private void println(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
    err.flush();
  }
}

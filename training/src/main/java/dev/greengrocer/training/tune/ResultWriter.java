package dev.greengrocer.training.tune;

import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.lab.report.plot.OptionsPlot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Writes what a search has found after each training, so that a killed one leaves it behind. */
final class ResultWriter implements TuningListener {

  private final TuningDirectory directory;
  private final TuningListener next;

  /** Writes, then tells {@code next}. */
  ResultWriter(TuningDirectory directory, TuningListener next) {
    this.directory = directory;
    this.next = next;
  }

  @Override
  public void runStarted(TrialRun run) {
    next.runStarted(run);
  }

  @Override
  public void runEnded(TrialResult result, TuningResults results, Duration spent) {
    write(directory.results(), TuningTable.csv(results));
    results.best().ifPresent(best -> write(directory.best(), BestOptions.yaml(best, results)));
    List<OptionsPlot.Panel> panels = OptionPanels.of(results);
    if (!panels.isEmpty()) {
      AtomicFile.write(directory.plot(), OptionsPlot.png(panels));
    }
    next.runEnded(result, results, spent);
  }

  @Override
  public void budgetSpent(Duration spent) {
    next.budgetSpent(spent);
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}

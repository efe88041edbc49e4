package dev.greengrocer.cli.experiment;

import dev.greengrocer.StorageException;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.ExperimentFolder;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An experiment whose file is kept up to date. A file that cannot be written is reported, and ends
 * nothing: a training is worth more than its record. Not thread-safe.
 */
final class ExperimentRecord {

  private final ExperimentFolder folder;
  private final PrintWriter err;
  private @Nullable Experiment experiment;
  private boolean told;

  ExperimentRecord(ExperimentFolder folder, PrintWriter err) {
    this.folder = folder;
    this.err = err;
  }

  /** What is known so far; null before the first {@link #write}. */
  @Nullable Experiment experiment() {
    return experiment;
  }

  /** Writes what is known now. */
  void write(Experiment known) {
    experiment = known;
    try {
      folder.write(known);
    } catch (StorageException e) {
      if (!told) {
        err.println("WARNING: this is not recorded: " + e.getMessage());
        err.flush();
        told = true;
      }
    }
  }

  /** Writes what has changed; nothing when nothing was written before. */
  void change(UnaryOperator<Experiment> change) {
    if (experiment != null) {
      write(change.apply(experiment));
    }
  }
}

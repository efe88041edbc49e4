package dev.greengrocer.cli.dataset;

import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.lab.dataset.PrepareListener;
import org.jspecify.annotations.Nullable;

/** Says on standard error how far a preparation has come, step by step. */
final class PrepareProgress implements PrepareListener, AutoCloseable {

  private @Nullable Progress progress;
  private long done;

  @Override
  public void stepStarted(String step, int total) {
    close();
    done = 0;
    progress = Progress.start(step, "done", total);
  }

  @Override
  public void stepAdvanced() {
    done++;
    if (progress != null) {
      progress.reached(done);
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
      progress = null;
    }
  }
}

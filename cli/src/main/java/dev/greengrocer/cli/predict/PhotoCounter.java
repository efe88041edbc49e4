package dev.greengrocer.cli.predict;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Counts photos, and shows the count on standard error when that is a terminal and the results go
 * elsewhere. How many there will be is not known: they are found as they are scored.
 */
final class PhotoCounter implements AutoCloseable {

  /**
   * The launcher says here whether standard error is a terminal and standard output is none, which
   * Java 17 cannot tell. On one terminal with a bar, rows of results would tear it.
   */
  static final String TERMINAL = "greengrocer.terminal";

  // Below a few seconds of work a bar only flickers.
  private static final int MANY = 200;

  private final boolean visible;
  private @Nullable ProgressBar bar;
  private long done;
  private long failed;

  PhotoCounter() {
    visible = Boolean.getBoolean(TERMINAL);
  }

  void count(boolean good) {
    done++;
    if (!good) {
      failed++;
    }
    if (visible && done == MANY) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("predicting")
              .setUnit(" photos", 1)
              .setStyle(ProgressBarStyle.UNICODE_BLOCK)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .showSpeed()
              .clearDisplayOnFinish()
              .build();
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  long done() {
    return done;
  }

  long failed() {
    return failed;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

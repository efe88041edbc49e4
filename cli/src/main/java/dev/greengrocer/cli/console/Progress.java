package dev.greengrocer.cli.console;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Says on standard error how far a command has come: a bar on a terminal, a plain line every tenth
 * of the way elsewhere.
 */
public final class Progress implements AutoCloseable {

  private static final int LINES = 10;

  private final String task;
  private final String unit;
  private final long total;
  private final @Nullable ProgressBar bar;
  private long told;

  private Progress(String task, String unit, long total, @Nullable ProgressBar bar) {
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.bar = bar;
  }

  /**
   * Starts counting.
   *
   * @param task what is done, such as {@code evaluating}
   * @param unit what is counted, such as {@code photos}
   * @param total how many there will be
   */
  public static Progress start(String task, String unit, long total) {
    // Into a file, a bar would write control characters.
    boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    return new Progress(task, unit, total, terminal ? bar(task, unit, total) : null);
  }

  private static ProgressBar bar(String task, String unit, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setUnit(" " + unit, 1)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .showSpeed()
        .build();
  }

  /** Tells that so many are done. */
  public void reached(long done) {
    if (bar != null) {
      bar.stepTo(done);
    } else if (done * LINES / total > told * LINES / total) {
      told = done;
      System.err.printf("%s: %d of %d %s%n", task, done, total, unit);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

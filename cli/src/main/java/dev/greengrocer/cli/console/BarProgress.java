package dev.greengrocer.cli.console;

import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress on a terminal: a bar an epoch with throughput, time left and loss, then a line. */
public final class BarProgress implements TrainingListener, AutoCloseable {

  /** Weight of the past in the loss that the bar shows; single batches jump about. */
  private static final double SMOOTHING = 0.95;

  private final PlainProgress lines;
  private int batchesPerEpoch;
  private double loss = Double.NaN;
  private @Nullable ProgressBar bar;

  public BarProgress(PrintWriter err) {
    this.lines = new PlainProgress(err);
  }

  @Override
  public void trainingStarted(History history, int batches) {
    batchesPerEpoch = batches;
    lines.trainingStarted(history, batches);
  }

  @Override
  public void batchEnded(BatchMetrics batch) {
    loss = Double.isNaN(loss) ? batch.loss() : SMOOTHING * loss + (1 - SMOOTHING) * batch.loss();
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + batch.epoch())
              .setInitialMax((long) batchesPerEpoch * batch.images())
              .setUnit(" images", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .build();
    }
    bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", loss));
    bar.stepBy(batch.images());
  }

  @Override
  public void epochEnded(History history) {
    closeBar();
    EpochMetrics epoch = history.last().orElseThrow();
    lines.epochEnded(history);
    loss = epoch.trainLoss();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    closeBar();
  }
}

package dev.greengrocer.cli.console;

import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Progress as lines for logs and pipes: one an epoch, and one every half minute in between. */
public final class PlainProgress implements TrainingListener {

  private static final long INTERVAL_NANOS = 30_000_000_000L;

  private final PrintWriter err;
  private int batchesPerEpoch;
  private long lastLine = System.nanoTime();
  private long epochStarted = System.nanoTime();
  private int imagesInEpoch;

  public PlainProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void trainingStarted(History history, int batches) {
    batchesPerEpoch = batches;
    epochStarted = System.nanoTime();
    if (!history.epochs().isEmpty()) {
      println("resuming after epoch %d", history.epochs().size());
    }
  }

  @Override
  public void batchEnded(BatchMetrics batch) {
    imagesInEpoch += batch.images();
    if (System.nanoTime() - lastLine > INTERVAL_NANOS) {
      println(
          "epoch %d: batch %d of %d, loss %.4f, %.0f images/s",
          batch.epoch(),
          batch.batch(),
          batchesPerEpoch,
          batch.loss(),
          imagesInEpoch / ((System.nanoTime() - epochStarted) / 1e9));
    }
  }

  @Override
  public void epochEnded(History history) {
    EpochMetrics epoch = history.last().orElseThrow();
    println(
        "epoch %d: train loss %.4f, validation loss %.4f, accuracy %.1f %% (merged %.1f %%), %.0f images/s, %.0f s",
        epoch.epoch(),
        epoch.trainLoss(),
        epoch.validationLoss(),
        100 * epoch.validationAccuracy(),
        100 * epoch.validationAccuracyMerged(),
        epoch.imagesPerSecond(),
        epoch.seconds());
    epochStarted = System.nanoTime();
    imagesInEpoch = 0;
  }

  private void println(String format, Object... values) {
    err.println(String.format(Locale.ROOT, format, values));
    err.flush();
    lastLine = System.nanoTime();
  }
}

package dev.greengrocer.training.loop;

import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.files.Csv;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes {@code results.csv}: a row an epoch. The file is written anew from the saved history each
 * time, so that a resumed run neither doubles nor loses a row.
 */
public final class ResultsCsv implements TrainingListener {

  private static final String[] COLUMNS = {
    "epoch",
    "learning_rate",
    "train_loss",
    "validation_loss",
    "validation_accuracy",
    "validation_accuracy_merged",
    "images_per_second",
    "seconds"
  };

  private final Path file;

  /** Writes to a file whose folder exists. */
  public ResultsCsv(Path file) {
    this.file = file;
  }

  @Override
  public void trainingStarted(History history, int batchesPerEpoch) {
    write(history);
  }

  @Override
  public void epochEnded(History history) {
    write(history);
  }

  private void write(History history) {
    StringBuilder text = new StringBuilder();
    Csv rows = Csv.piped(text, COLUMNS);
    for (EpochMetrics epoch : history.epochs()) {
      rows.line(
          epoch.epoch(),
          String.format(Locale.ROOT, "%.6g", epoch.learningRate()),
          decimal(epoch.trainLoss(), 5),
          decimal(epoch.validationLoss(), 5),
          decimal(epoch.validationAccuracy(), 5),
          decimal(epoch.validationAccuracyMerged(), 5),
          decimal(epoch.imagesPerSecond(), 1),
          decimal(epoch.seconds(), 1));
    }
    AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}

package dev.greengrocer.training;

import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.lab.report.plot.LearningCurvePlot;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws {@code curves.png} anew after each epoch. */
final class CurvesPng implements TrainingListener {

  private final Path file;
  private final String title;

  CurvesPng(Path file, String title) {
    this.file = file;
    this.title = title;
  }

  @Override
  public void epochEnded(History history) {
    LearningCurvePlot plot =
        new LearningCurvePlot(
            title,
            series(history, EpochMetrics::trainLoss),
            series(history, EpochMetrics::validationLoss),
            series(history, EpochMetrics::validationAccuracy),
            series(history, EpochMetrics::validationAccuracyMerged));
    AtomicFile.write(file, plot.png());
  }

  private static List<Double> series(History history, ToDoubleFunction<EpochMetrics> value) {
    return history.epochs().stream().mapToDouble(value).boxed().toList();
  }
}

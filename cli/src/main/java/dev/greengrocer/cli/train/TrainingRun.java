package dev.greengrocer.cli.train;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.cli.console.BarProgress;
import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.Interruption;
import dev.greengrocer.cli.console.PlainProgress;
import dev.greengrocer.cli.experiment.TrainingRecord;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.TrainingJob;
import dev.greengrocer.training.TrainingRequest;
import dev.greengrocer.training.TrainingResult;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** A training on the console: its progress, how it goes on after Ctrl-C, and what came out. */
final class TrainingRun {

  private final CommandLine command;
  private final Kind kind;

  /**
   * A training that a command was asked for.
   *
   * @param kind what the command does
   */
  TrainingRun(CommandLine command, Kind kind) {
    this.command = command;
    this.kind = kind;
  }

  /**
   * Trains to the end and says what came out.
   *
   * @param books where it is recorded; empty when it is not
   */
  TrainingResult run(TrainingRequest request, Optional<ExperimentFolder> books) {
    Optional<TrainingRecord> record =
        books.map(
            folder ->
                new TrainingRecord(
                    kind, request.run(), folder, command.getErr(), Clock.systemUTC()));
    TrainingResult result =
        Interruption.saying(
            "interrupted; continue with: greengrocer %s --out %s --resume"
                .formatted(command.getCommandName(), request.run()),
            command.getErr(),
            steps -> recorded(request, steps, record));
    EpochMetrics best = result.history().best().orElseThrow();
    command
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: best epoch %d of %d, validation accuracy %.1f %% (merged %.1f %%)%n",
            result.bundle().directory(),
            best.epoch(),
            result.history().epochs().size(),
            100 * best.validationAccuracy(),
            100 * best.validationAccuracyMerged());
    return result;
  }

  private TrainingResult recorded(
      TrainingRequest request, TrainingListener steps, Optional<TrainingRecord> record) {
    if (record.isEmpty()) {
      return train(request, steps);
    }
    TrainingRecord written = record.get();
    try {
      TrainingResult result = train(request, TrainingListener.all(List.of(written, steps)));
      written.finished(result.history(), result.bundle());
      return result;
    } catch (GreengrocerException e) {
      written.over(State.FAILED);
      throw e;
    } catch (RuntimeException e) {
      written.over(State.STOPPED); // by a signal, most likely
      throw e;
    }
  }

  /** Says what a person must know before trusting the model. */
  void warn(TrainingRequest request, TrainingResult result) {
    PrintWriter err = command.getErr();
    request.data().folder().ifPresent(data -> Caveats.print(DatasetManifests.read(data), err));
    guessing(result.bundle(), result.history().best().orElseThrow(), err);
    Caveats.print(result.bundle(), err);
  }

  /** A model that is hardly better than one that always says the same. */
  private static void guessing(ModelBundle bundle, EpochMetrics best, PrintWriter err) {
    double chance = 1.0 / bundle.labels().size();
    if (bundle.labels().size() > 1 && best.validationAccuracy() < Math.max(0.5, 2 * chance)) {
      err.printf(
          Locale.ROOT,
          "WARNING: the model knows little: it names %.1f %% of the validation photos rightly,"
              + " where guessing comes to %.1f %%; train longer or on more photos%n",
          100 * best.validationAccuracy(),
          100 * chance);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // On JDK 17 there is none without a terminal.
  private TrainingResult train(TrainingRequest request, TrainingListener steps) {
    PrintWriter err = command.getErr();
    if (System.console() == null) {
      return train(request, steps, new PlainProgress(err));
    }
    try (BarProgress progress = new BarProgress(err)) {
      return train(request, steps, progress);
    }
  }

  private static TrainingResult train(
      TrainingRequest request, TrainingListener steps, TrainingListener progress) {
    return new TrainingJob(request, TrainingListener.all(List.of(progress, steps))).run();
  }
}

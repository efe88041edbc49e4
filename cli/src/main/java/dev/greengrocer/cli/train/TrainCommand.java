package dev.greengrocer.cli.train;

import dev.greengrocer.cli.console.BarProgress;
import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.Interruption;
import dev.greengrocer.cli.console.PlainProgress;
import dev.greengrocer.cli.console.Version;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.AugmentationPreview;
import dev.greengrocer.training.TrainingJob;
import dev.greengrocer.training.TrainingRequest;
import dev.greengrocer.training.TrainingResult;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code greengrocer train}: a prepared data set in, a model bundle out. */
@Command(
    name = "train",
    description = "Train a network on a prepared data set and write a model bundle.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    modelTransformer = TrainingFlags.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer train --data dataset --out runs/first",
      "  greengrocer train --data dataset --out runs/seed --network seed-cnn --epochs 30",
      "  greengrocer train --data dataset --init models/bundled --out runs/tuned",
      "  greengrocer train --out runs/first --resume",
      "  greengrocer train --data dataset --out runs/again --config runs/first/config.yaml --seed"
          + " 7",
      "  greengrocer train --data dataset --show-augmentation sheet.png --rotation 30"
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec command;

  @Option(names = "--data", paramLabel = "DIR", description = "the prepared data set")
  @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "the folder of the run: configuration, results, checkpoints, curves, model")
  @Nullable Path out;

  @Option(
      names = "--resume",
      description = "continue the run in RUN where it stood, or start it if it has not begun")
  boolean resume;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "training options, such as another run's config.yaml; flags override them")
  @Nullable Path config;

  @Option(names = "--name", description = "of the model (default: network and data hash)")
  @Nullable String name;

  @Option(
      names = "--init",
      paramLabel = "BUNDLE|FILE",
      description =
          "start from the weights of a model bundle, whose network and input size are then the"
              + " defaults, or of a .safetensors file; the head is replaced if labels differ")
  @Nullable Path init;

  @Option(
      names = "--allow-leak",
      description = "train even if near-duplicates stand in more than one split")
  boolean allowLeak;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "folder for decoded photos, or 'none' (default: cache, in the data set)")
  @Nullable String cache;

  @Option(
      names = "--show-augmentation",
      paramLabel = "FILE.png",
      description = "write a contact sheet of what training will see, and do not train")
  @Nullable Path sheet;

  @Override
  public Integer call() {
    if (sheet != null) {
      AugmentationPreview.write(request(sheet), sheet);
      command.commandLine().getOut().println(sheet);
      return 0;
    }
    if (out == null) {
      throw new ParameterException(command.commandLine(), "Missing required option: '--out=RUN'");
    }
    TrainingRequest request = request(out);
    TrainingResult result =
        Interruption.saying(
            "interrupted; continue with: greengrocer train --out %s --resume".formatted(out),
            command.commandLine().getErr(),
            steps -> train(request, steps));
    EpochMetrics best = result.history().best().orElseThrow();
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: best epoch %d of %d, validation accuracy %.1f %% (merged %.1f %%)%n",
            result.bundle().directory(),
            best.epoch(),
            result.history().epochs().size(),
            100 * best.validationAccuracy(),
            100 * best.validationAccuracyMerged());
    PrintWriter err = command.commandLine().getErr();
    if (data != null) {
      Caveats.print(DatasetManifests.read(data), err);
    }
    guessing(result.bundle(), best, err);
    Caveats.print(result.bundle(), err);
    return 0;
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
    PrintWriter err = command.commandLine().getErr();
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

  private TrainingRequest request(Path run) {
    return new TrainingRequest(
        Optional.ofNullable(data),
        run,
        resume,
        allowLeak,
        Optional.ofNullable(config),
        TrainingFlags.given(command.commandLine().getParseResult()),
        Optional.ofNullable(name),
        Optional.ofNullable(init),
        !"none".equals(cache),
        Optional.ofNullable(cache).map(Path::of),
        Version.codeVersion());
  }
}

package dev.greengrocer.cli.train;

import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.training.DistillationRequest;
import dev.greengrocer.training.TeacherComparison;
import dev.greengrocer.training.TrainingRequest;
import dev.greengrocer.training.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer distill}: models as teachers in, one model that answers as they do out. */
@Command(
    name = "distill",
    description =
        "Train one network, the student, on what other models answer: to every varied and mixed"
            + " photo that it is shown itself, those without a label included.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    modelTransformer = DistillFlags.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer distill --data dataset --teacher runs/a/model --teacher runs/b/model \\",
      "    --network efficientnet-lite0 --init FILE.safetensors --epochs 40 --out runs/student",
      "  greengrocer distill --data dataset --teacher runs/a/model --unlabelled more/photos \\",
      "    --out runs/student",
      "  greengrocer distill --out runs/student --resume",
      "",
      "The student learns from the mean of the teachers' calibrated probabilities. Teachers need",
      "the labels of the data, but may differ from the student and each other in all else."
    })
public final class DistillCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(
      names = "--teacher",
      paramLabel = "BUNDLE",
      description = "a model to learn from; may be given several times")
  private List<Path> teachers = new ArrayList<>();

  @Option(
      names = "--unlabelled",
      paramLabel = "FOLDER",
      description =
          "photos without labels, for which only the teachers' answers count; may be given several"
              + " times")
  private List<Path> unlabelled = new ArrayList<>();

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    TrainingRequest request =
        options
            .request(
                options.required(command.commandLine()),
                new DistillFlags().given(command.commandLine().getParseResult()))
            .taughtBy(new DistillationRequest(teachers, unlabelled));
    TrainingRun run = new TrainingRun(command.commandLine(), Kind.DISTILL);
    TrainingResult result = run.run(request, options.record.folder());
    result.comparison().ifPresent(this::print);
    run.warn(request, result);
    return 0;
  }

  private void print(TeacherComparison comparison) {
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s on the same %d photos: %.1f %% (merged %.1f %%), so the student is %s (merged"
                + " %s); both give the same first answer to %.1f %%%n",
            comparison.teachers() == 1
                ? "its teacher"
                : "its %d teachers together".formatted(comparison.teachers()),
            comparison.photos(),
            100 * comparison.teachersAccuracy(),
            100 * comparison.teachersAccuracyMerged(),
            points(comparison.gap()),
            points(comparison.gapMerged()),
            100 * comparison.agreement());
  }

  /** A difference in words, rounded as the accuracies are. */
  static String points(double gap) {
    String size = String.format(Locale.ROOT, "%.1f", 100 * Math.abs(gap));
    if (size.equals("0.0")) {
      return "level";
    }
    return "%s points %s".formatted(size, gap > 0 ? "above" : "below");
  }
}

package dev.greengrocer.cli.train;

import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.training.AugmentationPreview;
import dev.greengrocer.training.TrainingRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer train}: a prepared data set in, a model bundle out. */
@Command(
    name = "train",
    description = "Train a network on a prepared data set and write a model bundle.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    modelTransformer = TrainingFlags.class,
    footerHeading = "%n",
    footer = {
      "The defaults above are those of resnet-small. Backbones to fine-tune have others for rate, head, frozen layers and",
      "augmentation: a run writes every value it has to its config.yaml.",
      "",
      "Examples:",
      "  greengrocer train --data dataset --out runs/first",
      "  greengrocer train --data dataset --out runs/seed --network seed-cnn --epochs 30",
      "  greengrocer train --data dataset --init models/bundled --out runs/tuned",
      "  greengrocer train --out runs/first --resume",
      "  greengrocer train --data dataset --out runs/second --data-dir /srv/greengrocer",
      "  greengrocer train --data dataset --out runs/again --config runs/first/config.yaml --seed"
          + " 7",
      "  greengrocer train --data dataset --show-augmentation sheet.png --rotation 30"
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--show-augmentation",
      paramLabel = "FILE.png",
      description = "write a contact sheet of what training will see, and do not train")
  private @Nullable Path sheet;

  @Override
  public Integer call() {
    Map<String, Object> flags = new TrainingFlags().given(command.commandLine().getParseResult());
    if (sheet != null) {
      AugmentationPreview.write(options.request(sheet, flags), sheet);
      command.commandLine().getOut().println(sheet);
      return 0;
    }
    TrainingRequest request = options.request(options.required(command.commandLine()), flags);
    TrainingRun run = new TrainingRun(command.commandLine(), Kind.TRAIN);
    run.warn(request, run.run(request, options.record.folder()));
    return 0;
  }
}

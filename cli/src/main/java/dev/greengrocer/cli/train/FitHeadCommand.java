package dev.greengrocer.cli.train;

import dev.greengrocer.LabelSet;
import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.NewBundleOption;
import dev.greengrocer.cli.console.NewNameOption;
import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.cli.console.StartModelOption;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.HeadFit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer fit-head}: the last layer of a model, fitted anew. */
@Command(
    name = "fit-head",
    description =
        "Fit the last layer of a model anew, on the features that its network computes now: after"
            + " 'soup --blend', or one for all networks of an ensemble.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer soup runs/a/model --init published.safetensors --blend 0.4 --out runs/b/model",
      "  greengrocer fit-head --model runs/b/model --data dataset --out runs/c/model",
      "  greengrocer calibrate --model runs/c/model --data dataset",
      "",
      "The head is fitted on the photos for training; the validation photos choose its penalty.",
      "Data of other labels make a model of these labels, without a training.",
      "The new model knows nothing of its own quality yet: calibrate and evaluate it."
    })
public final class FitHeadCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private StartModelOption model = new StartModelOption();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set made by prepare; its labels become those of the new model.")
  @SuppressWarnings("NullAway.Init")
  private Path data;

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Mixin private NewNameOption name = new NewNameOption();

  @Override
  public Integer call() {
    Path place = out.awayFrom(List.of(model.directory));
    ModelBundle start = ModelBundles.open(model.directory);
    HeadFit fit =
        new HeadFit(start, DatasetManifests.read(data), name.or(start), ProgramVersion.current());
    try (Progress progress = Progress.start("reading features", "photos", fit.photos())) {
      ModelBundle fitted = fit.write(place, progress::reached);
      spec.commandLine()
          .getOut()
          .printf(
              "%s: head fitted on %s, penalty %s%s%n",
              fitted.directory(),
              data,
              fitted.provenance().options().get("head-penalty"),
              change(start.labels(), fitted.labels()));
    }
    return 0;
  }

  /** Says that the labels are others now, lest the data were given by mistake. */
  private static String change(LabelSet before, LabelSet now) {
    return before.equals(now)
        ? ""
        : ", labels those of the data: %d instead of %d".formatted(now.size(), before.size());
  }
}

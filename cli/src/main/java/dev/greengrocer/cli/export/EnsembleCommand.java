package dev.greengrocer.cli.export;

import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.NewBundleOption;
import dev.greengrocer.cli.console.ResizeOption;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.ModelEnsemble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer ensemble}: several models become one that asks them all. */
@Command(
    name = "ensemble",
    description = "Join models into one that answers with the mean of their logits.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer ensemble runs/a/model runs/b/model --out runs/both/model",
      "  greengrocer quantize --model runs/both/model --data dataset --out runs/small/model",
      "",
      "The models may have different networks and normalisations, but one label list and one input",
      "size. The new one takes as long for a photo as all of them together; quantize makes up for",
      "that. It knows nothing of its own quality yet: quantize or calibrate it, then evaluate it."
    })
public final class EnsembleCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "BUNDLE",
      arity = "2..*",
      description = "The models; training from the new one starts from the first's weights.")
  @SuppressWarnings("NullAway.Init")
  private List<Path> bundles;

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Mixin private ResizeOption resize = new ResizeOption();

  @Option(
      names = "--name",
      defaultValue = "ensemble",
      description = "Of the model (${DEFAULT-VALUE}).")
  private String name = "ensemble";

  @Override
  public Integer call() {
    Path place = out.awayFrom(bundles);
    ModelBundle ensemble =
        new ModelEnsemble(bundles, resize.pixels(), name, ProgramVersion.current()).write(place);
    spec.commandLine()
        .getOut()
        .printf("%s: %d models, %s%n", ensemble.directory(), bundles.size(), ensemble.network());
    Caveats.print(ensemble, spec.commandLine().getErr());
    return 0;
  }
}

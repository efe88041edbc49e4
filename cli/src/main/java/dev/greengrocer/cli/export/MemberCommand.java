package dev.greengrocer.cli.export;

import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.NewBundleOption;
import dev.greengrocer.cli.console.NewNameOption;
import dev.greengrocer.cli.console.StartModelOption;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.EnsembleMember;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer member}: one network of an ensemble becomes a model of its own. */
@Command(
    name = "member",
    description = "Take one network out of an ensemble, as a model of its own.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer member --model runs/both/model --number 2 --out runs/second/model",
      "",
      "The ensemble may count in bytes ('quantize'); its network then does, too. The new model",
      "knows nothing of its own quality yet: calibrate and evaluate it."
    })
public final class MemberCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private StartModelOption model = new StartModelOption();

  @Option(
      names = "--number",
      required = true,
      paramLabel = "N",
      description = "Which of its networks, from 1, in the order that the model's card gives.")
  private int number;

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Mixin private NewNameOption name = new NewNameOption();

  @Override
  public Integer call() {
    Path place = out.awayFrom(List.of(model.directory));
    ModelBundle ensemble = ModelBundles.open(model.directory);
    ModelBundle member =
        new EnsembleMember(ensemble, number, name.or(ensemble), ProgramVersion.current())
            .write(place);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: network %d of %s, %s%n",
            member.directory(), number, ensemble.directory(), member.network());
    return 0;
  }
}

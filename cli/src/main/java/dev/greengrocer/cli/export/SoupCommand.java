package dev.greengrocer.cli.export;

import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.Caveats;
import dev.greengrocer.cli.console.NewBundleOption;
import dev.greengrocer.cli.console.ResizeOption;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.ModelSoup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code greengrocer soup}: several fine-tuned models become one. */
@Command(
    name = "soup",
    description =
        "Average the weights of models that were fine-tuned from the same start into one of the"
            + " same size.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer soup runs/a/model runs/b/model --out runs/soup/model",
      "  greengrocer calibrate --model runs/soup/model --data dataset",
      "",
      "The new model knows nothing of its own quality yet: calibrate and evaluate it."
    })
public final class SoupCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "BUNDLE",
      arity = "1..*",
      description = "The models: one network, one label list, one preprocessing.")
  @SuppressWarnings("NullAway.Init")
  private List<Path> bundles;

  @Mixin private NewBundleOption out = new NewBundleOption();

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "The .safetensors that the models were tuned from, to be blended in.")
  private @Nullable Path init;

  @Option(
      names = "--blend",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of --init in all layers but the head (${DEFAULT-VALUE}).")
  private double blend;

  @Mixin private ResizeOption resize = new ResizeOption();

  @Option(names = "--name", defaultValue = "soup", description = "Of the model (${DEFAULT-VALUE}).")
  private String name = "soup";

  @Override
  public Integer call() {
    List<Path> models = new ArrayList<>(bundles);
    Optional.ofNullable(init).ifPresent(models::add);
    Path place = out.awayFrom(models);
    ModelBundle soup =
        new ModelSoup(
                bundles,
                Optional.ofNullable(init),
                blend,
                resize.pixels(),
                name,
                ProgramVersion.current())
            .write(place);
    spec.commandLine()
        .getOut()
        .printf("%s: mean of %d models, blend %s%n", soup.directory(), bundles.size(), blend);
    Caveats.print(soup, spec.commandLine().getErr());
    return 0;
  }
}

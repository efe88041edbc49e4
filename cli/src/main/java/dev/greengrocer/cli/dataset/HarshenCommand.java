package dev.greengrocer.cli.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.cli.console.PreparedDataOption;
import dev.greengrocer.cli.console.Progress;
import dev.greengrocer.lab.corruption.CorruptedCopies;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Split;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code greengrocer harshen}: degraded copies of validation photos. */
@Command(
    name = "harshen",
    description =
        "Writes degraded copies of the validation photos (blur, low light, compression), on which"
            + " evaluate measures a model.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer harshen --data dataset --out harsh",
      "  greengrocer evaluate --data harsh --model runs/first/model --out runs/first/harsh"
    })
public final class HarshenCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin private PreparedDataOption data = new PreparedDataOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the class folders of copies; new or empty.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--split",
      defaultValue = "validation",
      paramLabel = "SPLIT",
      description = "The photos to copy: train, validation or test (${DEFAULT-VALUE}).")
  private String split = "validation";

  @Option(
      names = "--copies",
      defaultValue = "3",
      paramLabel = "N",
      description = "Copies of each photo, each spoiled in another way (${DEFAULT-VALUE}).")
  private int copies;

  @Override
  public Integer call() {
    if (copies < 1 || copies > 100) {
      throw new InvalidConfigurationException(
          "--copies is %d but must be from 1 to 100".formatted(copies));
    }
    Split part =
        Split.parse(split)
            .orElseThrow(
                () ->
                    new InvalidConfigurationException(
                        "--split is '%s' but must be train, validation or test".formatted(split)));
    DatasetManifest manifest = DatasetManifests.read(data.directory);
    int written;
    try (Progress progress = Progress.start("spoiling", "photos", manifest.samples(part).size())) {
      written = CorruptedCopies.write(manifest, part, copies, out, progress::reached);
    }
    spec.commandLine().getOut().printf("%s: %d photos%n", out, written);
    return 0;
  }
}

package dev.greengrocer.cli.console;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.Overlap;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --out}, the same for every command that makes a model of other models. */
public final class NewBundleOption {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description = "The folder for the new model; an earlier bundle there is replaced.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  /**
   * The folder for the new model.
   *
   * @param models those that it is made of, which stay as they are
   * @throws InvalidConfigurationException if writing the new one would change one of them
   */
  public Path awayFrom(List<Path> models) {
    for (Path model : models) {
      if (Overlap.between(directory, model)) {
        throw new InvalidConfigurationException(
            "--out %s and the model %s that it is made of are one folder, or one lies in the other; give a folder elsewhere"
                .formatted(directory, model));
      }
    }
    return directory;
  }
}

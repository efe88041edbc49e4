package dev.greengrocer.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --model}, the same for every command that runs a model. */
public final class ModelOption {

  /** The launcher says where the program lies; the bundled model lies in it. */
  private static final String BUNDLED = "${sys:greengrocer.home:-.}/models/bundled";

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      defaultValue = BUNDLED,
      description = "Folder of the model bundle (default: the bundled model).")
  @SuppressWarnings("NullAway.Init")
  public Path directory;
}

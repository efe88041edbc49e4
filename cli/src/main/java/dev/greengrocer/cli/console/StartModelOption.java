package dev.greengrocer.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --model}, the same for every command that makes a new model of one. */
public final class StartModelOption {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "BUNDLE",
      description = "Folder of the model to start from; it stays as it is.")
  @SuppressWarnings("NullAway.Init")
  public Path directory;
}

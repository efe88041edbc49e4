package dev.greengrocer.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, the same for every command that looks at a data set alone. */
public final class PreparedDataOption {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set that prepare made.")
  @SuppressWarnings("NullAway.Init")
  public Path directory;
}

package dev.greengrocer.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, the same for every command that fits a rule of decision to a model. */
public final class TrainedDataOption {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set made by prepare, the one that the model was trained on.")
  @SuppressWarnings("NullAway.Init")
  public Path directory;
}

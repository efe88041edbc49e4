package dev.greengrocer.cli.console;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --out}, the same for every command that makes a model of other models. */
public final class NewBundleOption {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "BUNDLE",
      description = "The folder for the new model; an earlier bundle there is replaced.")
  @SuppressWarnings("NullAway.Init")
  public Path directory;
}

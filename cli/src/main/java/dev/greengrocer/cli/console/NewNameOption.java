package dev.greengrocer.cli.console;

import dev.greengrocer.model.ModelBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --name}, the same for every command that makes a new model of one. */
public final class NewNameOption {

  @Option(
      names = "--name",
      description = "Of the model (default: that of the model it is made of).")
  private @Nullable String name;

  /** The name that was given, or that of the model to start from. */
  public String or(ModelBundle start) {
    return name == null ? start.name() : name;
  }
}

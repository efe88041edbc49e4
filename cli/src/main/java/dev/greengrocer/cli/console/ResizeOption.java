package dev.greengrocer.cli.console;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --resize}, the same for every command that joins models. */
public final class ResizeOption {

  @Option(
      names = "--resize",
      paramLabel = "PX",
      description = "Short side before the centre crop (default: that of the models).")
  private @Nullable Integer pixels;

  /** What was given; empty for that of the models. */
  public OptionalInt pixels() {
    return pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels);
  }
}

package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.s3.S3Address;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The {@code --out} of commands that write into no bucket. Stateless. */
final class OnThisComputer {

  private OnThisComputer() {}

  /**
   * The path of what a person wrote.
   *
   * @throws InvalidConfigurationException if it is none: of an address a path would make folders
   */
  static Path path(String out) {
    if (S3Address.isMeant(out)) {
      throw new InvalidConfigurationException(
          "--out %s: is an address; give a place on this computer, and copy it from there"
              .formatted(out));
    }
    try {
      return Path.of(out);
    } catch (InvalidPathException e) {
      throw new InvalidConfigurationException(
          "--out %s: cannot be a path: %s".formatted(out, e.getReason()), e);
    }
  }
}

package dev.greengrocer.model;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.fuzz.Told;
import java.nio.file.Path;

/** Tables of numbers in a bundle. */
public final class NpyTarget {

  private static final Path NAME = Path.of("familiar-features.npy");

  private NpyTarget() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    try {
      NpyFile.parse(bytes, NAME);
    } catch (InvalidModelException e) {
      Told.in(e);
    }
  }
}

package dev.greengrocer.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the targets have in common. */
public final class Told {

  private static final int LONGEST = 2_000;
  private static final Path FILE = folder().resolve("input");

  private Told() {}

  /** A refusal must say something, in a bounded number of words. */
  public static void in(RuntimeException refusal) {
    String message = refusal.getMessage();
    if (message == null || message.isBlank() || message.length() > LONGEST) {
      throw new AssertionError("refused without a sentence of at most " + LONGEST + ": " + message);
    }
  }

  /** The bytes as a file, for what reads files; the same place each time. */
  public static Path file(byte[] bytes) {
    try {
      return Files.write(FILE, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder that goes with the process's temporary folder. */
  public static Path folder() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.greengrocer.cli.console;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Standard output whose failures are heard. A {@link PrintWriter} swallows every {@link
 * IOException}, so that a command would go on working for a reader that has ended, and a full disk
 * would go unnoticed; what is thrown here is unchecked and ends the command.
 */
public final class StandardOutput extends OutputStream {

  private static final Path LINK = Path.of("/proc/self/fd/1");

  private final OutputStream out;
  private final BooleanSupplier toPipe;

  /**
   * Wraps the stream of the process.
   *
   * @param toPipe whether a reader is at the other end, so that a write fails only when it has
   *     ended
   */
  public StandardOutput(OutputStream out, BooleanSupplier toPipe) {
    this.out = out;
    this.toPipe = toPipe;
  }

  /** A writer of Unicode, whatever the locale, that sends each line as it is printed. */
  public static PrintWriter writer(OutputStream out) {
    return new PrintWriter(
        new StandardOutput(out, StandardOutput::isPipe), true, StandardCharsets.UTF_8);
  }

  // The words of a failure are in the user's language; what the stream is connected to is not.
  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(LINK).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException e) {
      return false; // not on this system
    }
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    return toPipe.getAsBoolean() || reason.contains("Broken pipe")
        ? new ClosedPipeException(cause)
        : new StorageException(
            "standard output: the results cannot be written (%s); is the disk full?"
                .formatted(reason),
            cause);
  }
}

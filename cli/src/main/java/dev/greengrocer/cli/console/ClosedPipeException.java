package dev.greengrocer.cli.console;

/** The reader of standard output has ended, as {@code head} does: nothing more needs to be said. */
public final class ClosedPipeException extends RuntimeException {

  ClosedPipeException(Throwable cause) {
    super("standard output: its reader has ended", cause);
  }
}

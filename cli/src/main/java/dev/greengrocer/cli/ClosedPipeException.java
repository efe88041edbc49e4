package dev.greengrocer.cli;

/** Whoever read standard output has ended, as {@code head} does: nothing more needs to be said. */
final class ClosedPipeException extends RuntimeException {

  ClosedPipeException(Throwable cause) {
    super("standard output: its reader has ended", cause);
  }
}

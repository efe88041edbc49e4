package dev.greengrocer.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Ends the process on Ctrl-C and SIGTERM with a last word instead of an orderly shutdown, which
 * could pull native libraries away under a thread that computes in them. For work that may be
 * stopped at any moment because all that it writes is there whole or not at all.
 */
final class Interruption {

  /** What shells report for a program stopped by Ctrl-C: 128 and the number of SIGINT. */
  private static final int INTERRUPTED = 130;

  private Interruption() {}

  /**
   * Does the work, and says the last word if a signal ends it.
   *
   * @param lastWord what to tell the user
   */
  static <T> T saying(String lastWord, PrintWriter err, Supplier<T> work) {
    Thread hook =
        new Thread(
            () -> {
              err.println();
              err.println(lastWord);
              err.flush();
              Runtime.getRuntime().halt(INTERRUPTED);
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came at the very end: the hook ends the process, so wait for it.
      return;
    }
  }
}

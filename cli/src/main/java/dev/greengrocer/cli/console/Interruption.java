package dev.greengrocer.cli.console;

import dev.greengrocer.ExitCode;
import dev.greengrocer.concurrent.NativeUses;
import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ends a training on Ctrl-C and SIGTERM with a last word. It is stopped after its step first, and
 * its threads with it: the end of a process takes native libraries away, and a thread that still
 * computes in them would crash with a report.
 */
public final class Interruption implements TrainingListener {

  /** What is in the middle of its photos or its validation is not waited for any longer. */
  private static final long PATIENCE_SECONDS = 3;

  /** A step of a large batch on a busy machine, which is in a library and cannot be cut off. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(2);

  private final CompletableFuture<@Nullable Void> held = new CompletableFuture<>();
  private volatile boolean interrupted;

  private Interruption() {}

  /**
   * Trains, and says the last word if a signal ends it.
   *
   * @param lastWord what to tell the user
   * @param training is given what must hear of its steps
   */
  public static <T> T saying(
      String lastWord, PrintWriter err, Function<? super TrainingListener, T> training) {
    Interruption interruption = new Interruption();
    Thread hook = new Thread(() -> interruption.end(lastWord, err), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return training.apply(interruption);
    } catch (Stopped stopped) {
      throw interruption.waitForTheEnd();
    } finally {
      forget(hook);
    }
  }

  @Override
  public void batchEnded(BatchMetrics batch) {
    if (interrupted) {
      throw new Stopped();
    }
  }

  /** Everything that computes has been closed on the way here. */
  private Stopped waitForTheEnd() {
    held.complete(null);
    while (true) {
      LockSupport.park(this);
    }
  }

  /** Takes the training thread out of the training, past all that closes threads and libraries. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("interrupted", null, false, false);
    }
  }

  private void end(String lastWord, PrintWriter err) {
    interrupted = true;
    err.println();
    err.println(lastWord);
    err.flush();
    if (!isHeld()) {
      NativeUses.OF_PROCESS.stop(LONGEST_STEP);
      isHeld();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
  }

  /** Whether the training has come to its end, in a moment. */
  private boolean isHeld() {
    try {
      held.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("only the end of the process waits here", e);
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

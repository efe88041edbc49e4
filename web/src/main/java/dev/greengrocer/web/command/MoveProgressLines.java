package dev.greengrocer.web.command;

import dev.greengrocer.ledger.move.MoveProgress;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says now and then how far a move is. Not thread-safe. */
final class MoveProgressLines implements MoveProgress {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final PrintWriter err;
  private long last = System.nanoTime();

  MoveProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void reached(String step, long done, long total) {
    long now = System.nanoTime();
    if (now - last >= PAUSE) {
      last = now;
      err.printf("%s: %d of %d (%d %%)%n", step, done, total, done * 100 / Math.max(total, 1));
      err.flush();
    }
  }
}

package dev.greengrocer.web.command;

import dev.greengrocer.analytics.AnalyticsExport;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says now and then how far an export is. Not thread-safe. */
final class ExportProgress implements AnalyticsExport.Progress {

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  private final PrintWriter err;
  private long rows;
  private long last = System.nanoTime();

  ExportProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void written(String part, long rows) {
    this.rows += rows;
    long now = System.nanoTime();
    if (now - last >= PAUSE) {
      last = now;
      err.printf("%s: written; %d rows so far%n", part, this.rows);
      err.flush();
    }
  }
}

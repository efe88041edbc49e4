package dev.greengrocer.web.server;

import dev.greengrocer.web.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database or the disk means for the caller, in either dialect. */
final class DatabaseFailures {

  private DatabaseFailures() {}

  /** The problem behind a failure, or empty when neither database nor disk is to blame. */
  static Optional<Problem> problemOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Problem problem = null;
      if (cause instanceof SQLiteException sqlite) {
        problem = ofSqlite(sqlite.getResultCode());
      } else if (cause instanceof SQLTransientConnectionException) {
        problem = Problem.DATABASE_BUSY; // no connection became free in time
      } else if (cause instanceof SQLException sql) {
        problem = ofState(sql.getSQLState());
      } else if (cause instanceof IOException) {
        problem = ofMessage(cause.getMessage());
      }
      if (problem != null) {
        return Optional.of(problem);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Problem ofSqlite(SQLiteErrorCode code) {
    String name = code.name();
    if (name.startsWith("SQLITE_FULL") || name.startsWith("SQLITE_IOERR")) {
      return Problem.STORAGE_FULL; // WAL and shared memory report a full disk as an I/O error
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return Problem.DATABASE_BUSY;
    }
    return name.startsWith("SQLITE_CANTOPEN") ? Problem.DATABASE_BUSY : null;
  }

  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static @Nullable Problem ofState(@Nullable String state) {
    if (state == null) {
      return null;
    }
    if (state.equals("53100")) {
      return Problem.STORAGE_FULL;
    }
    boolean busy =
        state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.startsWith("40")
            || state.equals("55P03");
    return busy ? Problem.DATABASE_BUSY : null;
  }

  private static @Nullable Problem ofMessage(@Nullable String message) {
    boolean full =
        message != null
            && (message.contains("No space left") || message.contains("Disk quota exceeded"));
    return full ? Problem.STORAGE_FULL : null;
  }
}

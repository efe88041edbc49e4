package dev.greengrocer.ledger.database;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.NativeLibraries;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database or the disk means for the caller, in either dialect. */
public final class DatabaseFailures {

  /**
   * What systems say of a file that cannot grow: no space, a quota, a limit on the process, a disk
   * that failed and is read only since.
   */
  private static final List<String> FULL =
      List.of(
          "No space left",
          "Disk quota exceeded",
          "File too large",
          "Read-only file system",
          "not enough space on the disk"); // Windows

  private DatabaseFailures() {}

  /** The problem behind a failure, or empty when neither database nor disk is to blame. */
  public static Optional<Problem> problemOf(Throwable failure) {
    if (failure instanceof TransactionSystemException rollback
        && rollback.getApplicationException() != null) {
      // The rollback failed, too; what it was for says more.
      Optional<Problem> first = problemOf(rollback.getApplicationException());
      if (first.isPresent()) {
        return first;
      }
    }
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

  /**
   * A failure of a command on a database, in one sentence.
   *
   * @param name the database's file or address
   */
  public static StorageException storage(String name, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException told) {
        return told;
      }
      if (cause instanceof SQLiteException sqlite) {
        return new StorageException("%s: %s".formatted(name, words(sqlite)), failure);
      }
    }
    Optional<InvalidConfigurationException> noLibrary = NativeLibraries.told(failure);
    if (noLibrary.isPresent()) { // the driver's own words name no folder
      return new StorageException("%s: %s".formatted(name, noLibrary.get().getMessage()), failure);
    }
    Throwable last = NestedExceptionUtils.getMostSpecificCause(failure);
    return new StorageException("%s: %s".formatted(name, unusable(last)), failure);
  }

  /** What the database itself says, where none of the faults that people can mend is behind it. */
  private static String unusable(Throwable cause) {
    return "the database cannot be used (%s)".formatted(String.valueOf(cause.getMessage()).strip());
  }

  private static String words(SQLiteException failure) {
    String name = failure.getResultCode().name();
    if (name.startsWith("SQLITE_FULL")) {
      return "the disk is full; make space and try again";
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return "another program holds the database; wait until it is done and try again";
    }
    if (name.startsWith("SQLITE_READONLY") || name.startsWith("SQLITE_PERM")) {
      return "the database or its folder cannot be written; check who owns them";
    }
    if (name.startsWith("SQLITE_CANTOPEN")) {
      return "the database cannot be opened; check the folder, its permissions and free space";
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return "the database is damaged; " + DatabaseFile.REMEDY;
    }
    if (name.startsWith("SQLITE_IOERR")) {
      return "the disk is full or has failed (%s); make space, or check it, and try again"
          .formatted(name);
    }
    return unusable(failure);
  }

  private static @Nullable Problem ofSqlite(SQLiteErrorCode code) {
    String name = code.name();
    if (name.startsWith("SQLITE_FULL") || name.startsWith("SQLITE_IOERR")) {
      return Problem.STORAGE_FULL; // WAL and shared memory report a full disk as an I/O error
    }
    if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
      return Problem.DATABASE_BUSY;
    }
    boolean unusable =
        name.startsWith("SQLITE_CANTOPEN")
            || name.startsWith("SQLITE_READONLY")
            || name.startsWith("SQLITE_CORRUPT")
            || name.startsWith("SQLITE_NOTADB");
    return unusable ? Problem.DATABASE_BUSY : null;
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
    return message != null && FULL.stream().anyMatch(message::contains)
        ? Problem.STORAGE_FULL
        : null;
  }
}

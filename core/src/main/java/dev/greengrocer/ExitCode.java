package dev.greengrocer;

/**
 * With what code a command of this program ends when it fails: the one table for all commands, for
 * scripts to tell "make space and run again" from "report a bug". Stateless.
 */
public final class ExitCode {

  /** A bug of this program. */
  public static final int BUG = 1;

  /** An option or a setting cannot be used. */
  public static final int USAGE = 2;

  /** A photo or a data set could not be used. */
  public static final int BAD_INPUT = 3;

  /** A model could not be used. */
  public static final int BAD_MODEL = 4;

  /** A training found no weights that mean anything. */
  public static final int DIVERGED = 5;

  /** A file, a database or a bucket could not be read or written. */
  public static final int STORAGE = 6;

  /** An examination found what should be done soon. */
  public static final int FOUND_WARNINGS = 7;

  /** An examination found an error. */
  public static final int FOUND_ERRORS = 8;

  /** A person stopped it, as shells report it: 128 and the number of SIGINT. */
  public static final int INTERRUPTED = 130;

  /** The reader of its output has ended, as shells report it: 128 and the number of SIGPIPE. */
  public static final int CLOSED_PIPE = 141;

  private ExitCode() {}

  /** The code of a failure. */
  public static int of(Throwable failure) {
    if (failure instanceof InvalidConfigurationException) {
      return USAGE;
    }
    if (failure instanceof InvalidImageException || failure instanceof InvalidDatasetException) {
      return BAD_INPUT;
    }
    if (failure instanceof InvalidModelException) {
      return BAD_MODEL;
    }
    if (failure instanceof TrainingDivergedException) {
      return DIVERGED;
    }
    if (failure instanceof StorageException) {
      return STORAGE;
    }
    return BUG;
  }
}

package dev.greengrocer.cli.console;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidImageException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.NativeLibraries;
import dev.greengrocer.StorageException;
import dev.greengrocer.TrainingDivergedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The one place where a failure becomes an exit code and a line on standard error. */
public final class ExitCodes {

  /** A photo or a data set could not be used. */
  public static final int BAD_INPUT = 3;

  private static final int BUG = 1;
  private static final int USAGE = 2;
  private static final int BAD_MODEL = 4;
  private static final int DIVERGED = 5;
  private static final int STORAGE = 6;

  /**
   * What shells report for a program that wrote to a closed pipe: 128 and the number of SIGPIPE.
   */
  private static final int CLOSED_PIPE = 141;

  private static final Logger log = LoggerFactory.getLogger(ExitCodes.class);

  private ExitCodes() {}

  public static int of(Throwable failure) {
    if (failure instanceof InvalidConfigurationException
        || failure instanceof CommandLine.ParameterException) {
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
    if (failure instanceof ClosedPipeException) {
      return CLOSED_PIPE;
    }
    return BUG;
  }

  public static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    return report(failure, command);
  }

  public static int report(Exception failure, CommandLine command) {
    if (failure instanceof ClosedPipeException) {
      log.debug("{}: the reader of standard output has ended", command.getCommandName());
    } else if (failure instanceof GreengrocerException) {
      log.debug("{} failed", command.getCommandName(), failure);
      command.getErr().println("greengrocer: " + failure.getMessage());
    } else if (NativeLibraries.told(failure).isPresent()) {
      return report(NativeLibraries.told(failure).get(), command);
    } else {
      log.error("{} failed: this is a bug, please report it", command.getCommandName(), failure);
    }
    return of(failure);
  }
}

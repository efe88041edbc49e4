package dev.greengrocer.web.server;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.web.doctor.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The one place in the web where a failure becomes an exit code and a line on standard error. */
final class ExitCodes {

  private static final int BUG = 1;
  private static final int USAGE = 2;
  private static final int BAD_MODEL = 4;
  private static final int STORAGE = 6;
  private static final int DOCTOR_WARNS = 7;
  private static final int DOCTOR_FOUND_ERRORS = 8;

  private static final Logger log = LoggerFactory.getLogger(ExitCodes.class);

  private ExitCodes() {}

  static int of(Throwable failure) {
    if (failure instanceof InvalidConfigurationException
        || failure instanceof CommandLine.ParameterException) {
      return USAGE;
    }
    if (failure instanceof InvalidModelException) {
      return BAD_MODEL;
    }
    if (failure instanceof StorageException) {
      return STORAGE;
    }
    return BUG;
  }

  /** How an examination ends: apart from every failure of the command itself. */
  static int of(Level worst) {
    return switch (worst) {
      case OK -> CommandLine.ExitCode.OK;
      case WARNING -> DOCTOR_WARNS;
      case ERROR -> DOCTOR_FOUND_ERRORS;
    };
  }

  static int report(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    if (failure instanceof GreengrocerException) {
      log.debug("{} failed", command.getCommandName(), failure);
      command.getErr().println("greengrocer: " + failure.getMessage());
    } else {
      log.error("{} failed: this is a bug, please report it", command.getCommandName(), failure);
    }
    return of(failure);
  }
}

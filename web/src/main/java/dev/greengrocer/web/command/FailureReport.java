package dev.greengrocer.web.command;

import dev.greengrocer.ExitCode;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.web.doctor.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Tells a person at the terminal why a command of the server failed, by a line on standard error
 * and the exit code. Stateless.
 */
final class FailureReport {

  private static final Logger log = LoggerFactory.getLogger(FailureReport.class);

  private FailureReport() {}

  static int of(Throwable failure) {
    return failure instanceof CommandLine.ParameterException
        ? ExitCode.USAGE
        : ExitCode.of(failure);
  }

  /** How an examination ends: apart from every failure of the command itself. */
  static int of(Level worst) {
    return switch (worst) {
      case OK -> CommandLine.ExitCode.OK;
      case WARNING -> ExitCode.FOUND_WARNINGS;
      case ERROR -> ExitCode.FOUND_ERRORS;
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

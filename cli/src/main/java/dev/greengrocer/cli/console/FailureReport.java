package dev.greengrocer.cli.console;

import dev.greengrocer.ExitCode;
import dev.greengrocer.GreengrocerException;
import dev.greengrocer.NativeLibraries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Tells a person at the terminal why a command failed, by a line on standard error and the exit
 * code. Stateless.
 */
public final class FailureReport {

  private static final Logger log = LoggerFactory.getLogger(FailureReport.class);

  private FailureReport() {}

  public static int of(Throwable failure) {
    if (failure instanceof CommandLine.ParameterException) {
      return ExitCode.USAGE;
    }
    return failure instanceof ClosedPipeException ? ExitCode.CLOSED_PIPE : ExitCode.of(failure);
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
      command
          .getErr()
          .println("greengrocer: " + Printable.sentences(String.valueOf(failure.getMessage())));
    } else if (NativeLibraries.told(failure).isPresent()) {
      return report(NativeLibraries.told(failure).get(), command);
    } else {
      log.error("{} failed: this is a bug, please report it", command.getCommandName(), failure);
    }
    return of(failure);
  }
}

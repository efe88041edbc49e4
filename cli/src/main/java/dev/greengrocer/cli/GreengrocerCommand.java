package dev.greengrocer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code greengrocer}: the command that holds all others. */
@Command(
    name = "greengrocer",
    description = "Names the fruit or vegetable in a photo.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {PrepareCommand.class, TrainCommand.class, EvaluateCommand.class})
public final class GreengrocerCommand {

  private GreengrocerCommand() {}

  /** Runs the program and ends the process with the exit code of the failure table. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command tree, ready to execute or to describe. */
  public static CommandLine commandLine() {
    return new CommandLine(new GreengrocerCommand())
        .setExitCodeExceptionMapper(ExitCodes::of)
        .setExecutionExceptionHandler(ExitCodes::report)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

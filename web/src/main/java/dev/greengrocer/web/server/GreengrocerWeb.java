package dev.greengrocer.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code greengrocer} that are the web's: {@code serve} and {@code db}. */
@Command(
    name = "greengrocer",
    description = "Names the fruit or vegetable in a photo.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ServeCommand.class, DbCommand.class})
public final class GreengrocerWeb {

  private GreengrocerWeb() {}

  /** Runs a command and ends the process with the exit code of the failure table. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    int exitCode = commandLine().setOut(out).setErr(err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  /** The command tree, ready to execute or to describe. */
  public static CommandLine commandLine() {
    return new CommandLine(new GreengrocerWeb())
        .setExitCodeExceptionMapper(ExitCodes::of)
        .setExecutionExceptionHandler(ExitCodes::report)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

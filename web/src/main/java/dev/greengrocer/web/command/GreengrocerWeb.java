package dev.greengrocer.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code greengrocer} that are the web's: {@code serve}, {@code db}, {@code doctor}
 * and {@code export}.
 */
@Command(
    name = "greengrocer",
    description = "Names the fruit or vegetable in a photo.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ServeCommand.class, DbCommand.class, DoctorCommand.class, ExportCommand.class})
public final class GreengrocerWeb {

  /**
   * Logs a trace of what one sentence of this program says; kept here, because Java forgets the
   * levels of loggers that are not in use.
   */
  private static final Logger UNPACKING = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

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

  /**
   * The command tree, ready to execute or to describe. From then on this process writes numbers
   * alike in every locale: what it prints, another program reads.
   */
  public static CommandLine commandLine() {
    UNPACKING.setLevel(Level.OFF);
    Locale.setDefault(Locale.ROOT); // Print streams ask for this one, not for that of formats.
    return new CommandLine(new GreengrocerWeb())
        .setExitCodeExceptionMapper(FailureReport::of)
        .setExecutionExceptionHandler(FailureReport::report)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

package dev.greengrocer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.NativeLibraries;
import dev.greengrocer.StorageException;
import dev.greengrocer.cli.console.ClosedPipeException;
import dev.greengrocer.cli.console.FailureReport;
import dev.greengrocer.cli.console.StandardOutput;
import dev.greengrocer.cli.console.UsageReport;
import dev.greengrocer.cli.console.Version;
import dev.greengrocer.cli.dataset.CheckLabelsCommand;
import dev.greengrocer.cli.dataset.HarshenCommand;
import dev.greengrocer.cli.dataset.PrepareCommand;
import dev.greengrocer.cli.evaluate.CalibrateCommand;
import dev.greengrocer.cli.evaluate.EvaluateCommand;
import dev.greengrocer.cli.export.EnsembleCommand;
import dev.greengrocer.cli.export.MemberCommand;
import dev.greengrocer.cli.export.QuantizeCommand;
import dev.greengrocer.cli.export.SoupCommand;
import dev.greengrocer.cli.predict.PredictCommand;
import dev.greengrocer.cli.train.DistillCommand;
import dev.greengrocer.cli.train.FitHeadCommand;
import dev.greengrocer.cli.train.TrainCommand;
import dev.greengrocer.cli.train.TuneCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code greengrocer}: the command that holds all others. */
@Command(
    name = "greengrocer",
    description = "Names the fruit or vegetable in a photo.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer predict photo.jpg",
      "      name what a photo shows, with the bundled model",
      "  greengrocer prepare photos --out data/mine",
      "      make a data set of folders of photos, one a class",
      "  greengrocer train --data data/mine --out runs/mine",
      "      train a network on it",
      "  greengrocer tune --data data/mine --out tuning --budget 2h",
      "      search for better training options",
      "  greengrocer evaluate --model runs/mine/model --data data/mine --out runs/mine/test",
      "      measure what came out, on photos that training never saw",
      "  greengrocer serve",
      "      open the web application; 'greengrocer db' takes care of its database, 'doctor' looks at all of it,",
      "      'greengrocer export' writes its figures for analysts",
      "",
      "'greengrocer COMMAND --help' tells every option of a command."
    },
    subcommands = {
      PrepareCommand.class,
      CheckLabelsCommand.class,
      TrainCommand.class,
      DistillCommand.class,
      TuneCommand.class,
      CalibrateCommand.class,
      EvaluateCommand.class,
      HarshenCommand.class,
      SoupCommand.class,
      EnsembleCommand.class,
      MemberCommand.class,
      FitHeadCommand.class,
      QuantizeCommand.class,
      PredictCommand.class
    })
public final class GreengrocerCommand {

  /**
   * Logs a trace of what one sentence of this program says; kept here, because Java forgets the
   * levels of loggers that are not in use.
   */
  private static final Logger UNPACKING = Logger.getLogger("ai.onnxruntime.OnnxRuntime");

  private GreengrocerCommand() {}

  /** Runs the program and ends the process with the exit code of the failure table. */
  public static void main(String[] arguments) {
    // Labels and file names are Unicode, whatever the locale.
    PrintWriter out = StandardOutput.writer(new FileOutputStream(FileDescriptor.out));
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    int exitCode = execute(commandLine().setOut(out).setErr(err), arguments);
    err.flush();
    System.exit(exitCode);
  }

  /** Runs a command and sends all that it printed. */
  static int execute(CommandLine command, String... arguments) {
    int exitCode = command.execute(arguments);
    try {
      command.getOut().flush();
      return exitCode;
    } catch (ClosedPipeException | StorageException e) {
      return FailureReport.report(e, command);
    }
  }

  /** Help and versions are printed outside of any command, whose failures would be reported. */
  private static int run(CommandLine.ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (ClosedPipeException | StorageException e) {
      return FailureReport.report(e, arguments.commandSpec().commandLine());
    } catch (LinkageError e) { // which picocli lets through, as it is no exception
      return FailureReport.report(
          NativeLibraries.told(e).orElseThrow(() -> e), arguments.commandSpec().commandLine());
    }
  }

  /**
   * The whole command tree, ready to execute or to describe. From then on this process writes
   * numbers alike in every locale: what one command prints, another program reads.
   */
  public static CommandLine commandLine() {
    UNPACKING.setLevel(Level.OFF);
    Locale.setDefault(Locale.ROOT); // Print streams ask for this one, not for that of formats.
    return new CommandLine(new GreengrocerCommand())
        .setExecutionStrategy(GreengrocerCommand::run)
        .setExitCodeExceptionMapper(FailureReport::of)
        .setExecutionExceptionHandler(FailureReport::report)
        .setParameterExceptionHandler(UsageReport::report)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

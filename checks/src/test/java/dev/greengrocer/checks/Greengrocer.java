package dev.greengrocer.checks;

import dev.greengrocer.cli.GreengrocerCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the program through its real command line, in this process. */
record Greengrocer(int exitCode, String out, String err) {

  /** Runs a command; paths may be given as they are. */
  static Greengrocer run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine program =
        GreengrocerCommand.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode =
        program.execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    return new Greengrocer(exitCode, out.toString(), err.toString());
  }
}

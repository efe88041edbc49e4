package dev.greengrocer.cli.console;

import dev.greengrocer.ExitCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells a person at the terminal what is wrong with the options of a command: the fault, what may
 * have been meant, and how to see all options, which are too many to print them under every slip.
 * Stateless.
 */
public final class UsageReport {

  /** What the parser says in words of Java, and what it means. */
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put(Pattern.compile("is not an? (int|long|short|byte)$"), "is not a whole number");
    WORDS.put(Pattern.compile("is not a (double|float)$"), "is not a number");
    WORDS.put(
        Pattern.compile("cannot convert ('.*') to LocalDate .*", Pattern.DOTALL),
        "$1 is not a day; write it as 2026-11-24");
    WORDS.put(
        Pattern.compile(
            "^Expected parameter (\\d+) \\(of \\d+ mandatory parameters\\) for positional parameter at index \\S+ \\(<?([^<>)]+)>?\\).*",
            Pattern.DOTALL),
        "$2: number $1 is missing");
  }

  private UsageReport() {}

  /** Reports a fault of the command line. */
  public static int report(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "greengrocer: " + Printable.sentences(inWords(String.valueOf(failure.getMessage()))));
    if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println(
          "'%s --help' tells every option.".formatted(command.getCommandSpec().qualifiedName()));
    }
    err.flush();
    return ExitCode.USAGE;
  }

  static String inWords(String message) {
    String said = message;
    for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
      said = word.getKey().matcher(said).replaceFirst(word.getValue());
    }
    return said;
  }
}

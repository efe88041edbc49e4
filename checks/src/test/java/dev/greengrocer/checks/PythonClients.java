package dev.greengrocer.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Python programs of others, as {@code checks/python/install} installs them.
 *
 * <pre>{@code
 * PythonClients python = PythonClients.installed();
 * PythonClients.Run run = python.run(folder, Duration.ofMinutes(1), "-m", "mlcroissant", "validate", …);
 * assertThat(run.exitCode()).as(run.output()).isZero();
 * }</pre>
 */
final class PythonClients {

  private static final Path FOLDER =
      Path.of(System.getProperty("greengrocer.home", ".."), "checks", "python").toAbsolutePath();
  private static final String REQUIRE = "GREENGROCER_REQUIRE_PYTHON_CLIENTS";

  private final Path interpreter;

  private PythonClients(Path interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * The installed programs: those of the interpreter that {@code GREENGROCER_PYTHON} names, or of
   * {@code checks/python/.venv}. Without them the test is skipped, or fails where {@code
   * GREENGROCER_REQUIRE_PYTHON_CLIENTS} is 1.
   */
  static PythonClients installed() {
    String given = System.getenv("GREENGROCER_PYTHON");
    Path interpreter = given == null ? FOLDER.resolve(".venv/bin/python") : Path.of(given);
    boolean found = Files.isExecutable(interpreter);
    if (!found && "1".equals(System.getenv(REQUIRE))) {
      fail(REQUIRE + " is 1, and there is no " + interpreter);
    }
    Assumptions.assumeTrue(
        found, "no " + interpreter + ": run checks/python/install to run these tests");
    return new PythonClients(interpreter);
  }

  /** A script in {@code checks/python}. */
  static Path script(String name) {
    return FOLDER.resolve(name);
  }

  /** Runs Python with arguments and waits for its end. */
  Run run(Path folder, Duration limit, String... arguments)
      throws IOException, InterruptedException {
    return run(folder, limit, Map.of(), arguments);
  }

  /**
   * Runs Python with arguments and waits for its end.
   *
   * @param folder the working directory, which also takes the output
   * @param limit how long it may take; then it is ended and the test fails
   * @param environment variables to add to this process's
   */
  Run run(Path folder, Duration limit, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(interpreter.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "python-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PYTHONUTF8", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String said = new String(Files.readAllBytes(output), UTF_8);
    if (!ended) {
      fail(command + ": not done after " + limit + "\n" + said);
    }
    return new Run(process.exitValue(), said);
  }

  /**
   * How a program ended.
   *
   * @param exitCode its exit code
   * @param output what it wrote to standard output and standard error
   */
  record Run(int exitCode, String output) {}
}

package dev.greengrocer.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.concurrent.UseGuard;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that is asked to end while a library computes, longer than a step usually takes. */
@Timeout(120)
final class InterruptionTest {

  private static final int STEP_SECONDS = 6;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
  void a_step_that_takes_long_ends_before_its_library_goes_and_no_other_begins() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                InterruptionTest.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.equals("a step begins")) {
          process.toHandle().destroy(); // SIGTERM, and the output stays open
        }
      }
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lines).containsSubsequence("a step begins", "the last word", "the step has ended");
    assertThat(lines).doesNotContain("another step begins");
    assertThat(process.exitValue()).isEqualTo(130);
  }

  /** As a training does that validates: it is not asked to stop between two uses. */
  @SuppressWarnings("try") // uses are held, not read
  public static void main(String[] arguments) {
    UseGuard library = new UseGuard("the library");
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    Interruption.saying(
        "the last word",
        out,
        steps -> {
          try (UseGuard.Use use = library.enter()) {
            out.println("a step begins");
            TimeUnit.SECONDS.sleep(STEP_SECONDS);
            out.println("the step has ended");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          try (UseGuard.Use use = library.enter()) {
            out.println("another step begins");
            return 0;
          }
        });
  }
}

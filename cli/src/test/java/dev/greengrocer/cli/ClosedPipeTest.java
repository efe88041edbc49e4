package dev.greengrocer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.console.StandardOutput;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a command whose reader has ended, such as {@code head -1}. */
final class ClosedPipeTest {

  private static final int CLOSED_PIPE = 141;
  private static final int STORAGE = 6;

  @TempDir private Path folder;
  private Path model;
  private Path photos;

  @BeforeEach
  void draw() throws IOException {
    model = DrawnModel.write(folder);
    photos = folder.resolve("photos");
    for (String label : List.of("tomato", "blueberry")) {
      for (int i = 0; i < 20; i++) {
        DrawnPhotos.write(
            photos.resolve(label).resolve(i + ".png"), label.equals("tomato") ? 255 : 0, 0, 255);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "jsonl"})
  void predict_ends_quietly(String format) {
    assertQuiet("predict", "--model", "" + model, "--format", format, "" + photos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--skip-unknown"})
  void evaluate_ends_quietly(String option) {
    assertQuiet(
        "evaluate", "--model", "" + model, "--data", "" + photos, option, "--out", folder + "/out");
  }

  @Test
  void prepare_ends_quietly() {
    assertQuiet("prepare", "" + photos, "--out", folder + "/prepared", "--min-side", "8");
  }

  @Test
  void help_ends_quietly() {
    assertQuiet("--help");
    assertQuiet("predict", "--help");
    assertQuiet("--version");
  }

  @Test
  void a_full_disk_is_no_closed_pipe() {
    StringWriter err = new StringWriter();
    int exitCode =
        run("No space left on device", err, "predict", "--model", "" + model, "" + photos);

    assertThat(exitCode).isEqualTo(STORAGE);
    assertThat(err.toString())
        .isEqualTo(
            "greengrocer: standard output: the results cannot be written (No space left on device);"
                + " is the disk full?\n");
  }

  @Test
  void a_process_whose_reader_ends_after_a_line_ends_by_itself() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(GreengrocerCommand.class.getName());
    command.addAll(List.of("predict", "--model", "" + model, "--format", "jsonl", "" + photos));
    for (int i = 0; i < 60; i++) { // more than a pipe holds
      command.add("" + photos);
    }
    Path err = folder.resolve("err.txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(reader.readLine()).contains("\"decision\"");
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err)).isEmpty();
    assertThat(process.exitValue()).isEqualTo(CLOSED_PIPE);
  }

  private static void assertQuiet(String... arguments) {
    StringWriter err = new StringWriter();
    assertThat(run("Broken pipe", err, arguments)).isEqualTo(CLOSED_PIPE);
    assertThat(err.toString()).isEmpty();
  }

  private static int run(String reason, StringWriter err, String... arguments) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(reason);
          }
        };
    PrintWriter out = new PrintWriter(new StandardOutput(broken, () -> false), true, UTF_8);
    return GreengrocerCommand.execute(
        GreengrocerCommand.commandLine().setOut(out).setErr(new PrintWriter(err, true)), arguments);
  }
}

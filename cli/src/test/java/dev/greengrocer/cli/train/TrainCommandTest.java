package dev.greengrocer.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.TrainingConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrainCommandTest {

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void help_has_a_flag_for_every_option_and_examples() {
    StringWriter out = new StringWriter();
    commandLine().setOut(new PrintWriter(out, true)).execute("train", "--help");
    String help = out.toString();

    ConfigFile.values(TrainingConfig.defaults(TrainingConfig.DEFAULT_NETWORK))
        .keySet()
        .forEach(key -> assertThat(help).contains("--" + key + "="));
    assertThat(help).contains("greengrocer train --out runs/first --resume");
  }

  @Test
  void every_option_out_of_range_is_told_with_exit_code_2() {
    String run = folder.resolve("run").toString();
    int code =
        commandLine()
            .execute("train", "--data", "nowhere", "--out", run, "--epochs=0", "--dropout=2");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("epochs is 0", "dropout is 2");
  }

  @Test
  void a_missing_data_set_is_told_with_exit_code_3() {
    Path nowhere = folder.resolve("nowhere");
    Path run = folder.resolve("run");
    int code =
        commandLine().execute("train", "--data", nowhere.toString(), "--out", run.toString());

    assertThat(code).isEqualTo(3);
    assertThat(err.toString()).contains(nowhere.toString());
    assertThat(run).doesNotExist();
  }

  @Test
  void a_run_needs_a_folder() {
    assertThat(commandLine().execute("train", "--data", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--out");
  }

  private CommandLine commandLine() {
    return GreengrocerCommand.commandLine().setErr(new PrintWriter(err, true));
  }
}

package dev.greengrocer.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.training.tune.SearchSpaceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

final class TuneCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void the_built_in_space_can_be_printed_changed_and_given_back() throws IOException {
    assertThat(run("--show-space")).isZero();
    Path file = Files.writeString(folder.resolve("space.yaml"), out.toString());

    assertThat(SearchSpaceFile.read(file)).isEqualTo(SearchSpaceFile.builtIn(false));
    assertThat(out.toString()).doesNotContain("head-factor");
    out.getBuffer().setLength(0);
    run("--show-space", "--init", "somewhere");
    assertThat(out.toString()).contains("head-factor");
  }

  @Test
  void faults_of_the_space_end_with_exit_code_2_before_anything_is_written() throws IOException {
    Path space =
        Files.writeString(
            folder.resolve("s.yaml"), "search: {dropuot: {uniform: [0, 1]}, blur: 3}");

    int code = run("--data", "" + folder, "--out", "" + folder.resolve("t"), "--space", "" + space);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("s.yaml", "dropuot", "blur must be");
    assertThat(folder.resolve("t")).doesNotExist();
  }

  @Test
  void a_search_needs_a_folder_and_data() {
    assertThat(run("--data", "" + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("--out");
    assertThat(run("--out", "" + folder.resolve("t"), "--resume")).isEqualTo(2);
    assertThat(err.toString()).contains("holds no search to resume; give --data");
  }

  @Test
  void times_are_hours_minutes_and_seconds() {
    BudgetConverter converter = new BudgetConverter();

    assertThat(converter.convert("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(converter.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(converter.convert("45S")).isEqualTo(Duration.ofSeconds(45));
    assertThat(BudgetConverter.words(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
    assertThat(BudgetConverter.words(Duration.ofSeconds(59))).isEqualTo("59 s");
    for (String wrong : new String[] {"", "2", "0h", "-1h", "30m1h", "two hours"}) {
      assertThatThrownBy(() -> converter.convert(wrong))
          .as(wrong)
          .isInstanceOf(TypeConversionException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "tune";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }
}

package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code greengrocer export power-bi} as a person calls it. */
final class PowerBiCommandTest {

  @TempDir Path folder;

  @Test
  void a_project_is_written_without_any_books() throws IOException {
    Said said =
        export("--data", "C:\\analytics", "--currency", "jpy", "--app", "https://x.example/");

    assertThat(said.exitCode).as(said.err).isZero();
    assertThat(said.out).contains("README.md says how to open them");
    assertThat(folder.resolve("out/Greengrocer.pbip")).isRegularFile();
    assertThat(folder.resolve("out/README.md"))
        .content()
        .contains("Money is shown in JPY", "`https://x.example` now");
  }

  @Test
  void a_folder_of_this_computer_is_written_whole() throws IOException {
    export("--data", "analytics");

    assertThat(Files.readString(folder.resolve("out/README.md")))
        .contains("It is `%s` now".formatted(Path.of("analytics").toAbsolutePath()))
        .contains("Money is shown in EUR");
  }

  @Test
  void bad_input_gets_one_sentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");

    refused("--data", export("--data", "postgres://me:secret@x/y"));
    refused("--currency QQQ", export("--data", "a", "--currency", "QQQ"));
    refused("--app shop", export("--data", "a", "--app", "shop"));
    refused("is a file", run("export", "power-bi", "--data", "a", "--out", file.toString()));
    refused("--data", run("export", "power-bi", "--out", folder + "/out"));
    refused("is an address", run("export", "power-bi", "--data", "a", "--out", "s3://shop/x"));
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static void refused(String words, Said said) {
    assertThat(said.exitCode).as(said.err).isEqualTo(2);
    assertThat(said.err).contains(words).doesNotContain("\tat ", "secret");
    assertThat(said.out).isEmpty();
  }

  private Said export(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("export", "power-bi", "--out", folder.resolve("out").toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

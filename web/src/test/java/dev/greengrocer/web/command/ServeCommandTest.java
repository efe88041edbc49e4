package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeCommandTest {

  @TempDir private Path folder;

  @Test
  void every_fault_is_told_at_once_and_nothing_starts() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    String said =
        refused(
            "serve",
            "--port=70000",
            "--data-dir=" + file,
            "--model=" + folder.resolve("none"),
            "--database=jdbc:mysql://x",
            "--demo",
            "--host=0.0.0.0");

    assertThat(said)
        .contains("--port 70000", "--data-dir", "is a file", "--model", "--database", "--demo");
  }

  @Test
  void demonstrations_are_for_this_machine_alone() {
    assertThat(refused("serve", "--demo", "--host", "0.0.0.0")).contains("could do everything");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "999.1.1.1",
        "no such host",
        "127.0.0.1,0.0.0.0",
        "http://127.0.0.1",
        "::zz"
      })
  void an_address_that_is_none_is_refused(String host) {
    assertThat(refused("serve", "--host", host)).contains("--host");
    assertThat(refused("serve", "--demo", "--host", host)).contains("--host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "999.1.1.1"})
  void so_is_one_that_is_no_option_but_a_setting(String address) {
    System.setProperty("server.address", address);
    try {
      assertThat(refused("serve", "--port=0", "--data-dir=" + folder.resolve("data")))
          .contains("--host");
    } finally {
      System.clearProperty("server.address");
    }
  }

  @Test
  void the_books_commands_tell_what_they_want() {
    String directory = "--data-dir=" + folder;

    assertThat(exit("db", "check", directory)).isEqualTo(6);
    assertThat(exit("db", "backup", directory, folder.resolve("b").toString())).isEqualTo(6);
    assertThat(exit("db", "restore", directory, folder.resolve("b").toString())).isEqualTo(6);
    assertThat(refused("db", "backup", "--database=jdbc:postgresql://x/y", folder.toString()))
        .contains("pg_dump");
  }

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    assertThat(exitCode).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  private static int exit(String... arguments) {
    return GreengrocerWeb.commandLine()
        .setErr(new PrintWriter(new StringWriter(), true))
        .execute(arguments);
  }
}

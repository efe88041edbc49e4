package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of settings that cannot be read is the fault of no program: one sentence, exit code 2. */
final class BrokenSettingsTest {

  private static final String FILES = "spring.config.additional-location";

  @TempDir private Path folder;

  @ParameterizedTest
  @Timeout(120)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'greengrocer: [unclosed'      | not valid YAML: line 1
          'server: {port: 99999}'       | server.port=99999: must be 0 to 65535
          'server: {port: abc}'         | server.port=abc: cannot be read
          'server: {port: ""}'          | server.port: is empty
          'greengrocer: {data-dir: ""}' | greengrocer.data-dir: is empty
          """)
  void every_command_names_the_setting(String settings, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("shop.yaml"), settings);
    System.setProperty(FILES, file.toUri().toString());
    try {
      for (List<String> command :
          List.of(
              List.of("doctor"),
              List.of("db", "check"),
              List.of("export", "analytics", "--out", folder.resolve("out").toString()),
              List.of("serve"))) {
        assertRefused(command, words);
      }
    } finally {
      System.clearProperty(FILES);
    }
  }

  private static void assertRefused(List<String> command, String words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(command.toArray(String[]::new));
    assertThat(exitCode).as("%s: %s", command, err).isEqualTo(2);
    assertThat(err.toString()).as(command.toString()).contains(words);
    assertThat(out.toString()).isEmpty();
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files by which other programs run Greengrocer, checked by those programs. */
final class ServiceFilesTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("greengrocer.home", ".."), "distribution", "src");
  private static final String PROGRAM = "/usr/lib/greengrocer/bin/greengrocer";

  @TempDir private Path folder;

  @Test
  void systemd_understands_every_line_of_its_units() throws IOException, InterruptedException {
    assumeInstalled("systemd-analyze", "GREENGROCER_REQUIRE_SYSTEMD", "systemd");

    Run run = run("systemd-analyze", "verify", unit("greengrocer.service"));
    Run backup =
        run(
            "systemd-analyze",
            "verify",
            unit("greengrocer-backup.service"),
            unit("greengrocer-backup.timer"),
            unit("greengrocer-upload.service"));

    assertThat(List.of(run, backup)).containsOnly(new Run(0, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"greengrocer.service", "greengrocer-backup.service", "greengrocer-upload.service"})
  void a_service_may_do_little(String name) throws IOException, InterruptedException {
    assumeInstalled("systemd-analyze", "GREENGROCER_REQUIRE_SYSTEMD", "systemd");

    // An exposure of 1.5, of 10 for a service that may do everything.
    Run run = run("systemd-analyze", "security", "--offline=true", "--threshold=15", unit(name));

    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @Test
  void caddy_understands_its_configuration() throws IOException, InterruptedException {
    assumeInstalled("caddy", "GREENGROCER_REQUIRE_CADDY", "caddy");

    Run run =
        run(
            "caddy",
            "validate",
            "--adapter",
            "caddyfile",
            "--config",
            SOURCES.resolve("caddy/Caddyfile").toString());

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Valid configuration").doesNotContain("\"level\":\"warn\"");
  }

  /** A copy of a unit that starts a program which is there. */
  private String unit(String name) throws IOException {
    String text = Files.readString(SOURCES.resolve("systemd").resolve(name));
    return Files.writeString(folder.resolve(name), text.replace(PROGRAM, "/bin/true")).toString();
  }

  private static void assumeInstalled(String program, String required, String debian) {
    if (System.getenv(required) == null) {
      boolean installed =
          Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
              .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
      Assumptions.assumeTrue(installed, program + " is not installed; apt-get install " + debian);
    }
  }

  private static Run run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  /** How a program ended and what it said. */
  private record Run(int exitCode, String output) {}
}

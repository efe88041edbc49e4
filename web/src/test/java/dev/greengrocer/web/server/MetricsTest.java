package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsTest extends ServedTest {

  private static final String REQUIRE = "GREENGROCER_REQUIRE_PROMTOOL";

  @Test
  void prometheus_finds_nothing_to_say_against_the_figures(@TempDir Path folder) throws Exception {
    Path promtool = promtool();
    Path figures = Files.writeString(folder.resolve("figures.txt"), figures());
    Path output = folder.resolve("output.txt");

    Process check =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectInput(figures.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output)).isEmpty();
    assertThat(check.exitValue()).isZero();
  }

  @Test
  void every_figure_has_a_help_text_and_none_is_of_a_filter() {
    String figures = figures();

    assertThat(figures)
        .contains(
            "# HELP greengrocer_predictions_total Answers",
            "# HELP greengrocer_refused_total Photos that were refused",
            "# HELP http_server_requests_seconds Time that requests take")
        .doesNotContain("spring_security", "_ms_total", "_ns_total");
    List<String> withoutHelp =
        figures
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
            .filter(name -> !figures.contains("# HELP " + name + " "))
            .toList();
    assertThat(withoutHelp).isEmpty();
  }

  private String figures() {
    post("/api/v1/predictions", Photos.jpeg(64, 64, 9));
    post("/api/v1/predictions", "no photo".getBytes(StandardCharsets.UTF_8));
    return get("/actuator/prometheus").body();
  }

  /** Prometheus's own checker; without it the test is skipped, or fails where it is required. */
  private static Path promtool() {
    Optional<Path> found =
        Pattern.compile(":")
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && "1".equals(System.getenv(REQUIRE))) {
      fail(REQUIRE + " is 1, and there is no promtool on the path");
    }
    Assumptions.assumeTrue(
        found.isPresent(), "no promtool: apt-get install prometheus to run this test");
    return found.orElseThrow();
  }
}

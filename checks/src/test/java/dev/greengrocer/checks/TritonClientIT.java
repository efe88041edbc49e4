package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The inference protocol as NVIDIA's own client speaks it. Skipped where no Python has {@code
 * tritonclient}, unless {@code GREENGROCER_REQUIRE_PYTHON_CLIENTS} is 1.
 */
final class TritonClientIT {

  @TempDir private static Path folder;

  @Test
  void a_whole_session_of_tritonclient() throws IOException, InterruptedException {
    Optional<String> python = python();
    if (python.isEmpty() && "1".equals(System.getenv("GREENGROCER_REQUIRE_PYTHON_CLIENTS"))) {
      fail("GREENGROCER_REQUIRE_PYTHON_CLIENTS is 1, and no Python has tritonclient");
    }
    Assumptions.assumeTrue(
        python.isPresent(), "no tritonclient: pip install 'tritonclient[http]' to run this test");
    Path photo = Files.write(folder.resolve("photo.jpg"), DrawnProduce.jpeg("lemon", 3));
    try (WebServer server = WebServer.start(folder.resolve("data"))) {
      String address = server.uri("/").getAuthority();

      Run run =
          run(
              python.orElseThrow(),
              Path.of("python", "triton_session.py").toString(),
              address,
              photo.toString());

      assertThat(run.status()).as(run.output()).isZero();
      assertThat(run.output()).contains("answered");
    }
  }

  /**
   * A Python that has the client: the one that was named, that of checks/python, or the system's.
   */
  private static Optional<String> python() {
    return Stream.of(
            System.getenv("GREENGROCER_PYTHON"),
            Path.of("python", ".venv", "bin", "python").toString(),
            "python3")
        .filter(Objects::nonNull)
        .filter(
            python -> {
              try {
                return run(python, "-c", "import tritonclient.http").status() == 0;
              } catch (IOException e) {
                return false; // there is no such program
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
              }
            })
        .findFirst();
  }

  private record Run(int status, String output) {}

  private static Run run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }
}

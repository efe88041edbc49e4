package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inference protocol as NVIDIA's own client speaks it. */
final class TritonClientIT {

  @TempDir private static Path folder;

  @Test
  void a_whole_session_of_tritonclient() throws IOException, InterruptedException {
    PythonClients python = PythonClients.installed();
    Path photo = Files.write(folder.resolve("photo.jpg"), DrawnProduce.jpeg("lemon", 3));
    try (WebServer server = WebServer.start(folder.resolve("data"))) {

      PythonClients.Run run =
          python.run(
              folder,
              Duration.ofMinutes(5),
              PythonClients.script("triton_session.py").toString(),
              server.uri("/").getAuthority(),
              photo.toString());

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("answered");
    }
  }
}

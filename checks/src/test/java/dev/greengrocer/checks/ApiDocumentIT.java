package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs that read API documents say of ours. */
final class ApiDocumentIT {

  @Test
  void a_validator_finds_no_fault_in_the_document(@TempDir Path folder) throws Exception {
    PythonClients python = PythonClients.installed();
    try (WebServer server = WebServer.start(folder.resolve("data"))) {
      Files.write(folder.resolve("openapi.json"), server.bytes("/api/openapi"));
    }

    PythonClients.Run run =
        python.run(folder, Duration.ofMinutes(2), "-m", "openapi_spec_validator", "openapi.json");

    assertThat(run.exitCode()).as(run.output()).isZero();
  }
}

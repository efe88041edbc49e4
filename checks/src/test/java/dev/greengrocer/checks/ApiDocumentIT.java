package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What programs that read API documents say of ours, and of the server behind it. */
final class ApiDocumentIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEED = "20261128";

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

  @Test
  void document_and_server_agree_for_each_role_and_for_nobody(@TempDir Path folder)
      throws Exception {
    PythonClients python = PythonClients.installed();
    Path data = folder.resolve("data");
    Map<String, String> keys = new LinkedHashMap<>();
    try (WebServer demo = WebServer.start(data)) {
      Files.write(folder.resolve("openapi.json"), demo.bytes("/api/openapi"));
      for (String role : List.of("administrator", "reviewer", "clerk")) {
        keys.put(role, key(demo.uri("/api/v1/keys"), role));
      }
    }
    keys.put("nobody", "");

    try (WebServer server = WebServer.startWithUsers(data)) {
      for (Map.Entry<String, String> caller : keys.entrySet()) {
        PythonClients.Run run = schemathesis(python, folder, server, caller);
        assertThat(run.exitCode()).as("as %s:\n%s", caller.getKey(), run.output()).isZero();
      }
    }
  }

  private static PythonClients.Run schemathesis(
      PythonClients python, Path folder, WebServer server, Map.Entry<String, String> caller)
      throws IOException, InterruptedException {
    boolean all = caller.getKey().equals("administrator");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-m",
                "schemathesis.cli",
                "--config-file",
                PythonClients.script("schemathesis.toml").toString(),
                "run",
                "openapi.json",
                "--url",
                server.uri("").toString(),
                "--phases",
                "coverage,fuzzing",
                "--seed",
                SEED,
                "--max-examples",
                all ? "25" : "5",
                "--continue-on-failure",
                "--no-shrink",
                "--warnings",
                "off",
                "--max-time",
                all ? "100" : "40"));
    if (!caller.getValue().isEmpty()) {
      arguments.addAll(List.of("--header", "Authorization: Bearer " + caller.getValue()));
    }
    return python.run(folder, Duration.ofMinutes(5), arguments.toArray(String[]::new));
  }

  private static String key(URI keys, String role) throws IOException, InterruptedException {
    HttpResponse<String> made =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(keys)
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            """
                            {"name": "%s", "role": "%s", "requestsPerMinute": 1000000}
                            """
                                .formatted(role, role)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(made.body()).at("/secret").asString();
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What programs that read API documents report about this one, and about its server. */
final class ApiDocumentIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ROLES = List.of("administrator", "reviewer", "clerk");
  private static final String SEED = "20261128"; // the same requests in every run

  @TempDir private static Path folder;

  private static final Map<String, Key> KEYS = new TreeMap<>();

  /** A key of a role, which opens the server that follows on the same data. */
  private record Key(String id, String secret) {}

  @BeforeAll
  static void takeTheDocumentAndMakeKeys() throws Exception {
    PythonClients.installed();
    try (WebServer demo = WebServer.start(data())) {
      Files.write(folder.resolve("openapi.json"), demo.bytes("/api/openapi"));
      Files.writeString(folder.resolve("named-refusals.json"), withoutDefaults());
      for (String role : ROLES) {
        KEYS.put(role, key(demo, role));
      }
    }
  }

  @Test
  void a_validator_finds_no_fault_in_the_document() throws Exception {
    PythonClients.Run run =
        PythonClients.installed()
            .run(folder, Duration.ofMinutes(2), "-m", "openapi_spec_validator", "openapi.json");

    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  /**
   * The administrator's requests reach every check of the server, so they are all sent: for each
   * value, the edges of what the document allows. The others' tell what their role changes.
   */
  @ParameterizedTest
  @CsvSource({
    "administrator, coverage;fuzzing, 15",
    "reviewer, fuzzing, 8",
    "clerk, fuzzing, 8",
    "nobody, fuzzing, 8"
  })
  void document_and_server_agree(String caller, String phases, int requests) throws Exception {
    PythonClients python = PythonClients.installed();
    try (WebServer server = WebServer.startWithUsers(data())) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-m",
                  "schemathesis.cli",
                  "--config-file",
                  PythonClients.script("schemathesis.toml").toString(),
                  "run",
                  "named-refusals.json",
                  "--url",
                  server.uri("").toString(),
                  "--phases",
                  phases.replace(';', ','),
                  "--seed",
                  SEED,
                  "--max-examples",
                  Integer.toString(requests),
                  "--continue-on-failure",
                  "--no-shrink",
                  "--warnings",
                  "off"));
      if (KEYS.containsKey(caller)) {
        arguments.addAll(List.of("--header", "Authorization: Bearer " + KEYS.get(caller).secret()));
      }
      Map<String, String> environment =
          Map.of(
              "SCHEMATHESIS_HOOKS",
              PythonClients.script("schemathesis_hooks.py").toString(),
              "GREENGROCER_KEPT_KEYS",
              KEYS.values().stream().map(Key::id).collect(Collectors.joining(",")));

      PythonClients.Run run =
          python.run(folder, Duration.ofMinutes(10), environment, arguments.toArray(String[]::new));

      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).containsPattern("\\d{3,} generated");
      if (KEYS.containsKey(caller)) {
        assertThat(statusOf(server, KEYS.get(caller))).as("the key still opens").isEqualTo(200);
      }
    }
  }

  private static Path data() {
    return folder.resolve("data");
  }

  /**
   * The document without the answers that mean any status: a refusal that a client must handle has
   * to be listed by its own.
   */
  private static String withoutDefaults() throws IOException {
    JsonNode document = JSON.readTree(Files.readString(folder.resolve("openapi.json")));
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        ((ObjectNode) operation.path("responses")).remove("default");
      }
    }
    return document.toString();
  }

  private static Key key(WebServer server, String role) throws IOException, InterruptedException {
    String wish =
        """
        {"name": "%s", "role": "%s", "requestsPerMinute": 1000000}
        """
            .formatted(role, role);
    HttpResponse<String> made =
        send(
            HttpRequest.newBuilder(server.uri("/api/v1/keys"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish)));
    JsonNode answer = JSON.readTree(made.body());
    return new Key(answer.at("/key/id").asString(), answer.at("/secret").asString());
  }

  private static int statusOf(WebServer server, Key key) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.uri("/api/v1/prices"))
            .header("Authorization", "Bearer " + key.secret()))
        .statusCode();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}

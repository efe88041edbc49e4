package dev.greengrocer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.apikey.ApiKeys;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.server.Application;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real application on a random port, with the bundled model and a fresh data directory, spoken
 * to over HTTP. Classes that need no settings of their own share one running server, so a test
 * makes what it looks for and never counts what others may have made.
 */
@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ServedTest {

  private static final Path HOME = Path.of(System.getProperty("greengrocer.home", ".."));
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ApiKeys keys;

  private @Nullable String administratorKey;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) throws IOException {
    Path data = Files.createTempDirectory("greengrocer-served").resolve("shop").resolve("data");
    settings.add("greengrocer.home", HOME::toString);
    settings.add("greengrocer.data-dir", data::toString);
  }

  /** The address of a path of the server; a whole address is what it is. */
  protected final URI uri(String path) {
    return URI.create(path.startsWith("http:") ? path : "http://127.0.0.1:" + port + path);
  }

  /** Gets a path. */
  protected final HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** Posts the bytes of a photo as the body. */
  protected final HttpResponse<String> post(String path, byte[] photo, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Posts JSON. */
  protected final HttpResponse<String> postJson(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Puts JSON. */
  protected final HttpResponse<String> putJson(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Posts a form with one file, as browsers do. */
  protected final HttpResponse<String> postForm(
      String path, String part, String fileName, byte[] photo) {
    String boundary = "----greengrocer-test";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\""
                .formatted(part, fileName),
            "Content-Type: image/jpeg",
            "",
            "");
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(photo);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /**
   * Sends a request and waits for its response. It carries an administrator's API key unless it
   * brings an Authorization of its own.
   */
  protected final HttpResponse<String> send(HttpRequest.Builder request) {
    return sendAsIs(authorized(request));
  }

  /** Sends a request without a sign-in, unless it says who asks. */
  protected final HttpResponse<String> sendAsIs(HttpRequest.Builder request) {
    return exchange(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  /** The secret of a new API key that may do what a role may. */
  protected final String key(Role role) {
    return keys.create(Actor.SERVER, "test", role, 1_000_000).secret();
  }

  /** A visitor who has signed in with a user of their own, whose password is changed. */
  protected final Visitor visitor(Role role) {
    String name = "user-" + Long.toHexString(System.nanoTime());
    JsonNode made =
        json(
            postJson(
                "/api/v1/users",
                "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role.id())));
    String oneTime = made.at("/oneTimePassword").asString();
    String own = "four wet ducks in line";
    Visitor visitor = new Visitor(uri("/"));
    visitor.signIn(name, oneTime);
    HttpResponse<String> changed =
        visitor.submit(
            "/account/password",
            "/account/password",
            "present",
            oneTime,
            "wanted",
            own,
            "again",
            own);
    assertThat(changed.uri().getPath()).isEqualTo("/");
    return visitor;
  }

  private HttpRequest.Builder authorized(HttpRequest.Builder request) {
    if (request.build().headers().firstValue("Authorization").isPresent()) {
      return request;
    }
    return request.header("Authorization", "Bearer " + administratorKey());
  }

  /** One key for all threads of a test: it is the caller to whom idempotency keys belong. */
  private synchronized String administratorKey() {
    if (administratorKey == null) {
      administratorKey = key(Role.ADMINISTRATOR);
    }
    return administratorKey;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return client.send(request, body);
    } catch (IOException e) {
      throw new AssertionError("the server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Gets a path's bytes. */
  protected final HttpResponse<byte[]> getBytes(String path) {
    return exchange(
        authorized(HttpRequest.newBuilder(uri(path)).GET()).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Where the server keeps its database and photos. */
  protected final Path dataDirectory() {
    return directory.path();
  }

  /** Checks that a request was refused with problem details whose words name what was wrong. */
  protected static void assertProblem(HttpResponse<String> response, int status, String words) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = json(response);
    assertThat(problem.at("/status").asInt()).isEqualTo(status);
    assertThat(problem.at("/title").asString()).isNotBlank();
    assertThat(problem.at("/type").asString()).startsWith("urn:greengrocer:problem:");
    assertThat(problem.at("/requestId").asString())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(problem.at("/detail").asString("")).contains(words);
    assertThat(response.body()).doesNotContain("Exception", "dev.greengrocer", "java.");
  }

  /** The body of a response as JSON. */
  protected static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}

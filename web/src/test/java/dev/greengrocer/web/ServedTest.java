package dev.greengrocer.web;

import dev.greengrocer.web.server.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) throws IOException {
    Path data = Files.createTempDirectory("greengrocer-served");
    settings.add("greengrocer.home", HOME::toString);
    settings.add("greengrocer.data-dir", data::toString);
  }

  /** The address of a path of the server. */
  protected final URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Gets a path. */
  protected final HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** Sends a request and waits for its response. */
  protected final HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("the server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The body of a response as JSON. */
  protected static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }
}

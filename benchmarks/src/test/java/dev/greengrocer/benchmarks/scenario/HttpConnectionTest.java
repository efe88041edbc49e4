package dev.greengrocer.benchmarks.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // opened before each test
final class HttpConnectionTest {

  private static final byte[] PHOTO = {1, -1, 13, 10, 0};

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/whole", exchange -> answer(exchange, 201, "äpfel".getBytes(UTF_8), 6));
    server.createContext(
        "/parts", exchange -> answer(exchange, 200, "a".repeat(9000).getBytes(UTF_8), 0));
    server.createContext("/refused", exchange -> answer(exchange, 503, "full".getBytes(UTF_8), 4));
    server.createContext(
        "/last",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          answer(exchange, 200, "bye".getBytes(UTF_8), 3);
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void photos_go_one_after_the_other_over_one_connection() throws IOException {
    try (HttpConnection connection = new HttpConnection(place("/whole"))) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.post(PHOTO)).isEqualTo(new HttpConnection.Response(201, "äpfel"));
        assertThat(connection.isOpen()).isTrue();
      }
    }

    assertThat(requests).hasSize(3).containsOnly(requests.get(0));
    assertThat(requests.get(0)).contains("POST", "image/jpeg", "[1, -1, 13, 10, 0]");
  }

  @Test
  void an_answer_in_chunks_is_put_together_and_the_next_one_is_read_from_its_start()
      throws IOException {
    try (HttpConnection connection = new HttpConnection(place("/parts"))) {
      assertThat(connection.post(PHOTO).body()).isEqualTo("a".repeat(9000));
      assertThat(connection.post(PHOTO).body()).isEqualTo("a".repeat(9000));
    }
  }

  @Test
  void a_refusal_is_told_by_its_status() throws IOException {
    try (HttpConnection connection = new HttpConnection(place("/refused"))) {
      assertThat(connection.post(PHOTO)).isEqualTo(new HttpConnection.Response(503, "full"));
    }
  }

  @Test
  void a_server_that_takes_no_more_is_believed() throws IOException {
    try (HttpConnection connection = new HttpConnection(place("/last"))) {
      assertThat(connection.post(PHOTO).body()).isEqualTo("bye");
      assertThat(connection.isOpen()).isFalse();
    }
  }

  @Test
  void half_an_answer_is_none() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpConnection connection =
            new HttpConnection(URI.create("http://127.0.0.1:" + rude.getLocalPort() + "/"))) {
      try (Socket visitor = rude.accept()) {
        visitor
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(UTF_8));
        visitor.shutdownOutput();

        assertThatThrownBy(() -> connection.post(PHOTO))
            .isInstanceOf(EOFException.class)
            .hasMessageContaining("4 of 9 bytes");
      }
    }
  }

  private URI place(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Answers with a length, or in chunks where the length is 0. */
  private void answer(HttpExchange exchange, int status, byte[] body, long length)
      throws IOException {
    requests.add(
        "%s %s %s from %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                Arrays.toString(exchange.getRequestBody().readAllBytes()),
                exchange.getRemoteAddress()));
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

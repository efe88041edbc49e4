package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "greengrocer.demo=true")
final class DemoTest extends ServedTest {

  private static final String KEY = "{\"name\": \"mine\", \"role\": \"clerk\"}";

  @Autowired private JdbcClient database;

  @Test
  void everything_is_open_and_every_page_says_so() {
    assertThat(new Visitor(uri("/")).get("/users").body())
        .contains("Demonstration")
        .contains("Users");
    assertThat(sendAsIs(HttpRequest.newBuilder(uri("/api/v1/users"))).statusCode()).isEqualTo(200);
  }

  @Test
  void no_user_is_made() {
    assertThat(database.sql("SELECT COUNT(*) FROM users").query(Long.class).single()).isZero();
  }

  @Test
  void a_program_on_this_machine_may_write_and_another_sites_page_may_not() {
    assertThat(sendAsIs(newKey()).statusCode()).isEqualTo(201);
    assertThat(sendAsIs(newKey().header("Origin", "https://evil.example")).statusCode())
        .isEqualTo(403);
    assertThat(sendAsIs(newKey().header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.1",
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Proto: https",
        "x-forwarded-host: localhost",
        "X-Real-IP: 192.0.2.1",
        "Via: 1.1 proxy",
        "CF-Connecting-IP: 192.0.2.1",
        "True-Client-IP: 192.0.2.1",
        "X-Forward-For: 192.0.2.1",
        "X-Original-Forwarded-For: 192.0.2.1",
        "X-ARR-LOG-ID: 1",
        "Max-Forwards: 10",
        "Tailscale-User-Login: a@example.org"
      })
  void what_came_through_a_proxy_is_sent_away(String header) {
    String[] parts = header.split(": ", 2);

    assertThat(
            sendAsIs(HttpRequest.newBuilder(uri("/users")).header(parts[0], parts[1])).statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_proxy_that_adds_no_header_is_known_by_the_name_or_port_that_it_was_called_by()
      throws IOException {
    int port = uri("/").getPort();
    for (String host : List.of("localhost:", "LOCALHOST:", "127.0.0.1:", "[::1]:")) {
      assertThat(raw("HTTP/1.1", host + port)).as(host).startsWith("HTTP/1.1 200");
    }
    for (String host :
        List.of(
            "shop.example.org",
            "shop.example.org:" + port,
            "192.0.2.1:" + port,
            "localhost.example.org:" + port,
            "127.0.0.1.example.org:" + port,
            "127.0.0.2:" + port,
            "localhost", // port 80: a proxy in front of this one
            "127.0.0.1:" + (port - 1))) {
      assertThat(raw("HTTP/1.1", host)).as(host).startsWith("HTTP/1.1 403");
    }
    // As nginx does it, which also calls by the address that it was configured with.
    assertThat(raw("HTTP/1.0", "127.0.0.1:" + port)).startsWith("HTTP/1.1 403");
  }

  private String raw(String protocol, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/users %s\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(protocol, host)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpRequest.Builder newKey() {
    return HttpRequest.newBuilder(uri("/api/v1/keys"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(KEY));
  }
}

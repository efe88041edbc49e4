package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
        "True-Client-IP: 192.0.2.1"
      })
  void what_came_through_a_proxy_is_sent_away(String header) {
    String[] parts = header.split(": ", 2);

    assertThat(
            sendAsIs(HttpRequest.newBuilder(uri("/users")).header(parts[0], parts[1])).statusCode())
        .isEqualTo(403);
  }

  private HttpRequest.Builder newKey() {
    return HttpRequest.newBuilder(uri("/api/v1/keys"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(KEY));
  }
}

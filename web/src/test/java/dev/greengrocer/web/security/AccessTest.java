package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest extends ServedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in",
        "/css/greengrocer.css",
        "/js/greengrocer.js",
        "/img/favicon.svg",
        "/actuator/health/liveness",
        "/actuator/health/readiness"
      })
  void everybody_may_see(String path) {
    assertThat(status(path, null)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/users",
        "/api/v1/no-such-route",
        "/actuator/prometheus",
        "/actuator/env",
        "/v2/models/any",
        "/api/openapi"
      })
  void nobody_may_see_without_a_key(String path) {
    assertThat(status(path, null)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/css/../users", "/css/..;/users", "/%63ss/../users", "//users"})
  void a_crooked_path_goes_nowhere(String path) {
    assertThat(status(path, null)).isIn(302, 400, 401, 403, 404);
  }

  @Test
  void a_route_that_no_line_names_is_the_administrators() {
    assertThat(status("/nobody-thought-of-this", Role.CLERK)).isEqualTo(403);
    assertThat(status("/nobody-thought-of-this", Role.REVIEWER)).isEqualTo(403);
    assertThat(status("/nobody-thought-of-this", Role.ADMINISTRATOR)).isEqualTo(404);
  }

  @Test
  void figures_for_prometheus_need_a_key() {
    assertThat(status("/actuator/prometheus", Role.CLERK)).isEqualTo(200);
  }

  @Test
  void every_response_carries_the_headers_that_keep_a_browser_safe() {
    HttpHeaders headers = get("/sign-in").headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "form-action 'self'", "object-src 'none'");
    assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=(self)");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    // Only where TLS is: a browser that believed it would never come back to this address.
    assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
  }

  private int status(String path, @Nullable Role role) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/"));
    request.uri(URI.create(uri("") + path));
    return role == null
        ? sendAsIs(request).statusCode()
        : sendAsIs(request.header("Authorization", "Bearer " + key(role))).statusCode();
  }
}

package dev.greengrocer.web.security;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

final class AccessTest extends ServedTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

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
  @ValueSource(
      strings = {
        "/css/../users",
        "/css/..;/users",
        "/%63ss/../users",
        "//users",
        "/css/%2e%2e/users"
      })
  void a_crooked_path_is_refused_as_it_is(String path) throws IOException {
    String answer = raw(path, "127.0.0.1", "Accept: text/html\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("Location:");
  }

  @Test
  void a_route_that_no_line_names_is_the_administrators() {
    assertThat(status("/nobody-thought-of-this", Role.CLERK)).isEqualTo(403);
    assertThat(status("/nobody-thought-of-this", Role.REVIEWER)).isEqualTo(403);
    assertThat(status("/nobody-thought-of-this", Role.ADMINISTRATOR)).isEqualTo(404);
  }

  /** A page and the route by which programs get the same. */
  private static final Map<String, String> TWINS =
      Map.ofEntries(
          entry("/history", "/api/v1/predictions"),
          entry("/history/export.csv", "/api/v1/export/predictions"),
          entry("/sales", "/api/v1/sales"),
          entry("/sales/export.csv", "/api/v1/sales/export"),
          entry("/closings", "/api/v1/closings"),
          entry("/closings/export.csv", "/api/v1/closings/export"),
          entry("/stock", "/api/v1/stock"),
          entry("/stock/export.csv", "/api/v1/stock/export"),
          entry("/stock/movements", "/api/v1/stock/movements"),
          entry("/stock/movements/export.csv", "/api/v1/stock/movements/export"),
          entry("/dashboard/stock/export.csv", "/api/v1/dashboard/stock/export"),
          entry("/deliveries", "/api/v1/deliveries"),
          entry("/deliveries/export.csv", "/api/v1/deliveries/export"),
          entry("/prices", "/api/v1/prices"),
          entry("/prices/export.csv", "/api/v1/prices/export"),
          entry("/review/export.zip", "/api/v1/review/export"),
          entry("/experiments", "/api/v1/experiments"),
          entry("/experiments/export.csv", "/api/v1/experiments/export"),
          entry("/experiments/export-epochs.csv", "/api/v1/experiments/export/epochs"),
          entry("/audit", "/api/v1/audit"),
          entry("/audit/export.csv", "/api/v1/audit"),
          entry("/users", "/api/v1/users"));

  @Test
  void a_page_shows_nobody_what_its_program_route_refuses() {
    for (Role role : Role.values()) {
      TWINS.forEach(
          (page, route) ->
              assertThat(status(page, role))
                  .as("%s of %s, as %s", page, route, role)
                  .isEqualTo(status(route, role)));
    }
    Map<String, Integer> clerk = new TreeMap<>();
    TWINS.keySet().forEach(page -> clerk.put(page, status(page, Role.CLERK)));
    assertThat(clerk)
        .containsEntry("/history/export.csv", 403)
        .containsEntry("/review/export.zip", 403)
        .containsEntry("/experiments/export.csv", 403)
        .containsEntry("/dashboard/stock/export.csv", 403)
        .containsEntry("/stock/export.csv", 200)
        .containsEntry("/sales/export.csv", 200)
        .containsEntry("/closings/export.csv", 200);
  }

  @Test
  void every_file_that_a_page_gives_has_such_a_twin() {
    List<String> files =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(mapping -> mapping.getPatternValues().stream())
            .filter(path -> !path.startsWith("/api/") && path.contains("export"))
            .toList();

    assertThat(files).isNotEmpty().allMatch(TWINS::containsKey);
  }

  @Test
  void the_pages_of_the_api_open_for_clerks_and_for_nobody_else() {
    for (String path : List.of("/api/swagger-ui/index.html", "/api/openapi")) {
      assertThat(status(path, Role.CLERK)).as(path).isEqualTo(200);
      assertThat(status(path, null)).as(path).isEqualTo(401);
    }
  }

  @Test
  void no_answer_repeats_the_callers_host() throws IOException {
    for (String path :
        List.of("/users", "/", "/sign-in", "/api/docs", "/api/openapi", "/account/password")) {
      String key = key(Role.CLERK);
      for (String authorization : List.of("", "Authorization: Bearer " + key + "\r\n")) {
        String answer = raw(path, "evil.example", authorization);
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
        assertThat(answer).doesNotContain("Location: http");
      }
    }
  }

  /** The answer to a path as it is: a client of Java would tidy it up. */
  private String raw(String path, String host, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                  .formatted(path, host, headers)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
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
    assertThat(headers.firstValue("Permissions-Policy").orElse(""))
        .contains("camera=(self)", "serial=(self)");
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

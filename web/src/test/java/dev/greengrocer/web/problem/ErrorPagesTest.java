package dev.greengrocer.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.web.ProblemStatus;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whatever fails, and wherever: a person gets a whole page with the reason and a way back. */
@Import(ErrorPagesTest.Failing.class)
final class ErrorPagesTest extends ServedTest {

  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";

  /** A route that fails while it writes a file. */
  @Controller
  static class FailingRoute {

    @GetMapping("/failing-route")
    void fail(@RequestParam int bytes, HttpServletResponse response) throws IOException {
      response.setContentType("text/csv");
      response.setHeader("Content-Disposition", "attachment; filename=\"sales.csv\"");
      response.getOutputStream().write("1,2\n".repeat(bytes / 4).getBytes(UTF_8));
      throw new IllegalStateException("secret words");
    }
  }

  /** Failures that no route has at will, thrown where routes would answer. */
  @TestConfiguration
  static class Failing {

    @Bean
    FilterRegistrationBean<Filter> failing() {
      FilterRegistrationBean<Filter> registration =
          new FilterRegistrationBean<>(
              (request, response, chain) ->
                  fail(((HttpServletRequest) request).getRequestURI().substring(9)));
      registration.addUrlPatterns("/failing/*");
      registration.setOrder(Ordered.LOWEST_PRECEDENCE);
      return registration;
    }

    @Bean
    FailingRoute failingRoute() {
      return new FailingRoute();
    }

    private static void fail(String how) throws ServletException, IOException {
      switch (how) {
        case "runtime" -> throw new IllegalStateException("secret words");
        case "servlet" -> throw new ServletException("secret words");
        case "wrapped" ->
            throw new ServletException(new RefusedException(Problem.CONFLICT, "the reason"));
        case "io" -> throw new IOException("secret words");
        case "disk" -> throw new IOException("No space left on device");
        default ->
            throw RefusedException.tryAgain(
                Problem.valueOf(how), "the reason <b>", java.time.Duration.ofSeconds(7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_kind_of_failure_has_a_page(Problem problem) {
    HttpResponse<String> page = page("/failing/" + problem.name());

    assertPage(page, ProblemStatus.of(problem).value());
    assertThat(page.body()).contains(problem.title());
    assertThat(page.headers().firstValue("Retry-After")).contains("7");
    if (ProblemStatus.of(problem).value() != 403) {
      assertThat(page.body()).contains("the reason &lt;b&gt;");
    }
  }

  @ParameterizedTest
  @CsvSource({"runtime, 500", "servlet, 500", "io, 500", "wrapped, 409", "disk, 507"})
  void what_a_filter_throws_has_a_page_and_a_problem(String how, int status) {
    HttpResponse<String> page = page("/failing/" + how);

    assertPage(page, status);
    assertThat(page.body()).doesNotContain("secret");
    assertProblem(get("/failing/" + how), status, "");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nope, 404",
    "GET, /history/xyz, 404",
    "GET, /sales/nope, 404",
    "GET, /js/nope.js, 404",
    "GET, /error, 404",
    "GET, /error/x, 404",
    "GET, /dashboard?days=abc, 400",
    "GET, /sales?from=yesterday, 400",
    "GET, /history?cursor=%FF, 400",
    "GET, /history?%FF=1, 400",
    "GET, /sales/a%3Bb, 400",
    "GET, /sales/%2e%2e/x, 400",
    "DELETE, /checkout, 405",
    "PUT, /nope, 404",
    "POST, /nope, 404",
    "QUERY, /history, 405",
    "POST, /checkout/sale, 400",
    "POST, /checkout/sale?payment=BITCOIN, 400",
  })
  void routes_that_are_not_there_or_not_like_this(String method, String path, int status) {
    assertPage(send(request(path).method(method, HttpRequest.BodyPublishers.noBody())), status);
  }

  @Test
  void nobody_is_asked_to_sign_in_for_an_address_that_is_not_there() {
    HttpResponse<String> posted =
        sendAsIs(request("/nope").POST(HttpRequest.BodyPublishers.ofString("a=b")));
    assertPage(posted, 404);
    assertPage(sendAsIs(request("/error").GET()), 404);
    assertThat(
            sendAsIs(request("/checkout/sale").POST(HttpRequest.BodyPublishers.noBody()))
                .headers()
                .firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).contains("/sign-in?ended"));
  }

  @Test
  void an_unknown_key_a_role_and_a_type_of_content() {
    assertPage(sendAsIs(request("/history").header("Authorization", "Bearer gg_none").GET()), 401);
    assertPage(
        sendAsIs(request("/users").header("Authorization", "Bearer " + key(Role.CLERK)).GET()),
        403);
    assertPage(
        send(
            request("/checkout/basket")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("a,b"))),
        415);
    assertPage(
        send(
            request("/checkout/lines")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20_000_000]))),
        413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?=true",
        "?=",
        "?a=1&=null",
        "?&&",
        "?%00=1",
        "?a%0d=1",
        "?\u00e4",
        "?cursor=%FF",
        "?%",
        "?a=%zz"
      })
  void a_query_is_never_a_bug(String query) throws Exception {
    for (String path : List.of("/history", "/api/v1/predictions", "/v2", "/sign-in", "/nope")) {
      for (String as : List.of("administrator", "nobody")) {
        String key = as.equals("nobody") ? "" : "Authorization: Bearer " + key(Role.ADMINISTRATOR);
        String answer = raw("GET " + path + query + " HTTP/1.1", "Host: a", key);
        assertThat(answer).as(path + query).doesNotContain("HTTP/1.1 5");
        assertThat(answer).as(path + query).doesNotContain("Tomcat");
      }
    }
  }

  @Test
  void more_parameters_than_are_read_and_names_that_are_none() {
    String many = "a=1&".repeat(1500);
    assertPage(page("/history?" + many), 400);
    assertProblem(get("/api/v1/predictions?" + many), 400, "1,000");
    assertPage(sendAsIs(request("/sign-in?" + many).GET()), 400);
    // A form that holds no name and password is a sign-in that failed.
    HttpResponse<String> form =
        sendAsIs(
            request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(many)));
    assertThat(form.statusCode()).isEqualTo(302);
    assertThat(form.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
    assertProblem(get("/api/v1/sales?cursor=%FF"), 400, "UTF-8");
    assertProblem(get("/api/v1/predictions?from=x"), 400, "from 'x'");
  }

  @Test
  void what_tomcat_refuses_by_itself_is_told_in_the_same_words() throws Exception {
    Map<String, Integer> requests =
        Map.of(
            "GET /api/v1/predictions/a[b HTTP/1.1",
            400,
            "GET /api/v1/prices/%00 HTTP/1.1",
            400,
            "GET /api/v1/prices/%zz HTTP/1.1",
            400,
            "GET /api/v1/prices/a\\b HTTP/1.1",
            400,
            "GET /v2/a HTTP/9.9",
            505,
            "TRACE /api/v1/prices HTTP/1.1",
            405,
            "G\tT / HTTP/1.1",
            400,
            "GET /api/v1/prices?" + "a".repeat(20_000) + " HTTP/1.1",
            400);
    for (Map.Entry<String, Integer> request : requests.entrySet()) {
      String answer = raw(request.getKey(), "Host: a");
      assertThat(answer).as(request.getKey()).startsWith("HTTP/1.1 " + request.getValue());
      assertThat(answer)
          .as(request.getKey())
          .contains("application/problem+json", "urn:greengrocer:problem:", "\"detail\"")
          .contains("Content-Security-Policy: default-src 'self'", "nosniff", "X-Request-Id: ");
    }
    assertThat(raw("GET /api/v1/prices HTTP/1.1", "Host: a", "X: " + "a".repeat(20_000)))
        .startsWith("HTTP/1.1 4")
        .contains("application/problem+json");
    assertThat(raw("GET /sales/%00 HTTP/1.1", "Host: a", "Accept: " + PAGE))
        .startsWith("HTTP/1.1 400")
        .contains("text/html", "To the first page", "</html>", "Content-Security-Policy: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/history/a[b",
        "/history/a b",
        "/history?x=[1]",
        "/history/{id}",
        "/a|b",
        "/a^b`c",
        "/a\"b<c>",
        "/a\\b",
        "/pr\u00fcfung",
        "/a\u0001b",
        "/%zz",
        "history"
      })
  void a_browser_gets_a_page_also_for_an_address_that_tomcat_cannot_read(String address)
      throws Exception {
    String answer = raw("GET " + address + " HTTP/1.1", "Host: a", "X: y", "accept: " + PAGE);

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer)
        .contains("text/html", "<h1>", "The request cannot be read", "To the first page", "</html>")
        .contains("Content-Security-Policy: ", "X-Request-Id: ");
    for (String path : List.of("/api/v1", "/v2/models")) {
      assertThat(raw("GET " + path + address + " HTTP/1.1", "Host: a", "Accept: " + PAGE))
          .as(path)
          .contains("application/problem+json")
          .doesNotContain("<h1>");
    }
    assertThat(raw("GET " + address + " HTTP/1.1", "Host: a", "Accept: application/json"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Accept", PAGE);
  }

  private HttpResponse<String> page(String path) {
    return send(request(path).GET());
  }

  private static void assertPage(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(response.headers().allValues("X-Content-Type-Options")).hasSize(1);
    assertThat(response.body())
        .contains("<h1>", "href=\"/\"", "</footer>")
        .contains(response.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(response.body().strip()).endsWith("</html>");
  }

  /** Sends lines as they are and reads what comes until the server closes. */
  private String raw(String... lines) throws IOException {
    try (Socket socket =
        new Socket(java.net.InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket.setSoTimeout(20_000);
      StringBuilder head = new StringBuilder();
      for (String line : lines) {
        if (!line.isEmpty()) {
          head.append(line).append("\r\n");
        }
      }
      head.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(head.toString().getBytes(UTF_8));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), UTF_8);
      }
    }
  }

  @Test
  void a_file_that_fails_before_a_byte_was_sent_is_a_page() {
    HttpResponse<String> page =
        send(HttpRequest.newBuilder(uri("/failing-route?bytes=400")).header("Accept", PAGE));

    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body()).contains("</html>").doesNotContain("1,2", "secret words");
    assertThat(page.headers().firstValue("Content-Disposition")).isEmpty();
    assertProblem(get("/failing-route?bytes=400"), 500, "");
  }

  /** Half a file whose end is an error page, or nothing, would be taken for a whole one. */
  @Test
  void a_file_that_fails_half_way_never_looks_whole() {
    for (String accept : List.of(PAGE, "*/*")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri("/failing-route?bytes=400000")).header("Accept", accept);

      assertThatThrownBy(() -> send(request))
          .isInstanceOf(AssertionError.class)
          .hasMessage("the server did not answer")
          .hasCauseInstanceOf(IOException.class);
    }
  }
}

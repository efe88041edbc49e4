package dev.greengrocer.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A method that an address does not take is answered with those that it takes. */
final class MethodsTest extends ServedTest {

  @ParameterizedTest
  @ValueSource(strings = {"QUERY", "TRACE", "PROPFIND", "SEARCH", "get"})
  void a_method_that_no_route_has_is_answered_with_those_of_the_address(String method) {
    JsonNode paths = json(get("/api/openapi")).path("paths");
    for (String path : paths.propertyNames()) {
      Set<String> taken =
          paths.path(path).propertyNames().stream()
              .map(name -> name.toUpperCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));

      HttpResponse<String> refused = request(method, path.replaceAll("\\{[^}]*}", "apple"));

      assertProblem(refused, 405, "does not take " + method + "; it takes");
      assertThat(allowed(refused)).as(path).isEqualTo(taken);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/sign-in, GET HEAD POST",
    "/css/greengrocer.css, GET HEAD",
    "/history, GET",
    "/api/openapi, GET",
    "/actuator/health, GET"
  })
  void pages_and_files_say_the_same(String path, String methods) {
    HttpResponse<String> refused = request("QUERY", path);

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(allowed(refused)).containsExactlyInAnyOrder(methods.split(" "));
  }

  @Test
  void where_nothing_is_served_no_method_is_named() {
    assertProblem(request("QUERY", "/api/v1/nonesuch"), 404, "/api/docs lists the routes");
    assertProblem(request("TRACE", "/v2/nonesuch"), 404, "served are /v2");
  }

  private HttpResponse<String> request(String method, String path) {
    return sendAsIs(
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  private static Set<String> allowed(HttpResponse<String> refused) {
    return Set.of(refused.headers().firstValue("Allow").orElse("").replace(" ", "").split(",", -1));
  }
}

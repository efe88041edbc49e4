package dev.greengrocer.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The document of the API, and the page that shows it, as a client gets them. */
final class OpenApiControllerTest extends ServedTest {

  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource({
    "/api/openapi, application/json",
    "/api/openapi.yaml, application/vnd.oai.openapi",
    "/api/swagger-ui/index.html, text/html",
    "/api/swagger-ui/swagger-ui.css, text/css",
    "/api/swagger-ui/swagger-ui-bundle.js, text/javascript",
    "/api/swagger-ui/swagger-ui-standalone-preset.js, text/javascript"
  })
  void each_part_has_its_type_and_is_not_kept(String path, String type) {
    HttpResponse<String> part = get(path);

    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(part.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
  }

  @Test
  void both_forms_say_the_same() {
    HttpResponse<String> json = get("/api/openapi");
    Object yaml = new Yaml().load(get("/api/openapi.yaml").body());

    assertThat(json(json).at("/openapi").asString()).isEqualTo("3.1.0");
    assertThat(yaml).isEqualTo(JSON.readValue(json.body(), Object.class));
  }

  @Test
  void a_client_that_takes_no_json_gets_none() {
    assertProblem(
        send(HttpRequest.newBuilder(uri("/api/openapi")).header("Accept", "text/html").GET()),
        406,
        "application/json");
  }

  @Test
  void the_page_shows_this_document_and_no_other() {
    assertThat(get("/api/docs").statusCode()).isEqualTo(302);
    assertThat(get("/api/docs").headers().firstValue("Location").orElseThrow())
        .endsWith("/api/swagger-ui/index.html");
    assertThat(get("/api/swagger-ui/index.html").body()).contains("swagger-initializer.js");
    assertThat(get("/api/swagger-ui/swagger-initializer.js").body())
        .contains("url: \"/api/openapi\"")
        .doesNotContain("https:");
  }
}

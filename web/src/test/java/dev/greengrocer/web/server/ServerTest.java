package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class ServerTest extends ServedTest {

  @Test
  void the_first_page_names_the_model_that_runs() {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("greengrocer");
  }

  @Test
  void a_page_may_load_nothing_from_elsewhere() {
    assertThat(get("/").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy -> assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe"));
  }

  @Test
  void it_is_alive_and_ready() {
    assertThat(get("/actuator/health/liveness").body()).contains("UP");
    assertThat(get("/actuator/health/readiness").body()).contains("UP");
  }
}

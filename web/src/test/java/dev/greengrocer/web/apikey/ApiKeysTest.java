package dev.greengrocer.web.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ApiKeysTest extends ServedTest {

  @Autowired private JdbcClient database;

  @Test
  void a_key_opens_what_its_role_may_and_no_more() {
    String clerk = key(Role.CLERK);

    assertThat(with(clerk, "/account").statusCode()).isEqualTo(200);
    assertThat(with(clerk, "/api/v1/users").statusCode()).isEqualTo(403);
    assertThat(with(key(Role.REVIEWER), "/api/v1/audit").statusCode()).isEqualTo(403);
    assertThat(with(key(Role.ADMINISTRATOR), "/api/v1/users").statusCode()).isEqualTo(200);
  }

  @Test
  void an_unknown_key_is_refused_even_where_everybody_may_go() {
    HttpResponse<String> answer = with("gg_made-up", "/actuator/health/liveness");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer error=\"invalid_token\"");
  }

  @Test
  void a_secret_is_told_once_and_kept_as_a_hash() {
    JsonNode made = make("{\"name\": \"scales in aisle 3\", \"role\": \"clerk\"}");
    String secret = made.at("/secret").asString();

    assertThat(secret).startsWith("gg_").hasSize(46);
    assertThat(get("/api/v1/keys").body())
        .contains("scales in aisle 3")
        .contains(secret.substring(0, 9))
        .doesNotContain(secret);
    assertThat(
            database
                .sql("SELECT COUNT(*) FROM api_keys WHERE secret_sha256 = :secret")
                .param("secret", secret)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_revoked_key_opens_nothing() {
    JsonNode made = make("{\"name\": \"lost tablet\", \"role\": \"clerk\"}");
    String secret = made.at("/secret").asString();
    assertThat(with(secret, "/account").statusCode()).isEqualTo(200);

    HttpResponse<String> revoked =
        send(HttpRequest.newBuilder(uri("/api/v1/keys/" + made.at("/key/id").asString())).DELETE());

    assertThat(revoked.statusCode()).isEqualTo(204);
    assertThat(with(secret, "/account").statusCode()).isEqualTo(401);
    assertThat(get("/audit?kind=KEY").body()).contains("revoked").contains("lost tablet");
  }

  @Test
  void a_key_may_ask_so_often_and_is_told_when_to_come_again() {
    String secret =
        make("{\"name\": \"eager\", \"role\": \"clerk\", \"requestsPerMinute\": 3}")
            .at("/secret")
            .asString();

    for (int left = 2; left >= 0; left--) {
      HttpResponse<String> answer = with(secret, "/account");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("X-RateLimit-Remaining"))
          .hasValue(Integer.toString(left));
    }
    HttpResponse<String> refused = with(secret, "/account");

    assertThat(refused.statusCode()).isEqualTo(429);
    // Three a minute: the next token is there after 20 s at most.
    assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 20L);
    assertThat(with(key(Role.CLERK), "/account").statusCode()).isEqualTo(200);
  }

  @Test
  void a_key_needs_a_name_and_a_limit_that_make_sense() {
    assertThat(made("{\"name\": \" \", \"role\": \"clerk\"}").statusCode()).isEqualTo(422);
    assertThat(
            made("{\"name\": \"x\", \"role\": \"clerk\", \"requestsPerMinute\": 0}").statusCode())
        .isEqualTo(422);
    assertThat(made("{\"name\": \"x\", \"role\": \"owner\"}").statusCode()).isEqualTo(400);
  }

  private JsonNode make(String wish) {
    HttpResponse<String> made = made(wish);
    assertThat(made.statusCode()).isEqualTo(201);
    return json(made);
  }

  private HttpResponse<String> made(String wish) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/keys"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(wish)));
  }

  private HttpResponse<String> with(String secret, String path) {
    return sendAsIs(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + secret));
  }
}

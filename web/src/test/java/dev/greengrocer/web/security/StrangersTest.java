package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What strangers and programs leave behind: nothing. */
class StrangersTest extends ServedTest {

  @Autowired private ServletWebServerApplicationContext context;

  @Test
  void no_request_of_a_stranger_makes_a_session() {
    long before = sessions();

    for (String path :
        List.of(
            "/",
            "/history?a=1",
            "/sign-in",
            "/sign-in?failed",
            "/api/v1/sales",
            "/no/such/page",
            "/css/none.css",
            "/actuator/health/liveness",
            "/v2/models/x")) {
      for (String method : List.of("GET", "HEAD", "POST", "DELETE", "PATCH")) {
        HttpResponse<String> answer =
            sendAsIs(
                HttpRequest.newBuilder(uri(path))
                    .header("Accept", "text/html")
                    .header("Cookie", "SESSION=made-up")
                    .method(method, HttpRequest.BodyPublishers.ofString("a=b")));
        assertThat(answer.headers().allValues("Set-Cookie"))
            .as("%s %s", method, path)
            .noneMatch(cookie -> cookie.startsWith("SESSION"));
      }
    }
    new Visitor(uri("/")).signIn("nobody", "wrong");

    assertThat(sessions()).isEqualTo(before);
  }

  @Test
  void no_request_with_an_api_key_makes_a_session() {
    long before = sessions();

    for (String path : List.of("/", "/history", "/prices", "/users", "/account")) {
      assertThat(get(path).statusCode()).isEqualTo(200);
    }
    send(
        HttpRequest.newBuilder(uri("/keys"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("name=&role=CLERK")));

    assertThat(sessions()).isEqualTo(before);
  }

  @Test
  void a_sign_in_that_is_none_is_no_bug() {
    for (String path : List.of("/sign-in", "/sign%2Din", "/sign-in?name=a&password=b")) {
      for (String body : List.of("", "a", "name=%zz", "name=a%00b&password=c", "=&&=&name")) {
        HttpResponse<String> answer =
            send(
                HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as("%s with '%s'", path, body).isBetween(300, 499);
      }
    }
  }

  @Test
  void a_photo_stays_in_no_browser() {
    URI nothing = uri("/api/v1/predictions/none/photo");
    assertThat(send(HttpRequest.newBuilder(nothing)).headers().firstValue("Cache-Control"))
        .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
  }

  private long sessions() {
    if (context.getWebServer() instanceof TomcatWebServer server
        && server.getTomcat().getHost().findChildren()[0] instanceof Context web) {
      return web.getManager().getSessionCounter();
    }
    throw new AssertionError("no Tomcat");
  }
}

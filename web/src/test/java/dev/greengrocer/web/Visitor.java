package dev.greengrocer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person at a browser, without the browser: keeps cookies, and sends a form with the token of the
 * page that it is on. Redirects are followed, so that a response is the page one ends up on.
 */
public final class Visitor {

  private static final Pattern TOKEN =
      Pattern.compile(
          "name=\"_csrf\"[^>]*value=\"([^\"]+)\"|name=\"csrf\"[^>]*content=\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("data-secret[^>]*>([^<]+)<");

  private final URI server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** A person who has just opened a browser. */
  public Visitor(URI server) {
    this.server = server;
  }

  /** Opens a page. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html"));
  }

  /**
   * Fills in and sends a form of a page.
   *
   * @param page where the form is
   * @param action where it goes
   * @param fields name, value, name, value, …
   */
  public HttpResponse<String> submit(String page, String action, String... fields) {
    List<String> form = new ArrayList<>(List.of(fields));
    form.add("_csrf");
    form.add(token(page));
    return post(action, form.toArray(String[]::new));
  }

  /** Sends JSON, as a script of a page does. */
  public HttpResponse<String> sendJson(String page, String action, String json) {
    return send(
        HttpRequest.newBuilder(server.resolve(action))
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token(page))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** Sends a form with one file. */
  public HttpResponse<String> upload(String page, String action, String part, String file) {
    return upload(page, action, part, "a.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of a file of bytes, by the name and type that the browser gives it. */
  public HttpResponse<String> upload(
      String page, String action, String part, String name, String type, byte[] file) {
    String boundary = "----greengrocer-test";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        String.join(
            "\r\n",
            "--" + boundary,
            "Content-Disposition: form-data; name=\"_csrf\"",
            "",
            token(page),
            "--" + boundary,
            "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(part, name),
            "Content-Type: " + type,
            "",
            "");
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(server.resolve(action))
            .header("Accept", "text/html")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Sends a request as this person's browser would, with the cookies that it has. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("the server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The token that the forms of a page carry. */
  public String token(String page) {
    Matcher token = TOKEN.matcher(get(page).body());
    assertThat(token.find()).as("a token on %s", page).isTrue();
    return token.group(1) == null ? token.group(2) : token.group(1);
  }

  /** Sends a form without any token. */
  public HttpResponse<String> post(String action, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(encoded(fields[i])).append('=');
      body.append(encoded(fields[i + 1]));
    }
    return send(
        HttpRequest.newBuilder(server.resolve(action))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** Signs in. */
  public HttpResponse<String> signIn(String name, String password) {
    return submit("/sign-in", "/sign-in", "name", name, "password", password);
  }

  /** The one-time secret that a page shows. */
  public static String secret(HttpResponse<String> page) {
    Matcher secret = SECRET.matcher(page.body());
    assertThat(secret.find()).as("a secret on %s", page.uri()).isTrue();
    return secret.group(1);
  }

  /** The cookies that the server has set. */
  public CookieManager cookies() {
    return cookies;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

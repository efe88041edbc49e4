package dev.greengrocer.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SignInTest extends ServedTest {

  private static final String OWN = "four wet ducks in line";

  @Autowired private JdbcClient database;

  @Test
  void a_stranger_gets_the_sign_in_page_and_a_program_a_problem() {
    HttpResponse<String> page = new Visitor(uri("/")).get("/users");
    HttpResponse<String> answer = sendAsIs(HttpRequest.newBuilder(uri("/api/v1/users")));

    assertThat(page.uri().getPath()).isEqualTo("/sign-in");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void a_one_time_password_opens_nothing_but_its_own_change() {
    Person maria = user("maria", Role.ADMINISTRATOR);
    Visitor browser = new Visitor(uri("/"));

    assertThat(browser.signIn("maria", maria.password()).uri().getPath())
        .isEqualTo("/account/password");
    assertThat(browser.get("/users").uri().getPath()).isEqualTo("/account/password");
    assertThat(browser.get("/api/v1/users").statusCode()).isEqualTo(403);

    HttpResponse<String> changed = changePassword(browser, maria.password());
    assertThat(changed.uri().getPath()).isEqualTo("/");
    assertThat(browser.get("/users").statusCode()).isEqualTo(200);
    assertThat(browser.get("/users").body()).contains("maria");
  }

  @Test
  void a_new_password_must_be_long_and_typed_twice() {
    Person paul = user("paul", Role.CLERK);
    Visitor browser = new Visitor(uri("/"));
    browser.signIn("paul", paul.password());

    assertThat(change(browser, paul.password(), "short", "short").body())
        .contains("at least 10 characters");
    assertThat(change(browser, paul.password(), OWN, OWN + "!").body()).contains("two ways");
    assertThat(change(browser, paul.password(), "paul paul paul", "paul paul paul").body())
        .contains("name");
    assertThat(change(browser, "wrong password", OWN, OWN).body()).contains("another one");
    assertThat(browser.get("/").uri().getPath()).isEqualTo("/account/password");
  }

  @Test
  void passwords_are_kept_as_hashes_alone() {
    Person rosa = user("rosa", Role.CLERK);
    changePassword(signedIn("rosa", rosa.password()), rosa.password());

    String kept =
        database.sql("SELECT password FROM users WHERE name = 'rosa'").query(String.class).single();
    assertThat(kept).startsWith("{bcrypt}$2");
    assertThat(
            database
                .sql("SELECT COUNT(*) FROM audit_log WHERE after_value LIKE :it")
                .param("it", "%" + OWN + "%")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void guessing_has_to_wait_whether_or_not_there_is_such_a_user() {
    user("nina", Role.CLERK);

    assertThat(guesses("nina")).isEqualTo(guesses("nobody-of-this-name"));
  }

  @Test
  void the_right_password_waits_too() {
    Person otto = user("otto", Role.CLERK);
    Visitor browser = new Visitor(uri("/"));
    guesses("otto");

    HttpResponse<String> page = browser.signIn("OTTO", otto.password());

    assertThat(page.uri().getQuery()).startsWith("wait=");
    assertThat(page.body()).contains("Too many attempts");
  }

  @Test
  void a_disabled_user_is_out_at_once_and_told_no_more_than_a_stranger() {
    Person kurt = user("kurt", Role.REVIEWER);
    Visitor browser = signedIn("kurt", kurt.password());
    changePassword(browser, kurt.password());
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);

    patch(kurt.id(), "{\"disabled\": true}");

    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/sign-in");
    assertThat(new Visitor(uri("/")).signIn("kurt", OWN).uri().getQuery()).isEqualTo("failed");
  }

  @Test
  void another_role_counts_from_the_next_sign_in() {
    Person lisa = user("lisa", Role.ADMINISTRATOR);
    Visitor browser = signedIn("lisa", lisa.password());
    changePassword(browser, lisa.password());
    assertThat(browser.get("/users").statusCode()).isEqualTo(200);

    patch(lisa.id(), "{\"role\": \"clerk\"}");

    assertThat(browser.get("/users").uri().getPath()).isEqualTo("/sign-in");
    assertThat(signedIn("lisa", OWN).get("/users").statusCode()).isEqualTo(403);
  }

  @Test
  void a_form_without_its_token_changes_nothing() {
    Person hugo = user("hugo", Role.ADMINISTRATOR);
    Visitor browser = signedIn("hugo", hugo.password());
    changePassword(browser, hugo.password());

    assertThat(browser.post("/users", "name", "intruder", "role", "ADMINISTRATOR").statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/users").body()).doesNotContain("intruder");
    assertThat(browser.submit("/users", "/users", "name", "friend", "role", "CLERK").body())
        .contains("friend");
  }

  @Test
  void signing_in_starts_a_new_session_whose_cookie_no_script_reads() {
    Person vera = user("vera", Role.CLERK);
    Visitor browser = new Visitor(uri("/"));
    browser.get("/sign-in");
    Optional<HttpCookie> before = session(browser);

    browser.signIn("vera", vera.password());

    HttpCookie after = session(browser).orElseThrow();
    assertThat(after.isHttpOnly()).isTrue();
    assertThat(before.map(HttpCookie::getValue)).isNotEqualTo(Optional.of(after.getValue()));
  }

  @Test
  void signing_out_ends_the_session() {
    Person emil = user("emil", Role.CLERK);
    Visitor browser = signedIn("emil", emil.password());
    changePassword(browser, emil.password());

    assertThat(browser.submit("/account", "/sign-out").body()).contains("signed out");
    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void an_administrator_adds_a_user_and_sees_the_password_once() {
    Person anna = user("anna", Role.ADMINISTRATOR);
    Visitor browser = signedIn("anna", anna.password());
    changePassword(browser, anna.password());

    HttpResponse<String> made = browser.submit("/users", "/users", "name", "Ben", "role", "CLERK");
    String password = Visitor.secret(made);

    assertThat(browser.get("/users").body()).doesNotContain(password);
    assertThat(new Visitor(uri("/")).signIn("ben", password).uri().getPath())
        .isEqualTo("/account/password");
    assertThat(browser.submit("/users", "/users", "name", "ben", "role", "CLERK").body())
        .contains("There is a user &#39;ben&#39; already");
    assertThat(browser.submit("/users", "/users", "name", "<b>x</b>", "role", "CLERK").body())
        .contains("User name &#39;&lt;b&gt;x&lt;/b&gt;&#39;");
  }

  private record Person(String id, String password) {}

  private Person user(String name, Role role) {
    JsonNode made =
        json(
            send(
                HttpRequest.newBuilder(uri("/api/v1/users"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role.id())))));
    return new Person(made.at("/user/id").asString(), made.at("/oneTimePassword").asString());
  }

  private void patch(String id, String change) {
    HttpResponse<String> changed =
        send(
            HttpRequest.newBuilder(uri("/api/v1/users/" + id))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(change)));
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  private Visitor signedIn(String name, String password) {
    Visitor browser = new Visitor(uri("/"));
    assertThat(browser.signIn(name, password).uri().getPath()).isNotEqualTo("/sign-in");
    return browser;
  }

  private static HttpResponse<String> changePassword(Visitor browser, String present) {
    return change(browser, present, OWN, OWN);
  }

  private static HttpResponse<String> change(
      Visitor browser, String present, String wanted, String again) {
    return browser.submit(
        "/account/password",
        "/account/password",
        "present",
        present,
        "wanted",
        wanted,
        "again",
        again);
  }

  /** How many guesses are tried before the guesser has to wait. */
  private int guesses(String name) {
    Visitor guesser = new Visitor(uri("/"));
    for (int tried = 0; tried < 50; tried++) {
      String where = guesser.signIn(name, "guess number " + tried).uri().getQuery();
      if (where.startsWith("wait=")) {
        // The guesser's address waits too after so many; that is another test's.
        database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'").update();
        return tried;
      }
      assertThat(where).isEqualTo("failed");
    }
    throw new AssertionError("nobody stops this guesser");
  }

  private static Optional<HttpCookie> session(Visitor browser) {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("SESSION"))
        .findAny();
  }
}

package dev.greengrocer.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SignInTest extends ServedTest {

  private static final String OWN = "four wet ducks in line";

  @Autowired private JdbcClient database;
  @Autowired private SignInGuard guard;

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
  void strangers_who_guess_at_once_are_refused_whether_or_not_there_is_such_a_user() {
    user("nina", Role.CLERK);

    assertThat(guesses("nina")).isEqualTo(guesses("nobody-of-this-name"));
  }

  @Test
  void guessing_locks_nobody_out_where_they_have_signed_in_before() {
    Person otto = user("otto", Role.ADMINISTRATOR);
    Visitor browser = signedIn("otto", otto.password());
    changePassword(browser, otto.password());
    browser.submit("/account", "/sign-out");
    guesses("otto");

    assertThat(browser.signIn("OTTO", OWN).uri().getPath()).isEqualTo("/");
  }

  @Test
  void guessing_elsewhere_locks_nobody_out() {
    Person ines = user("ines", Role.CLERK);
    changePassword(signedIn("ines", ines.password()), ines.password());
    database
        .sql("INSERT INTO sign_in_failures VALUES (:subject, 1000, :now)")
        .param("subject", SignInGuard.user("ines") + "@192.0.2.7")
        .param("now", Instant.now().toEpochMilli())
        .update();

    assertThat(new Visitor(uri("/")).signIn("ines", OWN).uri().getPath()).isEqualTo("/");
  }

  @Test
  void the_right_password_waits_its_turn_and_opens() {
    Person olga = user("olga", Role.CLERK);
    changePassword(signedIn("olga", olga.password()), olga.password());
    failures("olga", 6, Instant.now());
    long begin = System.nanoTime();

    assertThat(new Visitor(uri("/")).signIn("olga", OWN).uri().getPath()).isEqualTo("/");
    // Six failures, of which five are free: the second delay, two seconds, from the last one on.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void a_clock_that_was_set_back_does_no_harm() {
    Person karl = user("karl", Role.CLERK);
    changePassword(signedIn("karl", karl.password()), karl.password());
    failures("karl", 5, Instant.now().plus(Duration.ofDays(200)));
    database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'").update();

    assertThat(new Visitor(uri("/")).signIn("karl", OWN).uri().getPath()).isEqualTo("/");
  }

  @Test
  void a_one_time_password_is_tried_at_once_whatever_strangers_do() {
    Person rita = user("rita", Role.CLERK);
    guesses("rita");

    assertThat(new Visitor(uri("/")).signIn("rita", rita.password()).uri().getPath())
        .isEqualTo("/account/password");
  }

  @Test
  void failures_of_an_address_do_not_refuse_its_other_users() {
    Person gerd = user("gerd", Role.CLERK);
    changePassword(signedIn("gerd", gerd.password()), gerd.password());
    database
        .sql(
            """
            INSERT INTO sign_in_failures VALUES ('address:127.0.0.1', 500, :now)
            ON CONFLICT (subject) DO UPDATE SET failures = 500, last_at = :now
            """)
        .param("now", Instant.now().toEpochMilli())
        .update();

    assertThat(new Visitor(uri("/")).signIn("gerd", OWN).uri().getPath()).isEqualTo("/");
    database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'").update();
  }

  @Test
  void the_table_of_failures_holds_no_names_and_stays_small() {
    database
        .sql(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10050)
            INSERT INTO sign_in_failures SELECT 'user:x' || i, 1, :now FROM n
            """)
        .param("now", Instant.now().minusSeconds(60).toEpochMilli())
        .update();

    new Visitor(uri("/")).signIn("hunter2 typed as a name", "wrong");

    List<String> subjects =
        database.sql("SELECT subject FROM sign_in_failures").query(String.class).list();
    assertThat(subjects).hasSizeBetween(8_000, 10_000).noneMatch(row -> row.contains("hunter2"));
    database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'user:x%'").update();
  }

  @Test
  void after_a_wrong_password_the_name_still_stands_there() {
    HttpResponse<String> page = new Visitor(uri("/")).signIn("Müller & <b>", "wrong");

    assertThat(page.uri().getQuery()).isEqualTo("failed");
    assertThat(page.body()).contains("value=\"Müller &amp; &lt;b&gt;\"");
  }

  @Test
  void signing_in_leads_to_the_page_that_was_wanted_and_to_no_other_server() {
    Person vito = user("vito", Role.CLERK);
    changePassword(signedIn("vito", vito.password()), vito.password());
    Visitor browser = new Visitor(uri("/"));

    HttpResponse<String> door = browser.get("/history?min=0.5");
    assertThat(door.uri().getQuery()).isEqualTo("to=/history?min=0.5");
    assertThat(door.body()).contains("name=\"to\" value=\"/history?min=0.5\"");
    HttpResponse<String> page =
        browser.submit(
            "/sign-in", "/sign-in", "name", "vito", "password", OWN, "to", "/history?min=0.5");
    assertThat(page.uri().toString()).endsWith("/history?min=0.5");

    HttpResponse<String> elsewhere =
        new Visitor(uri("/"))
            .submit(
                "/sign-in", "/sign-in", "name", "vito", "password", OWN, "to", "//evil.example/");
    assertThat(elsewhere.uri()).isEqualTo(uri("/"));
  }

  @Test
  void guesses_at_once_are_no_better_than_one_after_the_other() throws Exception {
    ExecutorService guessers = Executors.newFixedThreadPool(10);
    try {
      for (int round = 0; round < 3; round++) {
        String name = "guessed-" + Long.toHexString(System.nanoTime());
        CyclicBarrier together = new CyclicBarrier(10);
        List<Future<Boolean>> tried = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          tried.add(
              guessers.submit(
                  () -> {
                    together.await();
                    return !guard.turnOfPin(name, Instant.now()).refused();
                  }));
        }
        int allowed = 0;
        for (Future<Boolean> one : tried) {
          allowed += one.get() ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(5);
      }
    } finally {
      guessers.shutdownNow();
    }
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

  /** How many of many guesses at the same moment are let in, now or within the longest delay. */
  private long guesses(String name) {
    database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'").update();
    Instant now = Instant.now();
    long let =
        IntStream.range(0, 50)
            .filter(tried -> !guard.turn(name, "guess " + tried, "127.0.0.1", null, now).refused())
            .count();
    assertThat(let).isLessThan(15);
    // The guesser's address waits too after so many; that is another test's.
    database.sql("DELETE FROM sign_in_failures WHERE subject LIKE 'address:%'").update();
    return let;
  }

  private void failures(String name, int count, Instant last) {
    database
        .sql("INSERT INTO sign_in_failures VALUES (:subject, :count, :last)")
        .param("subject", SignInGuard.user(name) + "@127.0.0.1")
        .param("count", count)
        .param("last", last.toEpochMilli())
        .update();
  }

  private static Optional<HttpCookie> session(Visitor browser) {
    return browser.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("SESSION"))
        .findAny();
  }
}

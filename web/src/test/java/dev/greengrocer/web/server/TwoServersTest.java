package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.database.JobTurns;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.OnPostgres;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.RenamedBundle;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.model.ActiveModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Two servers of one shop on one PostgreSQL, each with a data directory of its own. */
@OnPostgres
@TestPropertySource(properties = "greengrocer.checkout.shop=two servers") // a server of its own
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoServersTest extends ServedTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Environment settings;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JobTurns turns;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataSource source;

  @SuppressWarnings("NullAway.Init")
  private ConfigurableApplicationContext second;

  @SuppressWarnings("NullAway.Init")
  private Path secondDirectory;

  @BeforeAll
  void startASecondServer() throws IOException {
    secondDirectory = Files.createTempDirectory("greengrocer-second").resolve("data");
    second = start(secondDirectory);
  }

  @AfterAll
  void stopIt() {
    second.close();
  }

  private ConfigurableApplicationContext start(Path directory) {
    return new SpringApplicationBuilder(Application.class)
        .run(
            "--server.port=0",
            "--greengrocer.home=" + settings.getRequiredProperty("greengrocer.home"),
            "--greengrocer.database=" + settings.getRequiredProperty("greengrocer.database"),
            "--greengrocer.data-dir=" + directory);
  }

  @Test
  void receipts_have_no_gap_and_no_number_comes_twice() throws Exception {
    List<Callable<HttpResponse<String>>> sales = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String path = i % 2 == 0 ? "/api/v1/sales" : other("/api/v1/sales");
      sales.add(() -> sell(path, ""));
    }

    for (HttpResponse<String> sold : atOnce(sales)) {
      assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    }

    List<Long> numbers =
        database.sql("SELECT number FROM sales ORDER BY number").query(Long.class).list();
    assertThat(numbers)
        .hasSizeGreaterThanOrEqualTo(40)
        .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  @Test
  void a_turn_of_a_clock_that_was_set_back_holds_up_no_job() {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
    assertThat(new JobTurns(source, ahead).take("set-back", JobTurns.EACH_HOUR)).isTrue();

    assertThat(turns.take("set-back", JobTurns.EACH_HOUR)).isTrue();
    assertThat(turns.take("set-back", JobTurns.EACH_HOUR)).isFalse();
  }

  @Test
  void a_job_is_done_by_one_of_them_until_its_next_turn() {
    JobTurns there = second.getBean(JobTurns.class);

    assertThat(turns.take("test-job", JobTurns.EACH_HOUR)).isTrue();
    assertThat(there.take("test-job", JobTurns.EACH_HOUR)).isFalse();
    assertThat(turns.take("test-job", JobTurns.EACH_HOUR)).isFalse();
    assertThat(there.take("other-job", JobTurns.EACH_HOUR)).isTrue();

    database
        .sql("UPDATE job_turns SET begun_at = begun_at - :pause WHERE job = 'test-job'")
        .param("pause", JobTurns.EACH_HOUR.toMillis())
        .update();
    assertThat(there.take("test-job", JobTurns.EACH_HOUR)).isTrue();
    assertThat(turns.take("test-job", JobTurns.EACH_HOUR)).isFalse();
  }

  @Test
  void a_key_may_ask_both_together_as_often_as_one() {
    String secret =
        json(postJson(
                "/api/v1/keys",
                "{\"name\": \"counted\", \"role\": \"clerk\", \"requestsPerMinute\": 6}"))
            .at("/secret")
            .asString();
    int answered = 0;
    for (int i = 0; i < 12; i++) {
      String path = i % 2 == 0 ? "/api/v1/prices" : other("/api/v1/prices");
      HttpResponse<String> answer =
          sendAsIs(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + secret));
      if (answer.statusCode() == 200) {
        answered++;
      } else {
        assertProblem(answer, 429, "may ask 6 times a minute");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
      }
    }

    assertThat(answered).isBetween(6, 9); // one more for each ten seconds that this took
  }

  @Test
  void the_first_requests_of_a_key_may_come_at_once() throws Exception {
    String secret =
        json(postJson("/api/v1/keys", "{\"name\": \"new at both\", \"role\": \"clerk\"}"))
            .at("/secret")
            .asString();
    List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      URI address = uri(i % 2 == 0 ? "/api/v1/prices" : other("/api/v1/prices"));
      requests.add(
          () ->
              sendAsIs(
                  HttpRequest.newBuilder(address).header("Authorization", "Bearer " + secret)));
    }

    assertThat(atOnce(requests)).extracting(HttpResponse::statusCode).containsOnly(200);
  }

  @Test
  void what_is_named_at_one_server_has_one_name_at_both() throws InterruptedException {
    put("/api/v1/prices/Raw%20Sugar", "{\"unit\": \"piece\", \"price\": \"5.00\"}");
    Thread.sleep(1_100); // within a second it is known

    HttpResponse<String> sold =
        postJson(
            other("/api/v1/sales"),
            "{\"lines\": [{\"name\": \"raw SUGAR\", \"pieces\": 1}], \"payment\": \"card\"}");
    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    assertThat(json(sold).at("/lines/0/name").asString()).isEqualTo("Raw Sugar");
    assertThat(json(sold).at("/total").asString()).isEqualTo("5.00");

    put(other("/api/v1/prices/RAW%20SUGAR"), "{\"price\": \"6.00\"}");
    assertThat(
            database
                .sql("SELECT COUNT(DISTINCT name) FROM prices WHERE lower(name) = 'raw sugar'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  private void put(String path, String price) {
    HttpResponse<String> set = putJson(path, price);
    assertThat(set.statusCode()).as(set.body()).isBetween(200, 204);
  }

  @Test
  void one_idempotency_key_at_both_servers_is_one_sale_and_one_prediction() throws Exception {
    List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
    byte[] photo = Photos.jpeg(96, 96, 1);
    for (int i = 0; i < 8; i++) {
      boolean here = i % 2 == 0;
      requests.add(() -> sell(here ? "/api/v1/sales" : other("/api/v1/sales"), "both-1"));
      requests.add(
          () ->
              post(
                  here ? "/api/v1/predictions" : other("/api/v1/predictions"),
                  photo,
                  "Idempotency-Key",
                  "both-2"));
    }

    for (HttpResponse<String> answer : atOnce(requests)) {
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 409);
    }
    assertThat(
            database
                .sql("SELECT COUNT(*) FROM idempotency WHERE idempotency_key LIKE 'both-%'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(json(sell("/api/v1/sales", "both-1")).at("/id").asString())
        .isEqualTo(json(sell(other("/api/v1/sales"), "both-1")).at("/id").asString());
  }

  @Test
  void a_model_that_is_swapped_at_one_server_answers_at_both_or_at_none() throws Exception {
    String first = models.current().name();
    shelve(dataDirectory(), "only-here");
    shelve(dataDirectory(), "on-both");
    shelve(secondDirectory, "on-both");
    shelve(dataDirectory(), "altered-there");
    Path altered = shelve(secondDirectory, "altered-there");
    Files.write(altered.resolve(ModelBundle.MODEL), new byte[] {1, 2, 3});

    assertProblem(
        swap("/api/v1/model", "only-here"), 409, secondDirectory + " holds no such bundle");
    assertProblem(swap("/api/v1/model", "altered-there"), 409, "SHA-256");
    assertThat(name("/api/v1/model")).isEqualTo(first);
    assertThat(name(other("/api/v1/model"))).isEqualTo(first);

    assertThat(swap("/api/v1/model", "on-both").statusCode()).isEqualTo(200);
    assertThat(name("/api/v1/model")).isEqualTo("on-both");
    awaitName(other("/api/v1/model"), "on-both");
    assertThat(json(post(other("/api/v1/predictions"), Photos.jpeg(96, 96, 2))).at("/model/name"))
        .hasToString("\"on-both\"");

    assertThat(
            send(HttpRequest.newBuilder(uri(other("/api/v1/model/rollback")))
                    .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(200);
    awaitName("/api/v1/model", first);

    assertThat(swap(other("/api/v1/model"), "on-both").statusCode()).isEqualTo(200);
    awaitName("/api/v1/model", "on-both");
    assertThat(get("/api/v1/audit?kind=model").body()).contains("on-both");
  }

  @Test
  void a_server_that_starts_later_answers_with_the_model_of_the_others() throws Exception {
    String present = models.current().name();
    Path third = Files.createTempDirectory("greengrocer-third").resolve("data");
    shelve(dataDirectory(), "later");
    shelve(secondDirectory, "later");
    shelve(third, "later");
    assertThat(swap("/api/v1/model", "later").statusCode()).isEqualTo(200);

    try (ConfigurableApplicationContext started = start(third)) {
      assertThat(started.getBean(ActiveModel.class).current().name()).isEqualTo("later");
    }
    awaitName(other("/api/v1/model"), "later");
    assertThat(
            send(HttpRequest.newBuilder(uri("/api/v1/model/rollback"))
                    .POST(BodyPublishers.noBody()))
                .statusCode())
        .as("the third server has left")
        .isEqualTo(200);
    awaitName(other("/api/v1/model"), present);
  }

  @Test
  void who_signs_in_at_one_server_is_signed_in_and_out_at_both() {
    Visitor visitor = visitor(Role.CLERK);

    assertThat(visitor.get(other("/account")).uri().getPath()).isEqualTo("/account");
    assertThat(visitor.get("/account").uri().getPath()).isEqualTo("/account");

    assertThat(visitor.submit(other("/account"), other("/sign-out")).uri().getPath())
        .isEqualTo("/sign-in");
    assertThat(visitor.get("/account").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void the_database_tells_nothing_of_sessions_and_strangers_have_none() {
    String name = "user-" + Long.toHexString(System.nanoTime());
    postJson("/api/v1/users", "{\"name\": \"%s\", \"role\": \"clerk\"}".formatted(name));
    Visitor visitor = visitor(Role.CLERK);
    List<String> sessions = sessions();
    assertThat(sessions).isNotEmpty().noneMatch(row -> row.contains(name));

    for (String cookie : List.of("made-up", "", sessions.get(0).substring(0, 64))) {
      HttpResponse<String> answer =
          sendAsIs(
              HttpRequest.newBuilder(uri("/account"))
                  .header("Accept", "text/html")
                  .header("Cookie", "SESSION=" + cookie));
      assertThat(answer.headers().allValues("Set-Cookie"))
          .noneMatch(set -> set.startsWith("SESSION"));
      assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/sign-in");
    }
    assertThat(sessions()).isEqualTo(sessions);

    database.sql("UPDATE sessions SET attributes = 'AAAA' || attributes").update();
    assertThat(visitor.get("/account").uri().getPath()).as("altered").isEqualTo("/sign-in");
  }

  private List<String> sessions() {
    return database
        .sql("SELECT id_sha256 || ' ' || attributes FROM sessions ORDER BY id_sha256")
        .query(String.class)
        .list();
  }

  private String name(String path) {
    return json(get(path)).at("/name").asString();
  }

  private void awaitName(String path, String wanted) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!name(path).equals(wanted) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(name(path)).isEqualTo(wanted);
  }

  private HttpResponse<String> swap(String path, String bundle) {
    return putJson(path, "{\"bundle\": \"%s\"}".formatted(bundle));
  }

  private HttpResponse<String> sell(String path, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"lines": [{"name": "honey", "pieces": 2, "price": "6.50"}], "payment": "card"}
                    """));
    return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }

  /** The same path at the second server. */
  private String other(String path) {
    return "http://127.0.0.1:"
        + second.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }

  private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> requests)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : clients.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdownNow();
    }
  }

  private Path shelve(Path directory, String name) throws IOException {
    ModelBundle bundle = models.current();
    Path place = directory.resolve("models").resolve(name);
    RenamedBundle.write(
        bundle,
        place,
        name,
        LabelSet.ofNames(bundle.labels().names()),
        bundle.description().measurements());
    return place;
  }
}

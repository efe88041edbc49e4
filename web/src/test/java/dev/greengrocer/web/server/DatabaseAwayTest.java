package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.OnPostgres;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What a server answers while its PostgreSQL lets no one in, and after that. */
@OnPostgres
@TestPropertySource(properties = "spring.application.name=database-away") // a server of its own
@DirtiesContext
final class DatabaseAwayTest extends ServedTest {

  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final String SALE = "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}]}";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Environment settings;

  @Test
  void while_it_is_away_all_is_refused_with_the_reason_and_after_that_all_is_as_before()
      throws Exception {
    postJson("/api/v1/sales", SALE);
    String model = get("/api/v1/model").body();
    copyBundle("other");
    Visitor visitor = visitor(Role.ADMINISTRATOR);
    assertThat(visitor.get("/history").uri().getPath()).isEqualTo("/history");

    close();
    List<Callable<HttpResponse<String>>> pages =
        List.of(
            () -> visitor.send(page("/history")),
            () -> visitor.send(page("/stock")),
            () -> visitor.send(page("/sales/export.csv")),
            () -> sendAsIs(page("/").header("Cookie", "SESSION=somebody")));
    List<Callable<HttpResponse<String>>> calls =
        List.of(
            () -> postJson("/api/v1/sales", SALE),
            () -> get("/api/v1/prices"),
            () -> post("/api/v1/predictions", Photos.jpeg(64, 64, 5)),
            () ->
                send(
                    HttpRequest.newBuilder(uri("/api/v1/model"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"bundle\": \"other\"}"))));
    try {
      for (HttpResponse<String> page : atOnce(pages)) {
        assertThat(page.statusCode()).as(page.uri() + "\n" + page.body()).isEqualTo(503);
        assertThat(page.body()).contains("</html>").doesNotContain("Exception", "jdbc", "FATAL");
      }
      for (HttpResponse<String> call : atOnce(calls)) {
        assertProblem(call, 503, "");
      }
      assertThat(sendAsIs(HttpRequest.newBuilder(uri("/actuator/health/liveness"))).statusCode())
          .isEqualTo(200);
      assertThat(readiness()).as("a proxy sends nothing here").containsExactly(503, 503);
    } finally {
      open();
    }

    assertThat(get("/api/v1/model").body()).isEqualTo(model);
    assertThat(visitor.get("/history").uri().getPath()).isEqualTo("/history");
    assertThat(json(postJson("/api/v1/sales", SALE)).at("/receipt").asLong()).isEqualTo(2);
    assertThat(post("/api/v1/predictions", Photos.jpeg(64, 64, 6)).statusCode()).isEqualTo(201);
    assertThat(readiness()).containsExactly(200, 200);
  }

  private List<Integer> readiness() {
    return Stream.of("/actuator/health/readiness", "/v2/health/ready")
        .map(path -> sendAsIs(HttpRequest.newBuilder(uri(path))).statusCode())
        .toList();
  }

  private HttpRequest.Builder page(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Accept", PAGE);
  }

  private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> requests)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(requests.size());
    try {
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : callers.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      callers.shutdownNow();
    }
  }

  private void close() throws SQLException {
    execute(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(name()),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(name()));
  }

  private void open() throws SQLException {
    execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name()));
  }

  private void execute(String... statements) throws SQLException {
    String beside = address().replace("/" + name() + "?", "/postgres?");
    try (Connection connection = DriverManager.getConnection(beside);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String address() {
    return settings.getRequiredProperty("greengrocer.database");
  }

  private String name() {
    return address().replaceAll(".*/([^/?]+)\\?.*", "$1");
  }

  private void copyBundle(String name) throws IOException {
    Path bundled = Path.of(System.getProperty("greengrocer.home", "..")).resolve("models/bundled");
    Path copy = Files.createDirectories(dataDirectory().resolve("models").resolve(name));
    try (Stream<Path> files = Files.list(bundled)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }
}

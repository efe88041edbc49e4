package dev.greengrocer.web.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.PostgresServer;
import dev.greengrocer.web.server.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Customers and photos that were erased after a backup, when the backup is restored. */
final class ErasedAgainIT {

  private static final String LINES = "\"lines\": [{\"name\": \"kiwi\", \"pieces\": 2}]";

  @TempDir private Path folder;

  private String zorayasAnswer = "";
  private String photo = "";
  private String zorayasSale = "";
  private String bobsSale = "";
  private String nobodysSale = "";

  @Test
  void a_restored_backup_forgets_them_again_on_sqlite() throws Exception {
    Path books = folder.resolve("books");
    Path backup = folder.resolve("backup");
    fill(books, Map.of());
    assertDone("db", "backup", "--data-dir", "" + books, "" + backup);
    erase(books, Map.of());

    assertDone("db", "restore", "--data-dir", "" + books, "" + backup);
    assertForgotten(books, Map.of());

    // Also where the data directory is lost, and only a newer backup has the list.
    Path newer = folder.resolve("newer");
    assertDone("db", "backup", "--data-dir", "" + books, "" + newer);
    Path elsewhere = folder.resolve("elsewhere");
    assertDone(
        "db", "restore", "--data-dir", "" + elsewhere, "" + backup, "--erasures", "" + newer);
    assertForgotten(elsewhere, Map.of());
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void a_restored_dump_forgets_them_again_on_postgresql() throws Exception {
    Path books = folder.resolve("books");
    String now = PostgresServer.emptyDatabase("erased_now_" + Long.toHexString(System.nanoTime()));
    fill(books, Map.of("GREENGROCER_DATABASE", now));
    String then = copyOf(now);
    erase(books, Map.of("GREENGROCER_DATABASE", now));

    assertForgotten(books, Map.of("GREENGROCER_DATABASE", then));
  }

  @Test
  void erased_photos_leave_the_folder_of_an_earlier_backup() throws Exception {
    Path books = folder.resolve("books");
    Path backup = folder.resolve("backup");
    fill(books, Map.of());
    assertDone("db", "backup", "--data-dir", "" + books, "" + backup);
    assertThat(photos(backup)).hasSize(2);
    for (Path copy : photos(backup)) {
      Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(86_400)));
    }
    erase(books, Map.of());

    assertDone("db", "backup", "--data-dir", "" + books, "" + backup);

    assertThat(photos(backup)).isEmpty();
    assertThat(Files.readString(backup.resolve("erasures.jsonl")))
        .contains(zorayasSale, zorayasAnswer)
        .doesNotContain("Zoraya", "Yara", "49151");
  }

  private void fill(Path books, Map<String, String> environment) throws Exception {
    try (ServerProcess server = ServerProcess.start(books, environment)) {
      zorayasAnswer =
          ServerProcess.id(
              server.post(
                  "/api/v1/predictions?customer=Zoraya%20Quint",
                  "image/jpeg", Photos.jpeg(80, 60, 1)));
      photo = ServerProcess.id(server.predict(Photos.jpeg(80, 60, 2)));
      zorayasSale =
          sold(
              server,
              "{" + LINES + ", \"customer\": \"Zoraya Quint\", \"mobile\": \"+49 151 70000001\"}");
      bobsSale = sold(server, "{" + LINES + ", \"customer\": \"Bob\"}");
      nobodysSale = sold(server, "{" + LINES + "}");
      voided(server, zorayasSale, "Zoraya brought it back; call 0151 70000001");
      voided(server, bobsSale, "rung up for Zoraya Quint by mistake");
      voided(server, nobodysSale, "it was for Yara");
      stop(server);
    }
  }

  private void erase(Path books, Map<String, String> environment) throws Exception {
    try (ServerProcess server = ServerProcess.start(books, environment)) {
      for (String customer : List.of("Zoraya Quint", "Yara")) {
        assertThat(
                server
                    .post(
                        "/api/v1/erasures",
                        "application/json",
                        "{\"customer\": \"%s\"}".formatted(customer).getBytes(UTF_8))
                    .statusCode())
            .isEqualTo(200);
      }
      assertThat(server.delete("/api/v1/predictions/" + photo + "/photo").statusCode())
          .isEqualTo(204);
      stop(server);
    }
  }

  private void assertForgotten(Path books, Map<String, String> environment) throws Exception {
    for (int start = 0; start < 2; start++) {
      try (ServerProcess server = ServerProcess.start(books, environment)) {
        for (String answer : List.of(zorayasAnswer, photo)) {
          assertThat(server.get("/api/v1/predictions/" + answer).statusCode()).isEqualTo(200);
          assertThat(server.get("/api/v1/predictions/" + answer + "/photo").statusCode())
              .isEqualTo(404);
        }
        for (String path :
            List.of("predictions", "sales", "sales/export", "export/predictions", "audit")) {
          assertThat(server.get("/api/v1/" + path).body())
              .as(path)
              .doesNotContain("Zoraya", "Quint", "Yara", "70000001");
        }
        assertThat(reason(server, zorayasSale)).isEqualTo("… brought it back; call …");
        assertThat(reason(server, bobsSale)).isEqualTo("rung up for … by mistake");
        assertThat(sale(server, bobsSale).at("/customer").asString()).isEqualTo("Bob");
        assertThat(reason(server, nobodysSale)).isEqualTo("…");
        JsonNode audit = ServerProcess.json(server.get("/api/v1/audit?kind=customer"));
        assertThat(audit.findValuesAsString("action").stream().filter("erased again"::equals))
            .as("start %d", start)
            .hasSize(3);
        stop(server);
      }
    }
    assertThat(photos(books)).isEmpty();
    ServerProcess.Result check =
        ServerProcess.run(environment, "db", "check", "--data-dir", "" + books);
    assertThat(check.exitCode()).as(check.output()).isZero();
  }

  private static String sold(ServerProcess server, String sale) throws Exception {
    HttpResponse<String> sold =
        server.post("/api/v1/sales", "application/json", sale.getBytes(UTF_8));
    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    return ServerProcess.id(sold);
  }

  private static void voided(ServerProcess server, String sale, String reason) throws Exception {
    assertThat(
            server
                .post(
                    "/api/v1/sales/" + sale + "/void",
                    "application/json",
                    "{\"reason\": \"%s\"}".formatted(reason).getBytes(UTF_8))
                .statusCode())
        .isEqualTo(200);
  }

  private static JsonNode sale(ServerProcess server, String id) throws Exception {
    return ServerProcess.json(server.get("/api/v1/sales/" + id));
  }

  private static String reason(ServerProcess server, String id) throws Exception {
    return sale(server, id).at("/voided/reason").asString();
  }

  private static void stop(ServerProcess server) throws Exception {
    server.terminate();
    server.waitForExit();
  }

  private static void assertDone(String... command) throws Exception {
    ServerProcess.Result result = ServerProcess.run(command);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static List<Path> photos(Path directory) throws IOException {
    if (!Files.isDirectory(directory.resolve("photos"))) {
      return List.of();
    }
    try (Stream<Path> tree = Files.walk(directory.resolve("photos"))) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  /** A database as it is now, as pg_dump and pg_restore would make it. */
  private static String copyOf(String address) throws SQLException {
    String name = address.replaceFirst(".*/([^?]+).*", "$1");
    String copy = name + "_then";
    try (Connection connection =
            DriverManager.getConnection(address.replace("/" + name, "/postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(copy, name));
    }
    return address.replace("/" + name, "/" + copy);
  }
}

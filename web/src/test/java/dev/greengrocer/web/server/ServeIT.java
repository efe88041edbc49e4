package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.greengrocer.web.Photos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: killed, stopped, backed up, on a full disk. */
final class ServeIT {

  private static final int KILLS = 3;
  private static final int CLIENTS = 4;

  @TempDir private Path folder;

  @Test
  void killed_at_any_moment_it_loses_no_answer_that_it_gave() throws Exception {
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < KILLS; round++) {
      try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
          int seed = 100 * round + client;
          clients.execute(() -> predictUntilKilled(server, seed, answered));
        }
        int before = answered.size();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (answered.size() < before + 10 + 7 * round && System.nanoTime() < end) {
          Thread.sleep(3);
        }
        server.kill();
        clients.shutdown();
        assertThat(clients.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(answered).hasSizeGreaterThan(before);
      }
    }

    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      for (String id : answered) {
        assertThat(server.get("/api/v1/predictions/" + id).statusCode()).as(id).isEqualTo(200);
        assertThat(server.get("/api/v1/predictions/" + id + "/photo").statusCode()).isEqualTo(200);
      }
    }
    ServerProcess.Result checked =
        ServerProcess.run("db", "check", "--data-dir", folder.toString());
    assertThat(checked.exitCode()).isZero();
    assertThat(checked.output().lines()).as("no chatter of the database").hasSize(1);
  }

  @Test
  void why_a_start_failed_is_the_last_thing_it_says() throws Exception {
    ServerProcess.Result failed;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      failed =
          ServerProcess.run(
              "serve",
              "--port",
              "" + taken.getLocalPort(),
              "--data-dir",
              "" + folder.resolve("shop"));
    }

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.output().stripTrailing().lines().reduce("", (one, last) -> last))
        .startsWith("greengrocer: --port ");
    assertThat(failed.output()).doesNotContain("appears to have started a thread");
    // Nobody saw the terminal, so the password is not among what is kept of it.
    assertThat(failed.output()).contains("first-password.txt");
    assertThat(failed.output()).doesNotContainPattern("password  [a-z0-9]");
  }

  @Test
  void asked_to_stop_it_is_not_ready_first_and_answers_what_has_begun() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, Map.of("GREENGROCER_DRAIN", "5s"))) {
      assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

      server.terminate();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
      int readiness = 200;
      while (readiness == 200 && System.nanoTime() < end) {
        readiness = server.get("/actuator/health/readiness").statusCode();
      }

      assertThat(readiness).isEqualTo(503);
      assertThat(server.get("/v2/health/ready").statusCode()).isEqualTo(503);
      assertThat(server.predict(Photos.jpeg(64, 64, 1)).statusCode()).isEqualTo(201);
      assertThat(server.waitForExit()).isEqualTo(143);
    }
  }

  @Test
  void a_backup_taken_while_serving_is_whole_and_can_be_put_back() throws Exception {
    Path books = folder.resolve("books");
    Path backup = folder.resolve("backup");
    String kept;
    String later;
    try (ServerProcess server = ServerProcess.start(books, Map.of())) {
      kept = ServerProcess.id(server.predict(Photos.jpeg(64, 64, 1)));
      ServerProcess.Result written = db("backup", books, backup);
      assertThat(written.exitCode()).as(written.output()).isZero();
      later = ServerProcess.id(server.predict(Photos.jpeg(64, 64, 2)));

      ServerProcess.Result refused = db("restore", books, backup);

      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.output()).contains("a server runs on it");
    }

    ServerProcess.Result restored = db("restore", books, backup);

    assertThat(restored.exitCode()).as(restored.output()).isZero();
    try (ServerProcess server = ServerProcess.start(books, Map.of())) {
      assertThat(server.get("/api/v1/predictions/" + kept).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/predictions/" + later).statusCode()).isEqualTo(404);
      ServerProcess.Result second =
          ServerProcess.run("serve", "--port", "0", "--data-dir", books.toString());
      assertThat(second.exitCode()).as(second.output()).isEqualTo(2);
    }
    try (var files = Files.walk(books.resolve("photos"))) {
      Path photo = files.filter(file -> file.toString().endsWith(".jpeg")).findAny().orElseThrow();
      Files.writeString(photo, "altered");
    }
    ServerProcess.Result checked = ServerProcess.run("db", "check", "--data-dir", books.toString());
    assertThat(checked.exitCode()).isEqualTo(6);
    assertThat(checked.output()).contains("altered or damaged");
  }

  @Test
  void the_client_in_the_documentation_works_as_it_is_written() throws Exception {
    Path photo = Files.write(folder.resolve("photo.jpg"), Photos.jpeg(320, 240, 3));
    Path script = Path.of(System.getProperty("greengrocer.home", ".."), "docs", "api-client.sh");
    try (ServerProcess server = ServerProcess.start(folder.resolve("books"), Map.of())) {
      Path output = folder.resolve("output");
      ProcessBuilder client =
          new ProcessBuilder("sh", script.toString(), photo.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      client.environment().put("GREENGROCER_URL", server.address());

      int exitCode = client.start().waitFor();

      String said = Files.readString(output);
      assertThat(exitCode).as(said).isZero();
      assertThat(said)
          .contains("\"decision\":")
          .contains("banana")
          .contains("image/jpeg")
          .contains("id,at,source")
          .contains("\"outputs\":")
          .contains("urn:greengrocer:problem:not-an-image")
          .contains("\"predictions\":2");
    }
  }

  @Test
  void a_full_disk_is_told_and_when_there_is_space_again_it_goes_on() throws Exception {
    assumeThat(SmallDisk.mount(folder, 6))
        .as("a small file system can be mounted only by root; run this test as root")
        .isTrue();
    try (ServerProcess server = ServerProcess.start(folder.resolve("books"), Map.of())) {
      String first = ServerProcess.id(server.predict(Photos.jpeg(64, 64, 1)));
      Path filler = folder.resolve("filler");
      SmallDisk.fill(filler);

      HttpResponse<String> refused = server.predict(Photos.jpeg(640, 480, 2));

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(server.get("/api/v1/predictions/" + first).statusCode()).isEqualTo(200);
      Files.delete(filler);
      HttpResponse<String> answer = server.predict(Photos.jpeg(640, 480, 2));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    } finally {
      SmallDisk.unmount(folder);
    }
  }

  private static void predictUntilKilled(ServerProcess server, int seed, Queue<String> answered) {
    try {
      for (int i = 0; ; i++) {
        HttpResponse<String> answer = server.predict(Photos.jpeg(64, 64, 1000L * seed + i));
        if (answer.statusCode() == 201) {
          answered.add(ServerProcess.id(answer));
        }
      }
    } catch (IOException e) {
      return; // it was killed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerProcess.Result db(String command, Path books, Path backup)
      throws IOException, InterruptedException {
    return ServerProcess.run("db", command, "--data-dir", books.toString(), backup.toString());
  }
}

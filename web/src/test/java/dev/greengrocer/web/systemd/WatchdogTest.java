package dev.greengrocer.web.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greengrocer.web.NotifyListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What reaches systemd's socket from a server that is well, and from one that is not. */
@EnabledIf(
    value = "dev.greengrocer.web.NotifyListener#available",
    disabledReason = "systemd-notify or python3 is not installed here; apt-get install systemd")
final class WatchdogTest {

  private static final Duration INTERVAL = Duration.ofMillis(800);

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  @SuppressWarnings("try") // held, not used
  void a_server_that_answers_is_alive_and_one_that_does_not_is_silent()
      throws IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    try (NotifyListener listener = NotifyListener.at(socket);
        Watchdog watchdog = Watchdog.start(new ServiceManager(socket), INTERVAL, health())) {
      listener.await("signs of life", notices -> alive(notices) >= 3);

      status = 503;
      listener.await(
          "its end", notices -> notices.contains("STATUS=Does not answer its own health check"));
      long before = alive(listener.notices());
      Thread.sleep(3 * INTERVAL.toMillis());
      assertThat(alive(listener.notices())).as("signs of life of a dead server").isEqualTo(before);

      status = 200;
      listener.await("new life", notices -> notices.contains("WATCHDOG=1 STATUS=Answers again"));
    }
  }

  @Test
  @SuppressWarnings("try") // held, not used
  void a_server_that_accepts_and_never_answers_is_silent_too()
      throws IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    server.stop(0);
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        NotifyListener listener = NotifyListener.at(socket);
        Watchdog watchdog =
            Watchdog.start(
                new ServiceManager(socket),
                INTERVAL,
                new OwnHealth(
                    URI.create("http://127.0.0.1:%d/health".formatted(mute.getLocalPort())),
                    INTERVAL.dividedBy(4)))) {
      listener.await("its silence", notices -> !notices.isEmpty());

      assertThat(listener.notices()).containsOnly("STATUS=Does not answer its own health check");
    }
  }

  @Test
  void a_socket_outside_the_file_system_is_reached() throws IOException, InterruptedException {
    String socket = "@greengrocer-" + UUID.randomUUID();
    try (NotifyListener listener = NotifyListener.at(socket)) {
      new ServiceManager(socket).tell("READY=1", "STATUS=Answers at http://127.0.0.1:8080");

      listener.await("readiness", notices -> !notices.isEmpty());
      assertThat(listener.notices())
          .containsExactly("READY=1 STATUS=Answers at http://127.0.0.1:8080");
    }
  }

  @Test
  void a_socket_that_is_gone_ends_nothing() {
    new ServiceManager(folder.resolve("none").toString()).tell("READY=1");
  }

  private OwnHealth health() {
    return new OwnHealth(
        URI.create("http://127.0.0.1:%d/health".formatted(server.getAddress().getPort())),
        INTERVAL.dividedBy(2));
  }

  private static long alive(List<String> notices) {
    return notices.stream().filter(notice -> notice.startsWith("WATCHDOG=1")).count();
  }
}

package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.NotifyListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A server that systemd has started, from its first notice to its last. */
@EnabledIf(
    value = "dev.greengrocer.web.NotifyListener#available",
    disabledReason = "systemd-notify or python3 is not installed here; apt-get install systemd")
final class SystemdIT {

  @TempDir private Path folder;

  @Test
  void it_is_ready_then_alive_then_stopping() throws IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    try (NotifyListener listener = NotifyListener.at(socket);
        ServerProcess server =
            ServerProcess.start(
                folder.resolve("data"),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "20000000"))) {
      listener.await("two signs of life", notices -> alive(notices) >= 2);
      server.terminate();
      server.waitForExit();
      listener.await("the end", notices -> notices.toString().contains("STOPPING=1"));

      List<String> notices = listener.notices();
      assertThat(notices.get(0)).isEqualTo("READY=1 STATUS=Answers at " + server.address());
      assertThat(notices.get(notices.size() - 1))
          .isEqualTo("STOPPING=1 STATUS=Answering what has begun, then ending");
      assertThat(notices.subList(1, notices.size() - 1)).containsOnly("WATCHDOG=1");
    }
  }

  @Test
  void a_watchdog_of_another_process_is_not_fed() throws IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    try (NotifyListener listener = NotifyListener.at(socket);
        ServerProcess server =
            ServerProcess.start(
                folder.resolve("data"),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "400000", "WATCHDOG_PID", "1"))) {
      listener.await("readiness", notices -> !notices.isEmpty());
      Thread.sleep(1_500);
      server.terminate();
      server.waitForExit();

      assertThat(listener.notices()).hasSize(2).noneMatch(notice -> notice.contains("WATCHDOG"));
    }
  }

  @Test
  void a_rehearsal_tells_systemd_nothing_and_leaves_the_database_alone()
      throws IOException, InterruptedException {
    String socket = folder.resolve("notify").toString();
    try (NotifyListener listener = NotifyListener.at(socket)) {
      Path temporary = Files.createDirectory(folder.resolve("temporary"));
      ServerProcess.Result rehearsal =
          ServerProcess.run(
              Map.of(
                  "JAVA_TOOL_OPTIONS",
                  "-Djava.io.tmpdir=" + temporary,
                  "NOTIFY_SOCKET",
                  socket,
                  "GREENGROCER_DATABASE",
                  "jdbc:postgresql://127.0.0.1:1/none"),
              "serve",
              "--rehearse");

      assertThat(rehearsal.exitCode()).as(rehearsal.output()).isZero();
      assertThat(listener.notices()).isEmpty();
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left).noneMatch(path -> path.toString().contains("greengrocer"));
      }
    }
  }

  private static long alive(List<String> notices) {
    return notices.stream().filter("WATCHDOG=1"::equals).count();
  }
}

package dev.greengrocer.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class HttpServerTest {

  private static final String LISTENS = "echo it listens on http://127.0.0.1:1";
  private static final String CHILD = "sleep 60 > /dev/null 2>&1 & trap 'kill $!; exit' TERM; ";

  @Test
  void a_server_that_is_closed_while_it_talks_leaves_no_error_behind() throws Exception {
    Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> errors.add(error));
    try {
      HttpServer server = server(LISTENS + "; while :; do echo more; sleep 0.01; done");
      Thread reader = reader();
      Thread.sleep(100);
      server.close();
      reader.join();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(errors).isEmpty();
  }

  @Test
  void its_address_is_where_it_says_that_it_listens() throws Exception {
    try (HttpServer server = server(LISTENS + "/; exec sleep 60")) {
      assertThat(server.uri("/path")).isEqualTo(URI.create("http://127.0.0.1:1/path"));
    }
  }

  @Test
  void what_a_server_said_that_did_not_start_is_told() {
    assertThatThrownBy(() -> server("echo no room"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void its_memory_is_that_of_all_its_processes() throws Exception {
    try (HttpServer alone = server(LISTENS + "; exec sleep 60");
        HttpServer family = server(CHILD + LISTENS + "; wait")) {
      assertThat(alone.residentMegabytes()).isPositive();
      assertThat(family.residentMegabytes()).isGreaterThan(alone.residentMegabytes());
    }
  }

  private static HttpServer server(String script) throws IOException {
    return HttpServer.start(List.of("sh", "-c", script));
  }

  private static Thread reader() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(HttpServer.READER))
        .findAny()
        .orElseThrow();
  }
}

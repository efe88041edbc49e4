package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.security.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Callers that send a byte now and then stop nobody; checks/under-fire has many more of them. */
@TestPropertySource(
    properties = {
      "greengrocer.slow.head=2s",
      "greengrocer.slow.grace=2s",
      "server.tomcat.threads.max=12",
      "server.tomcat.max-connections=64"
    })
final class SlowCallersTest extends ServedTest {

  private static final String FORM =
      "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void more_unfinished_heads_than_there_are_connections_stop_nobody() throws IOException {
    slow(100, "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: a");

    assertAnswers();
  }

  @Test
  void a_head_that_drips_is_cut_off() throws Exception {
    Socket slow = slow(1, "GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: a").get(0);

    assertThat(ends(slow)).isTrue();
  }

  @Test
  void slow_sign_ins_stop_nobody() throws IOException {
    slow(40, FORM + "Content-Length: 5000\r\n\r\nname=");
    slow(40, FORM + "Transfer-Encoding: chunked\r\n\r\n5;a=");

    assertAnswers();
  }

  @Test
  void bodies_of_strangers_stop_nobody() throws IOException {
    for (String start :
        List.of(
            "POST /api/v1/predictions HTTP/1.1\r\nContent-Type: image/jpeg\r\n",
            "POST /identify HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n",
            "PUT /prices HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "GET /actuator/health/liveness HTTP/1.1\r\n",
            "POST //users HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n",
            String.join(
                "\r\n",
                "POST /identify HTTP/1.1",
                "Authorization: Bearer gg_none",
                "Content-Type: multipart/form-data; boundary=b",
                ""),
            "POST /no/such/page HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n")) {
      slow(20, start + "Accept: text/html\r\nHost: x\r\nContent-Length: 50000\r\n\r\n--b\r\n");
    }

    assertAnswers();
  }

  @Test
  void slow_bodies_of_people_leave_room_and_end() throws Exception {
    String start =
        "POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + key(Role.CLERK)
            + "\r\nContent-Type: image/jpeg\r\n";
    List<Socket> slow = slow(20, start + "Content-Length: 50000\r\n\r\na");
    List<Socket> chunked = slow(1, start + "Transfer-Encoding: chunked\r\n\r\n5;a=");

    assertAnswers();
    assertThat(ends(slow.get(0))).isTrue();
    assertThat(ends(chunked.get(0))).isTrue();
  }

  private List<Socket> slow(int count, String start) throws IOException {
    List<Socket> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort());
      socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
      made.add(socket);
      sockets.add(socket);
    }
    return made;
  }

  /** Sends a byte now and then until the other end has had enough. */
  private static boolean ends(Socket socket) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    socket.setSoTimeout(300);
    while (System.nanoTime() < end) {
      try {
        socket.getOutputStream().write('a');
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketException e) {
        return true;
      } catch (SocketTimeoutException e) {
        // it still waits
      }
    }
    return false;
  }

  private void assertAnswers() throws IOException {
    String key = key(Role.CLERK);
    for (int i = 0; i < 5; i++) {
      assertThat(ask("/actuator/health/liveness", "")).startsWith("HTTP/1.1 200");
      assertThat(ask("/history", "Authorization: Bearer " + key + "\r\n"))
          .startsWith("HTTP/1.1 200");
    }
  }

  private String ask(String path, String header) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                      + header
                      + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

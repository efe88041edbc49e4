package dev.greengrocer.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Callers that send a byte now and then stop no one; checks/under-fire has many more of them. */
@TestPropertySource(
    properties = {
      "greengrocer.slow.head=2s",
      "greengrocer.slow.grace=2s",
      "server.tomcat.threads.max=12",
      "server.tomcat.max-connections=64"
    })
final class SlowCallersTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

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
  void a_body_that_comes_too_slowly_is_answered_with_408() throws Exception {
    Socket slow =
        slow(
                1,
                "POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + key(Role.CLERK)
                    + "\r\nContent-Type: image/jpeg\r\nContent-Length: 50000\r\n\r\na")
            .get(0);
    slow.setSoTimeout(30_000);

    assertThat(new String(rest(slow), StandardCharsets.US_ASCII))
        .startsWith("HTTP/1.1 408")
        .contains("urn:greengrocer:problem:too-slow");
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

  @Test
  void slow_readers_of_exports_and_photos_leave_room_and_are_cut_off() throws Exception {
    String photo = json(post("/api/v1/predictions", noise())).at("/id").asString();
    database
        .sql(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 30000)
            INSERT INTO predictions (id, at, request_id, source, label, probability, decision,
              reason, model, model_sha256, decode_micros, preprocess_micros, queue_micros,
              infer_micros)
            SELECT printf('00000000-0000-7000-8000-%012d', n), 0, :long, 'api', 'apple', 0.5,
              'accept', 'confident', 'm', 'h', 1, 1, 1, 1
            FROM number
            """)
        .param("long", "r".repeat(300))
        .update();
    database
        .sql(
            """
            INSERT INTO prediction_scores (prediction_id, shown, rank, label, probability)
            SELECT id, FALSE, 1, 'apple', 0.5 FROM predictions WHERE request_id = :long
            """)
        .param("long", "r".repeat(300))
        .update();
    String head =
        " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key(Role.REVIEWER) + "\r\n\r\n";
    String export = "GET /api/v1/export/predictions" + head;
    String picture = "GET /api/v1/predictions/" + photo + "/photo" + head;
    List<Socket> slow = new ArrayList<>();
    for (String request : List.of(export, picture)) {
      Socket first = reader(request);
      // These two are being answered before others come that may be refused.
      assertThat(first.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
      slow.add(first);
    }
    for (int i = 0; i < 9; i++) {
      slow.add(reader(export));
      slow.add(reader(picture));
    }

    assertAnswers();
    long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    while (System.nanoTime() < end) { // a byte of each now and then
      for (Socket socket : slow.subList(0, 2)) {
        assertThat(socket.getInputStream().read()).isPositive();
      }
      Thread.sleep(200);
    }
    assertAnswers();

    byte[] answers = rest(slow.get(0));
    assertThat(answers.length).isGreaterThan(1_000);
    assertThat(new String(answers, StandardCharsets.US_ASCII)).doesNotEndWith("\r\n0\r\n\r\n");
    assertThat(rest(slow.get(1)).length).isLessThan(noise().length);
  }

  /** A photo that no compression makes small. */
  private static byte[] noise() throws IOException {
    int side = 1_700;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  /** Asks and reads nothing yet. */
  private Socket reader(String request) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri("/").getPort()));
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static byte[] rest(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[65_536];
    try {
      for (int n = socket.getInputStream().read(some); n >= 0; ) {
        all.write(some, 0, n);
        n = socket.getInputStream().read(some);
      }
    } catch (SocketException e) {
      // reset: cut off as well
    }
    return all.toByteArray();
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

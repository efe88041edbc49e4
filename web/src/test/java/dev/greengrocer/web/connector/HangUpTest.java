package dev.greengrocer.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Callers who hang up in the middle are no fault of the server: nothing calls them a bug. */
final class HangUpTest extends ServedTest {

  private static final List<String> BODIES =
      List.of(
          "POST /api/v1/predictions|image/jpeg|\u00ff\u00d8\u00ff",
          "POST /api/v1/predictions|multipart/form-data; boundary=b|--b\r\nContent-Disposition:"
              + " form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nabc",
          "POST /api/v1/sales|application/json|{\"lines\": [",
          "PUT /api/v1/prices/apple|application/json|{\"price\": ",
          "POST /api/v1/prices/import|text/csv|name,unit",
          "POST /v2/models/greengrocer/infer|application/json|{\"inputs\": [",
          "POST /v2/models/greengrocer/infer|application/octet-stream|{\"inputs\": [",
          "POST /sign-in|application/x-www-form-urlencoded|name=",
          "POST /checkout/lines|application/x-www-form-urlencoded|name=");

  private final Queue<ILoggingEvent> errors = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.add(event);
          }
        }
      };

  @BeforeEach
  void listen() {
    appender.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    appender.start();
    root().addAppender(appender);
  }

  @AfterEach
  void stop() {
    root().detachAppender(appender);
  }

  @ParameterizedTest
  @ValueSource(strings = {"end", "reset"})
  void a_body_that_ends_too_early_is_no_bug(String how) throws IOException {
    String key = key(Role.ADMINISTRATOR);
    for (String body : BODIES) {
      String[] parts = body.split("\\|", -1);
      for (String length :
          List.of(
              "Content-Length: 50000\r\n\r\n",
              "Transfer-Encoding: chunked\r\n\r\nff\r\n",
              "Transfer-Encoding: chunked\r\n\r\nno chunk\r\n")) {
        hangUp(
            "%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n%s%s"
                .formatted(parts[0], key, parts[1], length, parts[2]),
            how.equals("reset"));
      }
    }

    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(errors).map(ILoggingEvent::getFormattedMessage).isEmpty();
  }

  private void hangUp(String request, boolean reset) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      if (reset) {
        socket.setSoLinger(true, 0);
      } else {
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}

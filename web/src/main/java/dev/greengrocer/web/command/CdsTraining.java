package dev.greengrocer.web.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.springframework.context.ApplicationContext;

/**
 * What a server is asked first, asked once where no user waits: the launcher writes down which
 * classes that takes, and later starts read them from there.
 */
final class CdsTraining {

  private static final List<String> FIRST =
      List.of("/actuator/health/readiness", "/sign-in", "/api/v1/model");

  private CdsTraining() {}

  /** Asks a running server. What it answers does not matter. */
  static void play(ApplicationContext context) throws IOException {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    for (String path : FIRST) {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      try (InputStream body =
          connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
              ? connection.getInputStream()
              : InputStream.nullInputStream()) {
        body.transferTo(OutputStream.nullOutputStream());
      } finally {
        connection.disconnect();
      }
    }
  }
}

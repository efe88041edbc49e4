package dev.greengrocer.web.systemd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks this very server by HTTP whether it is alive, as a caller from outside would. */
final class OwnHealth implements BooleanSupplier {

  private static final Logger log = LoggerFactory.getLogger(OwnHealth.class);

  private final URI check;
  private final int milliseconds;

  /**
   * @param check address of the health check
   * @param patience how long it may take to connect, and to answer
   */
  OwnHealth(URI check, Duration patience) {
    this.check = check;
    this.milliseconds = (int) Math.max(1, patience.toMillis() / 2);
  }

  @Override
  public boolean getAsBoolean() {
    try {
      HttpURLConnection connection = (HttpURLConnection) check.toURL().openConnection();
      connection.setConnectTimeout(milliseconds);
      connection.setReadTimeout(milliseconds);
      connection.setUseCaches(false);
      boolean well = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body = well ? connection.getInputStream() : connection.getErrorStream()) {
        if (body != null) {
          body.transferTo(OutputStream.nullOutputStream()); // the connection may be used again
        }
      }
      return well;
    } catch (IOException e) {
      log.debug("{} was not answered", check, e);
      return false;
    }
  }
}

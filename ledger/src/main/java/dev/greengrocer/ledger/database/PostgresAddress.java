package dev.greengrocer.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.greengrocer.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address of a PostgreSQL database as its own programs write it, {@code
 * postgresql://USER@HOST/NAME} (<a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">connection
 * URIs</a>), or as {@code serve} takes it, {@code jdbc:postgresql://HOST/NAME?user=USER}.
 */
public final class PostgresAddress {

  private PostgresAddress() {}

  /**
   * The address as JDBC has it.
   *
   * @param option what it was given with, for the message
   * @throws InvalidConfigurationException if it is none; the message does not repeat a password
   */
  public static String jdbc(String option, String address) {
    if (address.startsWith(Databases.POSTGRESQL)) {
      return address;
    }
    URI uri = uri(address);
    if (uri == null
        || uri.getHost() == null
        || uri.getPath().length() < 2
        || !List.of("postgresql", "postgres").contains(uri.getScheme())) {
      throw new InvalidConfigurationException(
          "%s %s: must be postgresql://USER@HOST/NAME or jdbc:postgresql://HOST/NAME?user=USER"
              .formatted(option, address.replaceAll("//.*@", "//…@").replaceAll("[?].*", "")));
    }
    List<String> settings = new ArrayList<>();
    String who = uri.getRawUserInfo();
    if (who != null) {
      int colon = who.indexOf(':');
      settings.add("user=" + encoded(colon < 0 ? who : who.substring(0, colon)));
      if (colon >= 0) {
        settings.add("password=" + encoded(who.substring(colon + 1)));
      }
    }
    if (uri.getRawQuery() != null) {
      settings.add(uri.getRawQuery());
    }
    return "%s//%s%s%s%s"
        .formatted(
            Databases.POSTGRESQL,
            uri.getHost(),
            uri.getPort() < 0 ? "" : ":" + uri.getPort(),
            uri.getRawPath(),
            settings.isEmpty() ? "" : "?" + String.join("&", settings));
  }

  private static @Nullable URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** In a URI a plus is a plus; in what JDBC reads it is a blank. */
  private static String encoded(String percent) {
    return URLEncoder.encode(URLDecoder.decode(percent.replace("+", "%2B"), UTF_8), UTF_8);
  }
}

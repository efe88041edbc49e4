package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the model reads the star schema from. */
public sealed interface PowerBiSource {

  /**
   * The folder of an export as Parquet.
   *
   * @param path as Power BI Desktop sees it, such as {@code C:\analytics}
   */
  record Folder(String path) implements PowerBiSource {}

  /**
   * The views of the star schema in PostgreSQL, which the project brings along as SQL.
   *
   * @param server host and port
   * @param database its name
   */
  record PostgreSql(String server, String database) implements PowerBiSource {}

  /** Drives and shares of Windows, on which Power BI Desktop runs. */
  Pattern WINDOWS = Pattern.compile("(?:[A-Za-z]:[\\\\/]|\\\\\\\\).*");

  /** What begins an address of a database. */
  Pattern POSTGRESQL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:.*");

  /** A port that is not said. */
  int POSTGRESQL_PORT = 5432;

  /**
   * Reads what a person says: a folder, of this computer or of Windows, or {@code
   * postgres://HOST/DATABASE}.
   *
   * @throws InvalidConfigurationException if it is neither, in one sentence
   */
  static PowerBiSource parse(String data) {
    if (data.isBlank() || data.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidConfigurationException(
          "--data '%s': give the folder of an export, or postgres://HOST/DATABASE".formatted(data));
    }
    if (POSTGRESQL.matcher(data).matches()) {
      return database(data);
    }
    if (WINDOWS.matcher(data).matches()) {
      return new Folder(data);
    }
    try {
      return new Folder(Path.of(data).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      throw new InvalidConfigurationException(
          "--data '%s': cannot be a folder: %s".formatted(data, e.getReason()), e);
    }
  }

  private static PowerBiSource database(String data) {
    URI uri;
    try {
      uri = new URI(data.startsWith("jdbc:") ? data.substring("jdbc:".length()) : data);
    } catch (URISyntaxException e) {
      throw new InvalidConfigurationException(
          "--data: the address cannot be read: %s; give postgres://HOST/DATABASE"
              .formatted(e.getReason()));
    }
    if (uri.getRawUserInfo() != null
        || (uri.getRawQuery() != null && isSecret(uri.getRawQuery()))) {
      throw new InvalidConfigurationException(
          "--data: leave user and password out of the address; Power BI asks for them and keeps them");
    }
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (uri.getHost() == null || path.isEmpty() || path.contains("/")) {
      throw new InvalidConfigurationException(
          "--data: give postgres://HOST/DATABASE, such as postgres://shop.example/greengrocer");
    }
    int port = uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort();
    return new PostgreSql(uri.getHost() + ":" + port, path);
  }

  private static boolean isSecret(String query) {
    return query.contains("user") || query.contains("password");
  }
}

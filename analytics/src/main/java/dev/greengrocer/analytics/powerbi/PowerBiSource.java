package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.InvalidConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
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

  /** What begins an address of a database; schemes of addresses know no case. */
  Pattern POSTGRESQL = Pattern.compile("(?i)(?:jdbc:)?postgres(?:ql)?:.*");

  /** What begins any other address: a drive of Windows has one letter. */
  Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

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
    String address = data.strip();
    if (POSTGRESQL.matcher(address).matches()) {
      return database(address.replaceFirst("(?i)^jdbc:", ""));
    }
    Matcher other = ADDRESS.matcher(address);
    if (other.matches()) { // which may hold a password, so it is not repeated
      throw new InvalidConfigurationException(
          "--data: Power BI cannot read an address that begins with '%s:'; give the folder of an export, or postgres://HOST/DATABASE"
              .formatted(other.group(1)));
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
      uri = new URI(data);
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
    if (uri.getHost() == null
        || path.isEmpty()
        || path.contains("/")
        || path.chars().anyMatch(Character::isISOControl)) { // that were written as %0A
      throw new InvalidConfigurationException(
          "--data: give postgres://HOST/DATABASE, such as postgres://shop.example/greengrocer");
    }
    int port = uri.getPort() < 0 ? POSTGRESQL_PORT : uri.getPort();
    return new PostgreSql(uri.getHost() + ":" + port, path);
  }

  private static boolean isSecret(String query) {
    String names = query.toLowerCase(Locale.ROOT);
    return names.contains("user") || names.contains("password");
  }
}

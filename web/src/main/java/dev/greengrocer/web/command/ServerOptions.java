package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.s3.S3Address;
import dev.greengrocer.web.ListenAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command says where a server listens and what it works on. */
final class ServerOptions {

  static final int LAST_PORT = 65_535;
  private static final String DEFAULT_HOST = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one (default: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: " + DEFAULT_HOST + ", this machine alone).")
  private @Nullable String host;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the database and the photos are kept (default: var in the program).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "Folder of the model bundle (default: the last choice, first the bundled one).")
  private @Nullable Path model;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST/NAME?user=…&password=… (default: SQLite in the data directory).")
  private @Nullable String database;

  @Option(
      names = "--photos",
      paramLabel = "ADDRESS",
      description =
          "s3://BUCKET/PREFIX, where photos are kept (default: a folder of the data directory).")
  private @Nullable String photos;

  /** Every fault of what was given, in words. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (port != null && (port < 0 || port > LAST_PORT)) {
      faults.add("--port %d: must be 0 to %d".formatted(port, LAST_PORT));
    }
    if (dataDirectory != null && Files.exists(dataDirectory) && !Files.isDirectory(dataDirectory)) {
      faults.add("--data-dir %s: is a file; give a folder".formatted(dataDirectory));
    }
    if (model != null && !Files.isDirectory(model)) {
      faults.add("--model %s: no model bundle there; give its folder".formatted(model));
    }
    if (database != null && !database.startsWith(Databases.POSTGRESQL)) {
      faults.add(
          "--database %s: must start with %s"
              .formatted(Databases.withoutSecrets(database), Databases.POSTGRESQL));
    }
    try {
      ListenAddress.of(host());
    } catch (InvalidConfigurationException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    try {
      if (photos != null) {
        S3Address.of(photos);
      }
    } catch (InvalidConfigurationException e) {
      faults.add("--photos " + e.getMessage());
    }
    return faults;
  }

  /** What is not wrong, but better done in another way. */
  Optional<String> warning() {
    return Optional.ofNullable(database).flatMap(Databases::warningForOption);
  }

  /** The address that other machines reach; empty for this machine's own, or one that is none. */
  Optional<String> reachableBy() {
    try {
      return ListenAddress.of(host()).isLoopbackAddress() ? Optional.empty() : Optional.of(host());
    } catch (InvalidConfigurationException e) {
      return Optional.empty(); // one of the faults
    }
  }

  private String host() {
    return host == null ? DEFAULT_HOST : host;
  }

  /**
   * As if a free port and this folder had been given, and no other database and no bucket were set.
   */
  void inAnEmptyPlace(Path folder) {
    port = 0;
    dataDirectory = folder;
    database = "";
    photos = "";
  }

  /** What was given, by the names of the settings; a copy that may be added to. */
  Map<String, Object> settings() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "server.port", port);
    put(given, "server.address", host);
    put(given, "greengrocer.data-dir", dataDirectory);
    put(given, "greengrocer.model", model);
    put(given, "greengrocer.database", database);
    put(given, "greengrocer.photos.bucket", photos);
    return given;
  }

  private static void put(Map<String, Object> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value.toString());
    }
  }
}

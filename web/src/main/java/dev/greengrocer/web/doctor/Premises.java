package dev.greengrocer.web.doctor;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;

/**
 * What a server works with, as its settings say.
 *
 * @param home where the program lies
 * @param dataDirectory where the database and the photos are kept; it may not exist yet
 * @param model folder of the model bundle, or null for the last choice
 * @param database address of a PostgreSQL database, or empty for SQLite in the data directory
 * @param address where it listens
 * @param port where it listens; 0 for a free one
 * @param tls how it encrypts, or null when it does not
 * @param backups folder in which backups are, or null when none is set
 * @param bucket where backups are sent, or null when they are not
 * @param photos where photos are kept, or null when that is the data directory
 */
public record Premises(
    Path home,
    Path dataDirectory,
    @Nullable Path model,
    String database,
    String address,
    int port,
    @Nullable Ssl tls,
    @Nullable Path backups,
    @Nullable Bucket bucket,
    @Nullable PhotoBucket photos) {

  public Premises {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
  }

  boolean onSqlite() {
    return database.isEmpty();
  }

  boolean encrypted() {
    return tls != null && tls.isEnabled();
  }
}

package dev.greengrocer.web.server;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the command line decides.
 *
 * @param home where the program lies
 * @param dataDir where the database and the photos are kept
 * @param model folder of the model bundle to start with, or empty for the last choice
 * @param database JDBC address of a PostgreSQL database, or empty for SQLite in the data directory
 * @param backups folder in which backups are, or empty when none is set; only looked at
 * @param demo whether every action is allowed without signing in
 */
@ConfigurationProperties("greengrocer")
public record ServerSettings(
    Path home, Path dataDir, String model, String database, String backups, boolean demo) {}

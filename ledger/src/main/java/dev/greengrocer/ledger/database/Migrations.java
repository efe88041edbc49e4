package dev.greengrocer.ledger.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Everything that brings a database of an earlier version, or an empty one, to that of this
 * program: SQL files, and what cannot be said in SQL that both databases take.
 *
 * <pre>{@code
 * Migrations.of(database).load().migrate();
 * }</pre>
 */
public final class Migrations {

  private static final String FILES = "classpath:db/migration/";

  private Migrations() {}

  /** Flyway with all migrations for the kind of database that this is. */
  public static FluentConfiguration of(DataSource database) {
    return Flyway.configure()
        .dataSource(database)
        .locations(FILES + "all", FILES + (isSqlite(database) ? "sqlite" : "postgresql"))
        .javaMigrations(inJava());
  }

  /** Those that are no SQL files. */
  public static JavaMigration[] inJava() {
    return new JavaMigration[] {new ScoresToRows()};
  }

  private static boolean isSqlite(DataSource database) {
    try (Connection connection = database.getConnection()) {
      return Databases.isSqlite(connection);
    } catch (SQLException e) {
      throw DatabaseFailures.storage("the database", e);
    }
  }
}

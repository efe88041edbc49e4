package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.ShopCalendar;
import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.DatabaseFailures;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.photo.IncomingFolder;
import dev.greengrocer.web.DatabaseContact;
import dev.greengrocer.web.analytics.FiscalSettings;
import dev.greengrocer.web.prediction.UploadSettings;
import jakarta.servlet.MultipartConfigElement;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database and the folder that it shares with the photos. The same SQL speaks to both kinds.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  DataDirectory dataDirectory(ServerSettings settings) {
    return DataDirectory.at(settings.dataDir());
  }

  @Bean(destroyMethod = "close")
  DataDirectoryLock dataDirectoryLock(DataDirectory directory) {
    DataDirectoryLock held = DataDirectoryLock.take(directory);
    Backup.unmark(directory);
    return held;
  }

  @Bean
  IncomingFolder incomingFolder(DataDirectory directory, DataDirectoryLock held) {
    return IncomingFolder.swept(directory);
  }

  /** Parts of forms wait on disk, not in memory, and where a killed server's are found again. */
  @Bean
  MultipartConfigElement multipartConfig(IncomingFolder incoming, UploadSettings uploads) {
    // BodyLimitFilter limits the whole body.
    return new MultipartConfigElement(
        incoming.path().toString(), uploads.maxSize().toBytes(), -1, 0);
  }

  /** Refuses a database that is damaged or newer than this program before anything is written. */
  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      ServerSettings settings, DataDirectory directory, DataDirectoryLock held) {
    return Databases.openChecked(settings.database(), directory);
  }

  /** Part of the readiness check, which application.yaml puts together. */
  @Bean
  DatabaseContact databaseContact(ServerSettings settings) {
    return new DatabaseContact(settings.database());
  }

  /** Adds the migrations that are no SQL files to those that Spring Boot finds. */
  @Bean
  FlywayConfigurationCustomizer migrationsInJava() {
    return flyway -> flyway.javaMigrations(Migrations.inJava());
  }

  /** Brings the database up to date, or says in one sentence why that cannot be done. */
  @Bean
  FlywayMigrationStrategy migration(
      ServerSettings settings,
      DataDirectory directory,
      HikariDataSource database,
      ShopCalendar calendar,
      FiscalSettings fiscal) {
    return flyway -> {
      try {
        new StarViewsUpgrade(database, calendar.zone(), fiscal.calendar())
            .around(flyway.info().pending().length > 0, flyway::migrate);
      } catch (FlywayException | SQLException e) {
        throw DatabaseFailures.storage(Databases.name(settings.database(), directory), e);
      }
      Databases.limitSilence(database);
    };
  }
}

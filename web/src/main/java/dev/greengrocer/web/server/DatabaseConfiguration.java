package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.web.history.DataDirectory;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database: SQLite in the data directory, or PostgreSQL by one setting. The same SQL speaks to
 * both.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final int CONNECTIONS = 8;
  private static final int BUSY_MILLISECONDS = 5_000;

  @Bean
  DataDirectory dataDirectory(ServerSettings settings) {
    return DataDirectory.at(settings.dataDir());
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(ServerSettings settings, DataDirectory directory) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("database");
    pool.setDataSource(
        settings.database().isEmpty()
            ? sqlite("jdbc:sqlite:" + directory.database())
            : postgresql(settings.database()));
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(BUSY_MILLISECONDS);
    return pool;
  }

  /**
   * WAL lets readers read while one writes; FULL makes an answer that was given survive a power
   * cut, not only a killed process; IMMEDIATE takes the write lock where a transaction begins,
   * because a reader that wants to become a writer half way can only fail.
   */
  private static DataSource sqlite(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static DataSource postgresql(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new InvalidConfigurationException(
          "--database " + url + ": must start with jdbc:postgresql: (without it, SQLite is used)");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return source;
  }
}

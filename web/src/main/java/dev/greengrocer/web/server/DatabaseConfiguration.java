package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.web.history.DataDirectory;
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
    return DataDirectoryLock.take(directory);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      ServerSettings settings, DataDirectory directory, DataDirectoryLock held) {
    return Databases.open(settings.database(), directory);
  }
}

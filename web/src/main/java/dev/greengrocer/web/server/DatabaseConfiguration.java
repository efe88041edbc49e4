package dev.greengrocer.web.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.web.history.DataDirectory;
import dev.greengrocer.web.history.IncomingFolder;
import dev.greengrocer.web.prediction.UploadSettings;
import jakarta.servlet.MultipartConfigElement;
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

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(
      ServerSettings settings, DataDirectory directory, DataDirectoryLock held) {
    return Databases.open(settings.database(), directory);
  }
}

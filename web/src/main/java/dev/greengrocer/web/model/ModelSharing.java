package dev.greengrocer.web.model;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One model for all servers on one PostgreSQL; on SQLite there is one server. */
@Configuration(proxyBeanMethods = false)
class ModelSharing {

  @Bean
  SharedModel sharedModel(
      JdbcClient database,
      TransactionOperations transaction,
      ActiveModel slot,
      ModelCatalog catalog,
      @Value("${greengrocer.database}") String address,
      @Value("${greengrocer.data-dir}") String directory) {
    return new SharedModel(
        new SharedModelTable(database, transaction, "with data directory " + directory),
        slot,
        catalog,
        !address.isEmpty());
  }
}

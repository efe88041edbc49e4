package dev.greengrocer.web.server;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.model.ActiveModel;
import dev.greengrocer.web.model.ModelCatalog;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** The model that answers. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @Bean
  ModelCatalog modelShelf(ServerSettings settings, DataDirectory directory) {
    Path bundled = settings.home().resolve("models").resolve("bundled");
    Path given = settings.model().isEmpty() ? null : Path.of(settings.model());
    return new ModelCatalog(bundled, given, directory.path());
  }

  @Bean(destroyMethod = "close")
  ActiveModel modelSlot(ModelCatalog catalog, ObjectProvider<TransactionOperations> transaction) {
    // Asked for when a model changes: the first one opens while the database is made ready.
    return new ActiveModel(
        catalog, work -> transaction.getObject().executeWithoutResult(status -> work.run()));
  }
}

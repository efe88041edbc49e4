package dev.greengrocer.web.server;

import dev.greengrocer.web.history.DataDirectory;
import dev.greengrocer.web.model.ModelShelf;
import dev.greengrocer.web.model.ModelSlot;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model that answers. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @Bean
  ModelShelf modelShelf(ServerSettings settings, DataDirectory directory) {
    Path bundled = settings.home().resolve("models").resolve("bundled");
    Path given = settings.model().isEmpty() ? null : Path.of(settings.model());
    return new ModelShelf(bundled, given, directory.path());
  }

  @Bean(destroyMethod = "close")
  ModelSlot modelSlot(ModelShelf shelf) {
    return new ModelSlot(shelf);
  }
}

package dev.greengrocer.web.server;

import dev.greengrocer.inference.OnnxClassifier;
import dev.greengrocer.model.ModelBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model that runs after a start. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

  @Bean(destroyMethod = "close")
  OnnxClassifier classifier(ServerSettings settings) {
    return OnnxClassifier.open(ModelBundles.open(settings.model()));
  }
}

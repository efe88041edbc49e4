package dev.greengrocer.web.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.web.servlet.LocaleResolver;

/** The texts of the pages and their language; the names of the beans are those Spring looks for. */
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

  @Bean
  static PageMessages messageSource() {
    return new PageMessages();
  }

  @Bean
  static LocaleResolver localeResolver(ResourceLoader resources) {
    return PageLanguages.find(ResourcePatternUtils.getResourcePatternResolver(resources));
  }
}

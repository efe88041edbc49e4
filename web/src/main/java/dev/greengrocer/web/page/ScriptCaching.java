package dev.greengrocer.web.page;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Scripts import each other by their plain names, so their addresses cannot carry a hash of their
 * content as styles and pictures do: a browser asks each time whether its copy is still the one.
 */
@Configuration(proxyBeanMethods = false)
class ScriptCaching implements WebMvcConfigurer {

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/js/**")
        .addResourceLocations("classpath:/static/js/")
        .setCacheControl(CacheControl.noCache());
  }
}

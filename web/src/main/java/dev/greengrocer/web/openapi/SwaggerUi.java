package dev.greengrocer.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The page that shows the OpenAPI document and tries its requests: files of the library Swagger UI,
 * but for the script that says which document it shows, which is this program's.
 */
@Configuration(proxyBeanMethods = false)
class SwaggerUi implements WebMvcConfigurer {

  private static final String LIBRARY = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/api/docs", "/api/swagger-ui/index.html");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/api/swagger-ui/**")
        .addResourceLocations(
            "classpath:/swagger-ui/", // goes before the library's own script
            "classpath:/META-INF/resources/webjars/swagger-ui/%s/".formatted(version()));
  }

  /** The library names its folder by its version. */
  private static String version() {
    try {
      Properties library = PropertiesLoaderUtils.loadProperties(new ClassPathResource(LIBRARY));
      return library.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.greengrocer.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Runs a {@link ServedTest} on PostgreSQL. Its subclasses that say no more than this share one
 * server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
@ContextConfiguration(initializers = OnPostgres.Database.class)
public @interface OnPostgres {

  /** Gives a server a database of its own, before others fill it. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  final class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      String address =
          PostgresServer.emptyDatabase("served_" + Long.toHexString(System.nanoTime()));
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("postgres", Map.of("greengrocer.database", address)));
    }
  }
}

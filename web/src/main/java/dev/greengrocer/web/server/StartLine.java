package dev.greengrocer.web.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the server listens once it is ready. */
@Component
class StartLine {

  private static final Logger log = LoggerFactory.getLogger(StartLine.class);

  private final Environment environment;

  StartLine(Environment environment) {
    this.environment = environment;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (event.getApplicationContext() instanceof WebServerApplicationContext context
        && context.getWebServer() != null) {
      log.info(
          "Greengrocer listens on http://{}:{} (ready after {} ms)",
          environment.getProperty("server.address"),
          context.getWebServer().getPort(),
          event.getTimeTaken() == null ? "?" : event.getTimeTaken().toMillis());
    }
  }
}

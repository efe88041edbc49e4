package dev.greengrocer.web.server;

import dev.greengrocer.GreengrocerException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code greengrocer serve}: the web application and API. */
@Command(
    name = "serve",
    description = "Serves the web application and the API.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one (default: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: 127.0.0.1, this machine alone).")
  private @Nullable String host;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the database and the photos are kept (default: var in the program).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "Folder of the model bundle (default: the bundled model).")
  private @Nullable Path model;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "jdbc:postgresql://HOST/NAME?user=…&password=… (default: SQLite in the data directory).")
  private @Nullable String database;

  @Option(
      names = "--demo",
      description = "Opens without signing in; only on this machine's own address.")
  private boolean demo;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application =
        new SpringApplicationBuilder(Application.class)
            .properties(Map.of("greengrocer.home", System.getProperty("greengrocer.home", ".")))
            .listeners(
                event -> {
                  if (event instanceof ContextClosedEvent) {
                    closed.countDown();
                  }
                })
            .build();
    try {
      application.run(settings());
    } catch (RuntimeException e) {
      throw root(e);
    }
    closed.await();
    return 0;
  }

  /** The options as settings; what was not given keeps its default. */
  private String[] settings() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "server.port", port);
    put(given, "server.address", host);
    put(given, "greengrocer.data-dir", dataDirectory);
    put(given, "greengrocer.model", model);
    put(given, "greengrocer.database", database);
    given.put("greengrocer.demo", demo);
    return given.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  private static void put(Map<String, Object> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  // Spring wraps what a room threw; the person at the terminal wants what the room said.
  private static RuntimeException root(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GreengrocerException ours) {
        return ours;
      }
    }
    return failure;
  }
}

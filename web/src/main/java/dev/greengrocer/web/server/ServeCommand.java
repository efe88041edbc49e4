package dev.greengrocer.web.server;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.web.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code greengrocer serve}: the web application and API. */
@Command(
    name = "serve",
    description = "Serves the web application and the API.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer serve",
      "      for this machine alone, at http://127.0.0.1:8080",
      "  greengrocer serve --host 0.0.0.0 --port 80 --data-dir /srv/greengrocer",
      "      for the whole network, keeping the books elsewhere",
      "",
      "More settings, limits and backup: docs/serve.md"
    })
final class ServeCommand implements Callable<Integer> {

  private static final int LAST_PORT = 65_535;
  private static final String DEFAULT_HOST = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes a free one (default: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on (default: " + DEFAULT_HOST + ", this machine alone).")
  private @Nullable String host;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the database and the photos are kept (default: var in the program).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "Folder of the model bundle (default: the last choice, first the bundled one).")
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

  @Option(names = "--rehearse", hidden = true, description = "Starts in an empty place and ends.")
  private boolean rehearse;

  @Override
  public Integer call() throws InterruptedException, IOException {
    checkOptions();
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application =
        new SpringApplicationBuilder(Application.class)
            .main(Application.class) // whose wiring the build has worked out
            .properties(Map.of("greengrocer.home", System.getProperty("greengrocer.home", ".")))
            .listeners(
                event -> {
                  if (event instanceof ApplicationEnvironmentPreparedEvent settings) {
                    // Also where it was not given as an option, before anything listens.
                    ListenAddress.of(
                        settings.getEnvironment().getRequiredProperty("server.address"));
                  } else if (event instanceof ContextClosedEvent) {
                    closed.countDown();
                  }
                })
            .build();
    if (rehearse) {
      port = 0;
      dataDirectory = Files.createTempDirectory("greengrocer-rehearsal");
    }
    ConfigurableApplicationContext context = run(application);
    if (rehearse) {
      Rehearsal.play(context);
      context.close();
      return 0;
    }
    closed.await();
    return 0;
  }

  private ConfigurableApplicationContext run(SpringApplication application) {
    try {
      return application.run(settings());
    } catch (RuntimeException e) {
      throw StartFailures.told(e).<RuntimeException>map(told -> told).orElse(e);
    }
  }

  /** Names every fault at once. */
  private void checkOptions() {
    List<String> faults = new ArrayList<>();
    if (port != null && (port < 0 || port > LAST_PORT)) {
      faults.add("--port %d: must be 0 to %d".formatted(port, LAST_PORT));
    }
    if (dataDirectory != null && Files.exists(dataDirectory) && !Files.isDirectory(dataDirectory)) {
      faults.add("--data-dir %s: is a file; give a folder".formatted(dataDirectory));
    }
    if (model != null && !Files.isDirectory(model)) {
      faults.add("--model %s: no model bundle there; give its folder".formatted(model));
    }
    if (database != null && !database.startsWith(Databases.POSTGRESQL)) {
      faults.add("--database %s: must start with %s".formatted(database, Databases.POSTGRESQL));
    }
    checkHost(faults);
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join("\n  ", faults));
    }
  }

  private void checkHost(List<String> faults) {
    String address = host == null ? DEFAULT_HOST : host;
    try {
      if (!ListenAddress.of(address).isLoopbackAddress() && demo) {
        faults.add(
            "--demo with --host %s: whoever reaches it could do everything; leave out one of the two"
                .formatted(address));
      }
    } catch (InvalidConfigurationException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
  }

  /** The options as settings; what was not given keeps its default. */
  private String[] settings() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "server.port", port);
    put(given, "server.address", host);
    put(given, "greengrocer.data-dir", dataDirectory);
    put(given, "greengrocer.model", model);
    put(given, "greengrocer.database", database);
    if (demo) {
      given.put("greengrocer.demo", true);
    }
    return given.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }

  private static void put(Map<String, Object> settings, String name, @Nullable Object value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}

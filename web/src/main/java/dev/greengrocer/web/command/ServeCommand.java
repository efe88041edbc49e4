package dev.greengrocer.web.command;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.files.TemporaryFolder;
import dev.greengrocer.web.ListenAddress;
import dev.greengrocer.web.server.Application;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--demo",
      description = "Opens without signing in; only on this machine's own address.")
  private boolean demo;

  @Option(names = "--rehearse", hidden = true, description = "Starts in an empty place and ends.")
  private boolean rehearse;

  @Override
  public Integer call() throws InterruptedException, IOException {
    checkOptions();
    options.warning().ifPresent(System.err::println);
    CountDownLatch closed = new CountDownLatch(1);
    SpringApplication application =
        new SpringApplicationBuilder(Application.class)
            .main(Application.class) // whose wiring the build has worked out
            .properties(ServerEnvironment.defaults())
            .listeners(
                event -> {
                  if (event instanceof ApplicationEnvironmentPreparedEvent settings) {
                    // Also where they were not given as options, before anything listens.
                    ServerEnvironment.requireUsable(settings.getEnvironment());
                    ListenAddress.of(
                        settings.getEnvironment().getRequiredProperty("server.address"));
                  } else if (event instanceof ContextClosedEvent) {
                    closed.countDown();
                  }
                })
            .build();
    if (rehearse) {
      rehearse(application);
      return 0;
    }
    run(application);
    closed.await();
    return 0;
  }

  private void rehearse(SpringApplication application) throws IOException {
    try (TemporaryFolder place = TemporaryFolder.open("rehearsal")) {
      options.inAnEmptyPlace(place.path().resolve("data"));
      try (ConfigurableApplicationContext context = run(application)) {
        CdsTraining.play(context);
      }
    }
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
    List<String> faults = new ArrayList<>(options.faults());
    if (demo) {
      options
          .reachableBy()
          .ifPresent(
              address ->
                  faults.add(
                      "--demo with --host %s: anyone who reaches it could do everything; leave out one of the two"
                          .formatted(address)));
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join("\n  ", faults));
    }
  }

  /** The options as settings; what was not given keeps its default. */
  private String[] settings() {
    Map<String, Object> given = options.settings();
    if (demo) {
      given.put("greengrocer.demo", true);
    }
    if (rehearse) {
      given.put("NOTIFY_SOCKET", ""); // systemd waits for the server that comes after it
    }
    return given.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}

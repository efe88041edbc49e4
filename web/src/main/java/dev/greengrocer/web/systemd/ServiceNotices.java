package dev.greengrocer.web.systemd;

import dev.greengrocer.web.ListenAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells systemd when the server answers and when it stops, and starts its watchdog. */
@Component
final class ServiceNotices {

  private static final Logger log = LoggerFactory.getLogger(ServiceNotices.class);

  private static final String LIVENESS = "/actuator/health/liveness";
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(10);
  private static final int CHECKS_IN_AN_INTERVAL = 4;

  private final ApplicationContext context;
  private final Environment environment;
  private final Optional<ServiceManager> systemd;
  private @Nullable Watchdog watchdog;

  ServiceNotices(ApplicationContext context, Environment environment) {
    this.context = context;
    this.environment = environment;
    this.systemd =
        Optional.ofNullable(environment.getProperty(ServiceManager.SOCKET))
            .filter(socket -> !socket.isBlank())
            .map(ServiceManager::new);
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    if (systemd.isEmpty()
        || event.getApplicationContext() != context
        || !(context instanceof WebServerApplicationContext server)
        || server.getWebServer() == null) {
      return;
    }
    URI address = address(server.getWebServer().getPort());
    systemd.get().tell("READY=1", "STATUS=Answers at " + address);
    watchdogInterval()
        .ifPresent(
            interval -> {
              if (encrypts()) {
                log.warn("The server speaks TLS by itself, so it cannot ask itself: no watchdog");
                systemd.get().tell("WATCHDOG_USEC=0");
              } else {
                watch(systemd.get(), interval, address);
              }
            });
  }

  @EventListener
  void closing(ContextClosedEvent event) {
    if (event.getApplicationContext() == context) {
      if (watchdog != null) {
        watchdog.close();
      }
      systemd.ifPresent(
          manager -> manager.tell("STOPPING=1", "STATUS=Answering what has begun, then ending"));
    }
  }

  /** Whether the server's own certificate, of which this program knows no name, is asked for. */
  private boolean encrypts() {
    return Ssl.isEnabled(Binder.get(environment).bind("server.ssl", Ssl.class).orElse(null));
  }

  private void watch(ServiceManager manager, Duration interval, URI address) {
    Duration patience = interval.dividedBy(CHECKS_IN_AN_INTERVAL);
    if (patience.compareTo(LONGEST_CHECK) > 0) {
      patience = LONGEST_CHECK;
    }
    watchdog =
        Watchdog.start(manager, interval, new OwnHealth(address.resolve(LIVENESS), patience));
  }

  /** How long systemd waits for a sign of life; empty when it does not wait for this process. */
  private Optional<Duration> watchdogInterval() {
    String process = environment.getProperty("WATCHDOG_PID");
    String interval = environment.getProperty("WATCHDOG_USEC");
    if (interval == null
        || (process != null && !process.equals(Long.toString(ProcessHandle.current().pid())))) {
      return Optional.empty();
    }
    try {
      Duration every = Duration.of(Long.parseLong(interval.strip()), ChronoUnit.MICROS);
      if (every.toMillis() >= CHECKS_IN_AN_INTERVAL) {
        return Optional.of(every);
      }
    } catch (NumberFormatException e) {
      // told below, like an interval that is too short
    }
    log.error("WATCHDOG_USEC={}: is no time in microseconds; there is no watchdog", interval);
    return Optional.empty();
  }

  private URI address(int port) {
    InetAddress address = ListenAddress.of(environment.getRequiredProperty("server.address"));
    String host =
        (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
  }
}

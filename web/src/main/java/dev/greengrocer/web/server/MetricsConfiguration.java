package dev.greengrocer.web.server;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What Prometheus gets of the framework's figures: each with a help text, in base units, under the
 * names that {@code promtool check metrics} asks for. Our own say what they are where they are
 * counted.
 */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  /** In milliseconds and nanoseconds; {@code process.cpu.usage} tells the same in a base unit. */
  private static final Set<String> IN_ODD_UNITS =
      Set.of("jvm.compilation.time", "process.cpu.time");

  private static final Map<String, String> HELP =
      Map.of(
          "http.server.requests", "Time that requests take, by route, method and status",
          "http.server.requests.active", "Requests that are being answered",
          "tasks.scheduled.execution", "Time that scheduled tasks take",
          "tasks.scheduled.execution.active", "Scheduled tasks that are running",
          "tomcat.sessions.active.current", "Sessions that are open",
          "tomcat.sessions.active.max", "The most sessions that were open at once",
          "tomcat.sessions.alive.max", "The longest time that a session was open",
          "tomcat.sessions.created", "Sessions that were opened",
          "tomcat.sessions.expired", "Sessions that ended without a request",
          "tomcat.sessions.rejected", "Sessions that were refused");

  @Bean
  static MeterFilter figuresInBaseUnits() {
    return MeterFilter.deny(id -> IN_ODD_UNITS.contains(id.getName()));
  }

  @Bean
  static MeterFilter figuresWithHelp() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        Meter.Id named = id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
        String help = HELP.get(id.getName());
        return named.getDescription() != null || help == null
            ? named
            : new Meter.Id(
                named.getName(),
                Tags.of(named.getTagsAsIterable()),
                named.getBaseUnit(),
                help,
                named.getType());
      }
    };
  }
}

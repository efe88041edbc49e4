package dev.greengrocer.web.command;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.NativeLibraries;
import dev.greengrocer.ledger.database.DatabaseFailures;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Failures of a start that a person can mend, in the words of the package that threw them. Spring
 * wraps them and would log some hundred lines; as their reporter, this class keeps it from that,
 * and {@link ServeCommand} prints the one sentence.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {

  /** Made by Spring Boot, which finds it by its name in {@code META-INF/spring.factories}. */
  StartFailures(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    return told(failure).isPresent();
  }

  /** What to tell the person at the terminal, or empty when the failure is a bug. */
  static Optional<GreengrocerException> told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GreengrocerException ours) {
        return Optional.of(ours);
      }
      if (cause instanceof PortInUseException taken) {
        return Optional.of(
            new InvalidConfigurationException(
                "--port %d: another program listens there; stop it or give another port"
                    .formatted(taken.getPort()),
                taken));
      }
      if (cause instanceof SQLException) {
        return Optional.of(DatabaseFailures.storage("the database", failure));
      }
    }
    return NativeLibraries.told(failure)
        .<GreengrocerException>map(told -> told)
        .or(() -> SettingsFailures.told(failure));
  }
}

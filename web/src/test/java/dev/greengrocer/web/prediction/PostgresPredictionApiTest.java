package dev.greengrocer.web.prediction;

import dev.greengrocer.web.PostgresServer;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL. */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class PostgresPredictionApiTest extends PredictionApiTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry settings) {
    String address = PostgresServer.emptyDatabase("predictions");
    settings.add("greengrocer.database", () -> address);
  }
}

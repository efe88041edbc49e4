package dev.greengrocer.web.history;

import dev.greengrocer.web.PostgresServer;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL. */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class PostgresBooksTest extends BooksTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry settings) {
    String address = PostgresServer.emptyDatabase("books");
    settings.add("greengrocer.database", () -> address);
  }
}

package dev.greengrocer.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

final class AuditLogTest {

  @TempDir private Path folder;

  @Test
  void an_entry_has_the_time_of_the_clock_that_was_handed_in() {
    Instant at = Instant.parse("2026-02-03T04:05:06.789Z");
    try (HikariDataSource source = Databases.open("", DataDirectory.at(folder))) {
      Migrations.of(source).load().migrate();
      AuditLog log = new AuditLog(JdbcClient.create(source), Clock.fixed(at, ZoneOffset.UTC));

      log.record(new Actor("ann"), AuditEntry.Kind.PRICE, "kiwi", "set", null, "0.45");

      assertThat(log.page(new AuditFilter(null, null, null, null, null), null, 10).items())
          .singleElement()
          .satisfies(entry -> assertThat(entry.at()).isEqualTo(at));
    }
  }
}

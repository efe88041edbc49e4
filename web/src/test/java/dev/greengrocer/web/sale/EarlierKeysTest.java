package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.idempotency.CompletedRequest;
import dev.greengrocer.ledger.idempotency.IdempotencyKeys;
import dev.greengrocer.ledger.idempotency.IdempotentRequest;
import dev.greengrocer.ledger.idempotency.Scope;
import dev.greengrocer.web.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database in which predictions, sales and closings have idempotency keys of their own. */
class EarlierKeysTest {

  private static final String ID = "019a0000-0000-7000-8000-0000000000aa";
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void every_key_is_found_again() {
    check("");
  }

  @Test
  @EnabledIf("dev.greengrocer.web.PostgresServer#available")
  void every_key_is_found_again_on_postgresql() {
    check(PostgresServer.emptyDatabase("keys_" + Long.toHexString(System.nanoTime())));
  }

  private void check(String address) {
    try (HikariDataSource source = Databases.open(address, DataDirectory.at(folder))) {
      Migrations.of(source).target("35").load().migrate();
      JdbcClient database = JdbcClient.create(source);
      fill(database);
      Migrations.of(source).target("latest").load().migrate();
      IdempotencyKeys keys = new IdempotencyKeys(database);

      assertThat(keys.find(Scope.PREDICTION, "user:" + ID, "photo:1")).contains(of("p-user"));
      assertThat(keys.find(Scope.PREDICTION, "key:" + ID, "photo:1")).contains(of("p-key"));
      assertThat(keys.find(Scope.PREDICTION, "demo:demo", "1")).contains(of("p-demo"));
      assertThat(keys.find(Scope.PREDICTION, "nobody", "1")).contains(of("p-nobody"));
      assertThat(keys.findEarlier(Scope.PREDICTION, "key:till:1")).contains(of("p-named"));
      // There was a user of the name 'nobody'.
      assertThat(keys.findEarlier(Scope.PREDICTION, "nobody:2")).contains(of("p-named-nobody"));

      assertThat(keys.find(Scope.SALE, "key:" + ID, "photo:1")).contains(of("s-key"));
      assertThat(keys.findEarlier(Scope.SALE, "key:till:order-17")).contains(of("s-named"));
      assertThat(keys.find(Scope.BASKET, "", "b".repeat(64)))
          .contains(new CompletedRequest("b".repeat(64), "s-basket", AT));
      assertThat(keys.find(Scope.CLOSING, "user:" + ID, "day-1")).contains(of("c-api"));
      assertThat(keys.find(Scope.CLOSING_FORM, "user:" + ID, "day-1")).contains(of("c-page"));
      // Requests without a key need none, and one that named an erased customer has lost its own.
      assertThat(count(database)).isEqualTo(11);
      assertThat(IdempotencyKeys.unreadable(database)).isEmpty();

      IdempotentRequest again =
          new IdempotentRequest(Scope.SALE, "key:" + ID, "photo:1", "h-s-key");
      assertThat(keys.resultOf(again, "sale")).contains("s-key");
      assertThatThrownBy(() -> keys.add(again, "s-other", AT))
          .isInstanceOf(DataAccessException.class);
      IdempotentRequest other =
          new IdempotentRequest(Scope.SALE, "key:" + ID, "photo:1", "h-other");
      assertThatThrownBy(() -> keys.resultOf(other, "sale"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.KEY_REUSED));
      erase(keys, database);
    }
  }

  private static void erase(IdempotencyKeys keys, JdbcClient database) {
    keys.redact(Scope.SALE, "s-key", key -> key.contains("zoe"));
    assertThat(keys.find(Scope.SALE, "key:" + ID, "photo:1").orElseThrow().requestSha256())
        .isEqualTo("erased");
    keys.redact(Scope.SALE, "s-key", key -> key.contains("photo"));
    assertThat(keys.find(Scope.SALE, "key:" + ID, "photo:1")).isEmpty();
    keys.erase(Scope.PREDICTION, List.of("p-demo", "s-named"));
    assertThat(count(database)).isEqualTo(9);
    keys.eraseBefore(Scope.PREDICTION, "p-named");
    assertThat(count(database)).isEqualTo(8);
    assertThat(keys.find(Scope.PREDICTION, "key:" + ID, "photo:1")).isEmpty();
  }

  private static CompletedRequest of(String id) {
    return new CompletedRequest("h-" + id, id, AT);
  }

  private static long count(JdbcClient database) {
    return database.sql("SELECT COUNT(*) FROM idempotency").query(Long.class).single();
  }

  private static void fill(JdbcClient database) {
    answer(database, "p-user", "ann", "user:" + ID + ":photo:1");
    answer(database, "p-key", "key:till", "key:" + ID + ":photo:1");
    answer(database, "p-demo", "demo", "demo:demo:1");
    answer(database, "p-nobody", null, "nobody:1");
    answer(database, "p-named", "key:till", "key:till:1");
    answer(database, "p-named-nobody", "nobody", "nobody:2");
    answer(database, "p-without", "ann", null);
    sale(database, 1, "s-key", "api:key:" + ID + ":photo:1");
    sale(database, 2, "s-named", "api:key:till:order-17");
    sale(database, 3, "s-basket", "basket:" + "b".repeat(64));
    sale(database, 4, "s-once", "once:" + ID);
    sale(database, 5, "s-erased", "erased:s-erased");
    closing(database, 1, "c-api", "api:user:" + ID + ":day-1");
    closing(database, 2, "c-page", "page:user:" + ID + ":day-1");
    closing(database, 3, "c-once", "once:" + ID);
  }

  private static void answer(
      JdbcClient database, String id, @Nullable String actor, @Nullable String key) {
    database
        .sql(
            """
            INSERT INTO predictions (id, at, request_id, source, actor, label, probability,
              decision, reason, model, model_sha256, decode_micros, preprocess_micros,
              queue_micros, infer_micros, idempotency_key, request_sha256)
            VALUES (:id, :at, 'r', 'api', :actor, 'kiwi', 0.9, 'accept', 'confident', 'm', 'h',
              1, 1, 1, 1, :key, :hash)
            """)
        .param("id", id)
        .param("at", AT.toEpochMilli())
        .param("actor", actor)
        .param("key", key)
        .param("hash", key == null ? null : "h-" + id)
        .update();
  }

  private static void sale(JdbcClient database, int number, String id, String key) {
    database
        .sql(
            """
            INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
              cash_rounding, total, idempotency_key, request_sha256)
            VALUES (:id, :number, :at, '2026-01-01', 'key:till', 'EUR', 'card', 250, 0, 250,
              :key, :hash)
            """)
        .param("id", id)
        .param("number", number)
        .param("at", AT.toEpochMilli())
        .param("key", key)
        .param("hash", key.startsWith("basket:") ? "" : "h-" + id)
        .update();
  }

  private static void closing(JdbcClient database, int number, String id, String key) {
    database
        .sql(
            """
            INSERT INTO closings (id, number, at, actor, currency, first_receipt, last_receipt,
              opening_cash, expected_cash, counted_cash, kept_cash, sales_total, voided_total,
              idempotency_key, request_sha256)
            VALUES (:id, :number, :at, 'ann', 'EUR', 1, 0, 0, 0, 0, 0, 0, 0, :key, :hash)
            """)
        .param("id", id)
        .param("number", number)
        .param("at", AT.toEpochMilli())
        .param("key", key)
        .param("hash", "h-" + id)
        .update();
  }
}

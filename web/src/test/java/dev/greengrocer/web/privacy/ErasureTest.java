package dev.greengrocer.web.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.WriteAheadLog;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.privacy.CustomerErasure;
import dev.greengrocer.ledger.privacy.SaleCustomers;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

class ErasureTest extends ServedTest {

  private static final Random SEEDS = new Random(17);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private TransactionOperations transaction;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private SaleCustomers customers;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private WriteAheadLog log;

  @Value("${greengrocer.database:}")
  @SuppressWarnings("NullAway.Init")
  private String address;

  @Test
  void a_name_leaves_every_table() {
    photo("Zoraya%20Quint", "k-1");
    String sale = sale("Zoraya Quint", "+49 151 70000001", "zoraya-quint-1");
    voided(sale, "Zoraya brought it back; call 0151/700 000 01");
    String others = sale("Bob", "+49 151 70000002", "k-2");
    voided(others, "rung up for zoraya quint by mistake, Zorayas stays");

    HttpResponse<String> erased =
        postJson("/api/v1/erasures", "{\"customer\": \" Zoraya Quint \"}");

    assertThat(json(erased).at("/rows/predictions").asInt()).isEqualTo(1);
    assertThat(json(erased).at("/rows/sales").asInt()).isEqualTo(2);
    assertThat(cells("zoraya quint")).isEmpty();
    assertThat(cells("4915170000001")).isEmpty();
    assertThat(json(get("/api/v1/sales/" + sale)).at("/voided/reason").asString())
        .isEqualTo("… brought it back; call …");
    assertThat(json(get("/api/v1/sales/" + others)).at("/voided/reason").asString())
        .isEqualTo("rung up for … by mistake, Zorayas stays");
    assertThat(json(get("/api/v1/sales/" + others)).at("/customer").asString()).isEqualTo("Bob");
    assertThat(lastAudit().at("/actor").asString()).isEqualTo("key:test");
    assertThat(lastAudit().at("/before").asString())
        .isEqualTo("0 baskets, 1 predictions, 2 sales, 0 stock");
  }

  @Test
  void a_number_is_found_however_it_was_written() {
    photo("0049%20151%2070000003", "k-3");
    photo("%2B49%20(0)%20151/700000%2003", "k-4");
    sale("Cleo", "+49 151 70000003", "k-5");

    JsonNode rows =
        json(postJson("/api/v1/erasures", "{\"customer\": \"+49-151-70000003\"}")).at("/rows");

    assertThat(rows.at("/predictions").asInt()).isEqualTo(2);
    assertThat(rows.at("/sales").asInt()).isEqualTo(1);
    assertThat(cells("70000003")).isEmpty();
  }

  @Test
  void customers_with_photos_or_sales_alone_and_nobody_are_audited_by_every_way() {
    photo("Dana", "k-6");
    postJson("/api/v1/erasures", "{\"customer\": \"Dana\"}");
    assertThat(lastAudit().at("/before").asString())
        .isEqualTo("0 baskets, 1 predictions, 0 sales, 0 stock");

    sale("Emil", null, "k-7");
    CustomerErasure.in(
            database,
            transaction,
            directory,
            new PhotoFolder(directory.photos()),
            "DE",
            log,
            Clock.systemUTC())
        .erase(Actor.COMMAND_LINE, "Emil");
    assertThat(lastAudit().at("/before").asString())
        .isEqualTo("0 baskets, 0 predictions, 1 sales, 0 stock");
    assertThat(lastAudit().at("/actor").asString()).isEqualTo("command-line");

    JsonNode rows = json(postJson("/api/v1/erasures", "{\"customer\": \"Nemo\"}")).at("/rows");
    assertThat(rows.at("/predictions").asInt() + rows.at("/sales").asInt()).isZero();
    assertThat(lastAudit().at("/before").asString())
        .isEqualTo("0 baskets, 0 predictions, 0 sales, 0 stock");

    String old = sale("Fritz", "+49 151 70000004", "k-8");
    voided(old, "Fritz changed his mind");
    letItsTimeEnd(old);
    assertThat(lastAudit().at("/actor").asString()).isEqualTo("server");
    assertThat(cells("Fritz")).isEmpty();
  }

  @Test
  void what_is_said_of_discounts_and_returns_goes_when_its_time_is_over() {
    String sold =
        json(sell(
                """
                {"lines": [{"name": "kiwi", "pieces": 3,
                            "discount": {"amount": "0.05", "reason": "Hedwig came late"}}],
                 "discount": {"percent": 1, "reason": "for Hedwig Ohm"}, "customer": "Hedwig Ohm"}
                """,
                "time-1"))
            .at("/id")
            .asString();
    assertThat(
            postJson(
                    "/api/v1/sales/" + sold + "/returns",
                    "{\"lines\": [{\"line\": 1, \"pieces\": 1}], \"reason\": \"Hedwig: one was"
                        + " brown\"}")
                .statusCode())
        .isEqualTo(201);
    letItsTimeEnd(sold);

    assertThat(cells("Hedwig")).isEmpty();
    assertThat(cells("… came late")).isNotEmpty();
    assertThat(cells("…: one was brown")).isNotEmpty();
  }

  @Test
  void reasons_in_baskets_that_wait_name_nobody_any_more() {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/lines", "name", "kiwi", "unit", "KG");
    clerk.submit(
        "/checkout", "/checkout/discount", "discount", "5 %", "reason", "Ottilie Kern asked");
    assertThat(cells("Ottilie Kern")).hasSize(1);

    postJson("/api/v1/erasures", "{\"customer\": \"Ottilie Kern\"}");

    assertThat(cells("Ottilie")).isEmpty();
    assertThat(cells("… asked")).hasSize(1);
  }

  @Test
  void what_people_write_beside_goods_names_nobody_any_more() {
    String waste =
        "{\"name\": \"quince jelly\", \"pieces\": 1, \"reason\": \"given to Zacharias Birn\"}";
    assertThat(keyed("/api/v1/stock/waste", waste, "waste-zacharias-birn")).isEqualTo(201);
    assertThat(
            keyed(
                "/api/v1/stock/counts",
                "{\"lines\": [{\"name\": \"quince jelly\", \"pieces\": 2,"
                    + " \"reason\": \"zacharias  birn took one\"}]}",
                "count-1"))
        .isEqualTo(201);
    HttpResponse<String> delivery =
        postJson(
            "/api/v1/deliveries",
            """
            {"supplier": "Zacharias Birn", "document": "of Zacharias Birn", "crates": [
              {"name": "quince jelly", "pieces": 3, "lot": "Zacharias Birn 7"}]}
            """);
    String number = json(delivery).at("/number").asString();
    assertThat(
            postJson(
                    "/api/v1/deliveries/" + number + "/void",
                    "{\"reason\": \"Zacharias Birn brought it by mistake\"}")
                .statusCode())
        .isEqualTo(200);

    HttpResponse<String> erased =
        postJson("/api/v1/erasures", "{\"customer\": \"Zacharias Birn\"}");

    // The waste, the count, the crate, its void and the delivery.
    assertThat(json(erased).at("/rows/stock").asInt()).isEqualTo(5);
    assertThat(cells("zacharias")).isEmpty();
    assertThat(json(get("/api/v1/deliveries/" + number)).at("/voided/reason").asString())
        .isEqualTo("… brought it by mistake");
    assertThat(json(get("/api/v1/stock/movements?name=quince%20jelly&kind=waste")).toString())
        .contains("given to …");
    // The key that named him is gone; the other one is not done twice.
    assertThat(
            keyed(
                "/api/v1/stock/counts",
                "{\"lines\": [{\"name\": \"quince jelly\", \"pieces\": 2,"
                    + " \"reason\": \"zacharias  birn took one\"}]}",
                "count-1"))
        .isEqualTo(422);
  }

  @Test
  void a_supplier_keeps_a_name_that_a_customer_shares() {
    HttpResponse<String> delivery =
        postJson(
            "/api/v1/deliveries",
            """
            {"supplier": "Wieland & Sons",
              "crates": [{"name": "quince jam", "pieces": 3}]}
            """);

    postJson("/api/v1/erasures", "{\"customer\": \"Wieland\"}");

    String number = json(delivery).at("/number").asString();
    assertThat(json(get("/api/v1/deliveries/" + number)).at("/supplier").asString())
        .isEqualTo("Wieland & Sons");
  }

  @Test
  void nothing_else_of_a_movement_or_a_delivery_can_be_changed() {
    postJson(
        "/api/v1/deliveries",
        """
        {"supplier": "Ames", "crates": [{"name": "quince", "pieces": 3, "lot": "L 9"}]}
        """);
    postJson("/api/v1/stock/waste", "{\"name\": \"quince\", \"pieces\": 1, \"reason\": \"brown\"}");
    for (String change :
        List.of(
            "stock_movements SET amount = amount + 1",
            "stock_movements SET amount = amount + 1, reason = '…' WHERE reason IS NOT NULL",
            "stock_movements SET reason = 'sold'",
            "stock_movements SET reason = NULL WHERE reason IS NOT NULL",
            "stock_movements SET reason = '…' WHERE reason IS NULL",
            "stock_movements SET lot = NULL WHERE lot IS NOT NULL",
            "stock_movements SET prediction_id = 'x'",
            "deliveries SET supplier = 'another'",
            "deliveries SET supplier = NULL WHERE supplier IS NOT NULL",
            "deliveries SET number = number + 1")) {
      assertThatThrownBy(() -> database.sql("UPDATE " + change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("never changed");
    }
  }

  @Test
  void words_about_goods_and_returns_go_when_the_time_of_their_customer_is_over() {
    String sold = sale("Ludmilla Rohr", null, "time-2");
    assertThat(
            keyed(
                "/api/v1/sales/" + sold + "/returns",
                "{\"lines\": [{\"line\": 1, \"pieces\": 1}], \"reason\": \"Ludmilla: soft\"}",
                "ludmilla-returns"))
        .isEqualTo(201);
    keyed(
        "/api/v1/stock/waste",
        "{\"name\": \"quince paste\", \"pieces\": 1, \"reason\": \"from Ludmilla Rohr\"}",
        "waste-2");
    letItsTimeEnd(sold);

    assertThat(cells("Ludmilla")).isEmpty();
    assertThat(cells("from …")).hasSize(2); // the movement and its entry in the audit log
  }

  /** As if it had been sold long ago. */
  private void letItsTimeEnd(String sale) {
    database
        .sql("UPDATE sales SET sold_on = '2001-02-03' WHERE id = :id")
        .param("id", sale)
        .update();
    assertThat(customers.forgetBefore(Actor.SERVER, LocalDate.parse("2001-02-04"))).isEqualTo(1);
  }

  private int keyed(String path, String body, String key) {
    return send(java.net.http.HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void a_retry_after_the_erasure_sells_nothing_twice() {
    String body = "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 2}], \"customer\": \"Gerda\"}";
    sell(body, "retry-1");
    postJson("/api/v1/erasures", "{\"customer\": \"Gerda\"}");

    assertThat(sell(body, "retry-1").statusCode()).isEqualTo(422);
  }

  @Test
  void what_is_no_customer_is_refused() {
    for (String customer : List.of("null", "\"  \"")) {
      assertProblem(
          postJson("/api/v1/erasures", "{\"customer\": " + customer + "}"), 400, "customer");
    }
    for (String customer : List.of("\"a\\u0000b\"", "\"a\\nb\"")) {
      HttpResponse<String> refused =
          postJson("/api/v1/erasures", "{\"customer\": " + customer + "}");
      assertThat(refused.statusCode()).isIn(400, 422);
      assertThat(refused.body()).contains("customer");
    }
    assertProblem(postJson("/api/v1/erasures", "{}"), 400, "customer");
    assertProblem(postJson("/api/v1/erasures", "{\"customer\": \"\"}"), 422, "customer");
    assertProblem(
        postJson("/api/v1/erasures", "{\"customer\": \"" + "x".repeat(101) + "\"}"),
        422,
        "customer");
  }

  private void photo(String customer, String key) {
    assertThat(
            post(
                    "/api/v1/predictions?customer=" + customer,
                    Photos.jpeg(80, 60, SEEDS.nextLong()),
                    "Idempotency-Key",
                    key + "-" + Instant.now().toEpochMilli())
                .statusCode())
        .isEqualTo(201);
  }

  private String sale(String name, @org.jspecify.annotations.Nullable String mobile, String key) {
    return json(sell(
            "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 2}], \"customer\": \"%s\"%s}"
                .formatted(name, mobile == null ? "" : ", \"mobile\": \"" + mobile + "\""),
            key))
        .at("/id")
        .asString();
  }

  private HttpResponse<String> sell(String body, String key) {
    return send(
        java.net.http.HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  private void voided(String sale, String reason) {
    assertThat(
            postJson("/api/v1/sales/" + sale + "/void", "{\"reason\": \"" + reason + "\"}")
                .statusCode())
        .isEqualTo(200);
  }

  private JsonNode lastAudit() {
    return json(get("/api/v1/audit?kind=customer")).at("/items/0");
  }

  /** Every cell of every table in which a text stands, whatever its case. */
  private List<String> cells(String text) {
    List<String> tables = new java.util.ArrayList<>();
    for (String table : database.sql(tables()).query(String.class).list()) {
      for (Map<String, Object> row : database.sql("SELECT * FROM " + table).query().listOfRows()) {
        row.forEach(
            (column, value) -> {
              if (value != null
                  && value
                      .toString()
                      .toLowerCase(java.util.Locale.ROOT)
                      .contains(text.toLowerCase(java.util.Locale.ROOT))) {
                tables.add(table + "." + column + ": " + value);
              }
            });
      }
    }
    return tables;
  }

  private String tables() {
    return address.isEmpty()
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()";
  }
}

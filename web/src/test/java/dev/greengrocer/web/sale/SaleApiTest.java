package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SaleApiTest extends ServedTest {

  private static final String TWO_LINES =
      """
      {"lines": [
        {"name": "tomato", "kilograms": 0.4, "tareKilograms": "0.065"},
        {"name": "kiwi", "pieces": 3}],
       "customer": "=cmd|' calc", "mobile": "+4915123456789", "payment": "card"}
      """;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Test
  void a_sale_has_exact_totals_and_an_address() {
    HttpResponse<String> sold = sell(TWO_LINES, "");

    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    JsonNode sale = json(sold);
    // 2.99 × 0.335 = 1.00165; 3 × 0.45
    assertThat(sale.at("/lines/0/total").asString()).isEqualTo("1.00");
    assertThat(sale.at("/lines/1/total").asString()).isEqualTo("1.35");
    assertThat(sale.at("/total").asString()).isEqualTo("2.35");
    assertThat(sale.at("/currency").asString()).isEqualTo("EUR");
    assertThat(json(get(sold.headers().firstValue("Location").orElseThrow()))).isEqualTo(sale);
  }

  @Test
  void cash_that_is_handed_over_gives_change_and_stands_in_the_books() {
    String honey =
        """
        {"lines": [{"name": "honey", "pieces": 2, "price": "6.50"}], "payment": "%s",
         "cashGiven": %s}
        """;
    HttpResponse<String> sold = sell(honey.formatted("cash", "20"), "cash-1");

    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    assertThat(json(sold).at("/cashGiven").asString()).isEqualTo("20.00");
    assertThat(json(sold).at("/change").asString()).isEqualTo("7.00");
    String id = json(sold).at("/id").asString();
    // The same request with its number written otherwise; another amount is another request.
    assertThat(json(sell(honey.formatted("cash", "\"20,00\""), "cash-1")).at("/id").asString())
        .isEqualTo(id);
    assertProblem(sell(honey.formatted("cash", "50"), "cash-1"), 422, "new one");
    assertThat(json(get("/api/v1/sales/" + id))).isEqualTo(json(sold));
    assertThat(get("/api/v1/sales/export").body()).contains(id).contains(",20.00,7.00");

    assertProblem(
        sell(honey.formatted("cash", "12.99"), "cash-2"),
        422,
        "cash given 12.99: 0.01 more is needed for 13.00 EUR");
    assertProblem(sell(honey.formatted("card", "20"), "cash-2"), 422, "only with payment cash");
    assertProblem(sell(honey.formatted("cash", "0"), "cash-2"), 422, "cash given '0'");
    assertThat(sell(honey.formatted("cash", "13"), "cash-2").statusCode()).isEqualTo(201);
  }

  @Test
  void tax_is_summed_by_rate_and_stays_what_it_was_when_the_rate_changes() {
    putJson(
        "/api/v1/prices/taxed%20tea", "{\"unit\": \"piece\", \"price\": 2.35, \"taxRate\": \"7\"}");
    putJson(
        "/api/v1/prices/taxed%20gin", "{\"unit\": \"piece\", \"price\": 6.5, \"taxRate\": \"19\"}");
    String goods =
        """
        {"lines": [{"name": "taxed gin", "pieces": 1}, {"name": "taxed tea", "pieces": 1},
          {"name": "kiwi", "pieces": 1}]}
        """;

    JsonNode sale = json(sell(goods, ""));
    // 2.35 × 7 / 107 = 0.1537…; 6.50 × 19 / 119 = 1.0378…; the kiwi has no rate.
    assertThat(sale.at("/taxes").toString())
        .isEqualTo(
            """
            [{"rate":"7","net":"2.20","tax":"0.15","gross":"2.35"},\
            {"rate":"19","net":"5.46","tax":"1.04","gross":"6.50"}]\
            """);
    assertThat(sale.at("/taxIncluded").asBoolean()).isTrue();
    assertThat(sale.at("/total").asString()).isEqualTo("9.30");
    assertThat(sale.at("/lines/0/taxRate").asString()).isEqualTo("19");
    assertThat(sale.at("/lines/2").has("taxRate")).isFalse();

    // A later price keeps the rate unless it says another; empty is the shop's, which is none here.
    JsonNode kept = json(putJson("/api/v1/prices/taxed%20gin", "{\"price\": 7}"));
    assertThat(kept.at("/taxRate").asString()).isEqualTo("19");
    JsonNode shops =
        json(putJson("/api/v1/prices/taxed%20gin", "{\"price\": 7, \"taxRate\": \"\"}"));
    assertThat(shops.has("taxRate")).isFalse();
    assertThat(json(get("/api/v1/sales/" + sale.at("/id").asString()))).isEqualTo(sale);
    assertThat(get("/api/v1/sales/export").body())
        .contains(",tax_rate,tax_included")
        .contains(sale.at("/id").asString());
    assertThat(get("/api/v1/prices/export").body())
        .contains("name,unit,price,plu,from,to,tax")
        .contains("taxed tea,piece,2.35,");
    assertThat(get("/api/v1/audit?kind=price").body()).contains(", tax 19 %");
    for (String absurd : List.of("-1", "101", "7.125", "seven")) {
      assertThat(
              putJson(
                      "/api/v1/prices/taxed%20tea",
                      "{\"price\": 1, \"taxRate\": \"" + absurd + "\"}")
                  .statusCode())
          .as(absurd)
          .isBetween(400, 422);
    }
  }

  @Test
  void a_customer_is_forgotten_however_the_number_is_written() {
    String sale =
        json(sell(TWO_LINES.replace("+4915123456789", "+4915123000111"), "")).at("/id").asString();

    HttpResponse<String> erased =
        postJson("/api/v1/erasures", "{\"customer\": \"+49 (1512) 3000-111\"}");

    assertThat(json(erased).at("/rows/sales").asInt()).as(erased.body()).isEqualTo(1);
    assertThat(get("/api/v1/sales/" + sale).body())
        .contains("\"total\"")
        .doesNotContain("4915123000111");
  }

  @Test
  void the_same_key_sells_once_even_when_all_ask_at_the_same_time() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> sell(TWO_LINES, "order-17"));
    }
    List<String> ids = new ArrayList<>();
    try {
      for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
        assertThat(call.get().statusCode()).as(call.get().body()).isEqualTo(201);
        ids.add(json(call.get()).at("/id").asString());
      }
    } finally {
      callers.shutdownNow();
    }

    assertThat(ids).hasSize(8).containsOnly(ids.get(0));
    assertProblem(
        sell("{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}]}", "order-17"), 422, "new one");
  }

  @Test
  void receipts_are_numbered_without_gaps_whoever_sells_at_once() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      calls.add(() -> sell(TWO_LINES, ""));
    }
    try {
      for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
        assertThat(call.get().statusCode()).as(call.get().body()).isEqualTo(201);
      }
    } finally {
      callers.shutdownNow();
    }

    long sales = database.sql("SELECT COUNT(*) FROM sales").query(Long.class).single();
    assertThat(database.sql("SELECT MAX(number) FROM sales").query(Long.class).single())
        .isEqualTo(sales);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"tomato\", \"kilograms\": -1}",
        "{\"name\": \"tomato\", \"kilograms\": 0}",
        "{\"name\": \"tomato\", \"kilograms\": 1000}",
        "{\"name\": \"tomato\", \"kilograms\": 1e999999999}",
        "{\"name\": \"tomato\", \"kilograms\": 0.0001}",
        "{\"name\": \"tomato\", \"kilograms\": 1, \"tareKilograms\": 1}",
        "{\"name\": \"tomato\", \"pieces\": 2}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"tareKilograms\": 0.1}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"tareKilograms\": 1e-2147483647}",
        "{\"name\": \"kiwi\", \"pieces\": 0}",
        "{\"name\": \"kiwi\", \"pieces\": -3}",
        "{\"name\": \"kiwi\", \"pieces\": 10000}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": 0}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": -1}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": 0.001}",
        "{\"name\": \"nothing of this name\", \"pieces\": 1}",
        "{\"name\": \"\", \"pieces\": 1}"
      })
  void what_makes_no_sense_is_refused(String line) {
    assertThat(sell("{\"lines\": [%s]}".formatted(line), "").statusCode()).as(line).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"lines\": [{\"pieces\": 1}]}",
        "{\"lines\": [null]}",
        "{\"lines\": [{\"name\": \"tomato\"}]}",
        "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": 1, \"pieces\": 1}]}",
        "{\"lines\": [{\"name\": \"kiwi\", \"piece\": 1}]}",
        "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": NaN}]}",
        "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": \"much\"}]}",
        "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 99999999999}]}",
        "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}], \"payment\": \"shells\"}"
      })
  void what_is_no_sale_is_refused(String body) {
    assertProblem(sell(body, ""), 400, "");
  }

  @Test
  void nothing_is_no_sale() {
    assertProblem(sell("{\"lines\": []}", ""), 422, "must be 1 to 200 lines");
  }

  @Test
  void a_list_is_paged_by_a_cursor() {
    List<String> sold = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sold.add(0, json(sell(TWO_LINES, "")).at("/id").asString());
    }

    JsonNode first = json(get("/api/v1/sales?limit=2"));
    JsonNode second = json(get("/api/v1/sales?limit=2&cursor=" + first.at("/next").asString()));

    List<String> listed = new ArrayList<>();
    first.at("/items").forEach(sale -> listed.add(sale.at("/id").asString()));
    second.at("/items").forEach(sale -> listed.add(sale.at("/id").asString()));
    assertThat(listed).isEqualTo(sold.subList(0, 4));
    assertProblem(get("/api/v1/sales?cursor=x"), 400, "cursor");
    assertProblem(get("/api/v1/sales?limit=0"), 400, "limit");
    assertProblem(get("/api/v1/sales/none"), 404, "none");
  }

  @Test
  void an_export_runs_no_formula() {
    sell(TWO_LINES, "");

    String file = get("/api/v1/sales/export").body();

    assertThat(file).contains(",'=cmd|' calc,+4915123456789,card,1,tomato,kg,2.99,no,0.335,0.065");
  }

  @Test
  void a_voided_sale_counts_in_no_figure() {
    String id = json(sell(TWO_LINES.replace("tomato", "spinach"), "")).at("/id").asString();
    assertThat(grams("spinach")).isEqualTo(335);

    HttpResponse<String> voided =
        postJson("/api/v1/sales/" + id + "/void", "{\"reason\": \"brought back\"}");

    assertThat(json(voided).at("/voided/reason").asString()).isEqualTo("brought back");
    assertThat(grams("spinach")).isZero();
    assertProblem(
        postJson("/api/v1/sales/" + id + "/void", "{\"reason\": \"again\"}"), 409, "before");
  }

  private long grams(String name) {
    return database
        .sql("SELECT COALESCE(SUM(grams), 0) FROM sales_by_day WHERE name = :name")
        .param("name", name)
        .query(Long.class)
        .single();
  }

  private HttpResponse<String> sell(String body, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }
}

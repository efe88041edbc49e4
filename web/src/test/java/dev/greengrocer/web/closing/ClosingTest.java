package dev.greengrocer.web.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ClosingTest extends ServedTest {

  private static final String CLOSINGS = "/api/v1/closings";
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");
  private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Test
  void an_x_report_counts_what_was_sold_since_the_last_closing_and_changes_nothing() {
    close("{\"counted\": 50}");
    String clerk = key(Role.CLERK);
    sell(clerk, "{\"name\": \"kiwi\", \"pieces\": 3}", "cash"); // 3 × 0.45 = 1.35
    sell(
        clerk, "{\"name\": \"kiwi\", \"pieces\": 2, \"price\": \"2.00\"}", "card"); // by hand: 4.00
    String gone = sell(clerk, "{\"name\": \"kiwi\", \"pieces\": 1}", "cash"); // 0.45
    voidSale(gone);

    JsonNode period = present();

    assertThat(period.at("/receipts").asInt()).isEqualTo(3);
    assertThat(period.at("/total").asString()).isEqualTo("5.80");
    assertThat(period.at("/voided").asString()).isEqualTo("0.45");
    assertThat(period.at("/net").asString()).isEqualTo("5.35");
    assertThat(period.at("/openingCash").asString()).isEqualTo("50.00");
    assertThat(period.at("/expectedCash").asString()).isEqualTo("51.35"); // 50 + 1.80 - 0.45
    assertThat(texts(period.at("/byPayment"), "payment", "sales", "total", "voids", "net"))
        .containsExactly("card 1 4.00 0 4.00", "cash 2 1.80 1 1.35");
    assertThat(texts(period.at("/byClerk"), "clerk", "sales", "priceOverrides", "overridden"))
        .contains("key:test 3 1 4.00");
    assertThat(texts(period.at("/voids"), "id", "payment", "total", "voidedBy"))
        .containsExactly(gone + " cash 0.45 key:test");
    JsonNode again = present();
    assertThat(again.at("/state")).isEqualTo(period.at("/state"));
    assertThat(again.at("/byClerk")).isEqualTo(period.at("/byClerk"));
  }

  @Test
  void a_z_report_closes_the_period_and_hands_on_what_stays_in_the_drawer() {
    long before = close("{\"counted\": \"0\"}").at("/closing/number").asLong();
    sell(key(Role.CLERK), "{\"name\": \"kiwi\", \"pieces\": 4}", "cash"); // 1.80

    JsonNode report = close("{\"counted\": \"1,30\", \"kept\": 1}");

    assertThat(report.at("/closing/number").asLong()).isEqualTo(before + 1);
    assertThat(report.at("/closing/expected").asString()).isEqualTo("1.80");
    assertThat(report.at("/closing/difference").asString()).isEqualTo("-0.50");
    assertThat(report.at("/closing/receipts").asInt()).isEqualTo(1);
    JsonNode next = present();
    assertThat(next.at("/receipts").asInt()).isZero();
    assertThat(next.has("firstReceipt")).isFalse();
    assertThat(next.at("/openingCash").asString()).isEqualTo("1.00");
    assertThat(json(get(CLOSINGS + "/" + (before + 1)))).isEqualTo(report);
    assertThat(json(get(CLOSINGS + "?limit=1")).at("/items/0/number").asLong())
        .isEqualTo(before + 1);
    assertThat(get(CLOSINGS + "/export").body())
        .contains("%d,%s,".formatted(before + 1, report.at("/closing/id").asString()))
        .contains(",1.80,0.00,0.00,0.00,1.80,0.00,1.80,1.30,-0.50,1.00,EUR");
    assertThat(get("/api/v1/audit?kind=closing").body())
        .contains("Z report " + (before + 1), "counted 1.30 EUR");
  }

  @Test
  void what_is_taken_back_later_counts_in_its_own_period_and_leaves_the_report_as_it_was() {
    String sale = sell(key(Role.CLERK), "{\"name\": \"kiwi\", \"pieces\": 2}", "cash");
    long number = close("{\"counted\": 10}").at("/closing/number").asLong();
    String report = get(CLOSINGS + "/" + number).body();

    voidSale(sale);
    JsonNode next = close("{\"counted\": \"9.10\"}");

    assertThat(get(CLOSINGS + "/" + number).body()).isEqualTo(report);
    assertThat(next.at("/closing/voided").asString()).isEqualTo("0.90");
    assertThat(next.at("/closing/expected").asString()).isEqualTo("9.10"); // 10 - 0.90
    assertThat(next.at("/closing/difference").asString()).isEqualTo("0.00");
    assertThat(present().at("/voids")).as("counted once").isEmpty();
  }

  @Test
  void tax_is_summed_by_rate_and_what_is_taken_back_is_taken_off_in_its_own_period() {
    price("pomelo", "1.07", "7");
    price("jam", "5.95", "19");
    close("{\"counted\": 0}");
    String clerk = key(Role.CLERK);
    String first = sell(clerk, "{\"name\": \"pomelo\", \"pieces\": 2}", "cash"); // 2.14 hold 0.14
    sell(clerk, "{\"name\": \"pomelo\", \"pieces\": 1}", "card"); // 1.07 hold 0.07
    String jam = sell(clerk, "{\"name\": \"jam\", \"pieces\": 1}", "cash"); // 5.95 hold 0.95
    sell(clerk, "{\"name\": \"kiwi\", \"pieces\": 1}", "cash"); // no rate
    voidSale(jam);

    assertThat(taxes(present()))
        .containsExactly("7 EUR 3.00 0.21 0.00 0.00", "19 EUR 5.00 0.95 5.00 0.95");
    JsonNode report = close("{\"counted\": 0}");
    assertThat(taxes(report.at("/period")))
        .containsExactly("7 EUR 3.00 0.21 0.00 0.00", "19 EUR 5.00 0.95 5.00 0.95");

    voidSale(first);
    assertThat(taxes(present())).containsExactly("7 EUR 0.00 0.00 2.00 0.14");
    String page = visitor(Role.CLERK).get("/closings").body();
    assertThat(page).contains("data-tax=\"7\"", ">-2.00<", ">-0.14<");
    assertThat(json(get(CLOSINGS + "/" + report.at("/closing/number").asLong()))).isEqualTo(report);
  }

  private void price(String name, String price, String tax) {
    HttpResponse<String> set =
        send(
            HttpRequest.newBuilder(uri("/api/v1/prices/" + name))
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"unit\": \"piece\", \"price\": \"%s\", \"taxRate\": \"%s\"}"
                            .formatted(price, tax))));
    assertThat(set.statusCode()).as(set.body()).isBetween(200, 201);
  }

  private static List<String> taxes(JsonNode period) {
    return texts(period.at("/taxes"), "rate", "currency", "net", "tax", "voidedNet", "voidedTax");
  }

  @Test
  void no_row_of_a_report_can_be_changed_or_removed() {
    price("pomelo", "1.07", "7");
    voidSale(sell(key(Role.CLERK), "{\"name\": \"pomelo\", \"pieces\": 2}", "cash"));
    close("{\"counted\": 3}");

    for (String table : List.of("closings", "closing_sums", "closing_voids", "closing_taxes")) {
      String column =
          switch (table) {
            case "closings" -> "counted_cash";
            case "closing_taxes" -> "tax";
            default -> "total";
          };
      for (String change :
          List.of("UPDATE %s SET %s = 1".formatted(table, column), "DELETE FROM " + table)) {
        assertThatThrownBy(() -> database.sql(change).update())
            .as(change)
            .isInstanceOf(DataAccessException.class)
            .hasMessageContaining("never changed");
      }
    }
  }

  @Test
  void the_same_key_closes_once_even_when_all_ask_at_the_same_time() throws Exception {
    String key = "close-" + System.nanoTime();
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(() -> close("{\"counted\": 7.5}", key));
    }
    List<Long> numbers = new ArrayList<>();
    for (HttpResponse<String> answer : all(calls)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      numbers.add(json(answer).at("/closing/number").asLong());
    }

    assertThat(numbers).hasSize(6).containsOnly(numbers.get(0));
    assertThat(close("{\"counted\": \"7.50\"}", key).headers().firstValue("Idempotency-Replayed"))
        .contains("true");
    assertProblem(close("{\"counted\": 7.51}", key), 422, "another closing");
    assertThat(close("{\"counted\": 7.5}").at("/closing/number").asLong())
        .as("no number was lost")
        .isEqualTo(numbers.get(0) + 1);
  }

  @Test
  void every_receipt_is_in_one_period_whoever_sells_while_it_is_closed() throws Exception {
    close("{\"counted\": 0}");
    long first = present().at("/state").asString().isEmpty() ? 0 : last();
    String clerk = key(Role.CLERK);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      calls.add(
          i % 6 == 5
              ? () -> close("{\"counted\": 0}", "")
              : () -> sale(clerk, "{\"name\": \"kiwi\", \"pieces\": 1}", "cash"));
    }
    for (HttpResponse<String> answer : all(calls)) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    JsonNode end = close("{\"counted\": 0}");

    assertThat(end.at("/period/state").asString()).isNotEmpty();
    assertThat(last()).isEqualTo(first + 20);
    long[] expected = {first + 1};
    database
        .sql(
            "SELECT first_receipt, last_receipt FROM closings WHERE first_receipt > :first ORDER BY"
                + " number")
        .param("first", first)
        .query(
            (row, number) -> {
              assertThat(row.getLong(1)).isEqualTo(expected[0]);
              expected[0] = row.getLong(2) + 1;
              return number;
            })
        .list();
    assertThat(expected[0]).isEqualTo(first + 21);
    assertThat(
            database
                .sql(
                    """
                    SELECT SUM(t.sales) FROM closing_sums t JOIN closings c ON c.id = t.closing_id
                    WHERE c.first_receipt > :first
                    """)
                .param("first", first)
                .query(Long.class)
                .single())
        .isEqualTo(20);
  }

  private long last() {
    return database.sql("SELECT last_receipt FROM closing_counter").query(Long.class).single();
  }

  @Test
  void a_period_that_is_not_as_it_was_shown_stays_open() {
    String state = present().at("/state").asString();
    sell(key(Role.CLERK), "{\"name\": \"kiwi\", \"pieces\": 1}", "cash");
    long number = numberOfLast();

    assertProblem(
        close("{\"counted\": 1, \"state\": \"%s\"}".formatted(state), ""), 409, "Count again");
    assertThat(numberOfLast()).isEqualTo(number);
    String now = present().at("/state").asString();
    assertThat(
            close("{\"counted\": 1, \"state\": \"%s\"}".formatted(now))
                .at("/closing/number")
                .asLong())
        .as("no number was lost")
        .isEqualTo(number + 1);
  }

  private long numberOfLast() {
    return database.sql("SELECT last_number FROM closing_counter").query(Long.class).single();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"counted\": 1, \"kept\": 2}",
        "{\"counted\": 0.001}",
        "{\"counted\": 1000000000}",
        "{\"counted\": -1}",
        "{\"counted\": 1e999999999}",
        "{\"counted\": 1, \"kept\": 0.005}"
      })
  void what_cannot_be_counted_is_refused(String body) {
    assertThat(close(body, "").statusCode()).as(body).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"counted\": null}",
        "{\"counted\": \"much\"}",
        "{\"counted\": [1]}",
        "{\"counted\": 1, \"note\": \"x\"}"
      })
  void what_is_no_count_is_refused(String body) {
    assertProblem(close(body, ""), 400, "");
  }

  @Test
  void a_report_that_is_not_there_is_not_found() {
    assertProblem(get(CLOSINGS + "/999999999"), 404, "Z report 999999999");
    assertProblem(get(CLOSINGS + "/0"), 400, "number");
    assertProblem(get(CLOSINGS + "/x"), 400, "");
    assertProblem(get(CLOSINGS + "?cursor=x"), 400, "cursor");
  }

  @Test
  void a_clerk_closes_on_the_page_once_however_often_they_press() {
    Visitor clerk = visitor(Role.CLERK);
    close("{\"counted\": 20}");
    String sale = sell(key(Role.CLERK), "{\"name\": \"kiwi\", \"pieces\": 2}", "cash"); // 0.90
    String page = clerk.get("/closings").body();
    assertThat(page).contains("data-expected>20.90 EUR<", "1 (", "key:test");

    assertThat(press(clerk, page, "20,9o", "").body())
        .contains("counted &#39;20,9o&#39;", "value=\"20,9o\"");
    assertThat(press(clerk, page, "", "").body()).contains("Count the cash");
    assertThat(press(clerk, page, "5", "6").body()).contains("kept: from 0");
    HttpResponse<String> closed = press(clerk, page, "20,40", "20");
    assertThat(closed.uri().getPath()).matches("/closings/\\d+");
    assertThat(closed.body()).contains("Z report ", "data-difference>-0.50 EUR<");
    assertThat(press(clerk, page, "20,40", "20").uri()).isEqualTo(closed.uri());

    voidSale(sale);
    assertThat(clerk.get("/closings").body()).contains("Voided", "/sales/" + sale, "-0.90 EUR");
    assertThat(clerk.get("/closings/export.csv").body()).contains("20.40,-0.50,20.00,EUR");
    assertThat(clerk.get("/closings/999999999").statusCode()).isEqualTo(404);
  }

  @Test
  void a_page_that_shows_what_is_no_longer_so_closes_nothing() {
    Visitor clerk = visitor(Role.CLERK);
    String page = clerk.get("/closings").body();
    sell(key(Role.CLERK), "{\"name\": \"kiwi\", \"pieces\": 2}", "cash");

    assertThat(press(clerk, page, "12.34", "").body())
        .contains("Nothing was closed", "value=\"12.34\"");
  }

  private static HttpResponse<String> press(
      Visitor clerk, String page, String counted, String kept) {
    return clerk.submit(
        "/closings",
        "/closings",
        "counted",
        counted,
        "kept",
        kept,
        "key",
        found(KEY, page),
        "state",
        found(STATE, page));
  }

  private static String found(Pattern pattern, String page) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static List<String> texts(JsonNode rows, String... members) {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> cells = new ArrayList<>();
      for (String member : members) {
        cells.add(row.at("/" + member).asString());
      }
      texts.add(String.join(" ", cells));
    }
    return texts;
  }

  private JsonNode present() {
    return json(get(CLOSINGS + "/present"));
  }

  private JsonNode close(String body) {
    HttpResponse<String> closed = close(body, "");
    assertThat(closed.statusCode()).as(closed.body()).isEqualTo(201);
    assertThat(closed.headers().firstValue("Location"))
        .contains(CLOSINGS + "/" + json(closed).at("/closing/number").asLong());
    return json(closed);
  }

  private HttpResponse<String> close(String body, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(CLOSINGS))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
  }

  private String sell(String clerk, String line, String payment) {
    HttpResponse<String> sold = sale(clerk, line, payment);
    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    return json(sold).at("/id").asString();
  }

  private HttpResponse<String> sale(String clerk, String line, String payment) {
    return sendAsIs(
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Authorization", "Bearer " + clerk)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"lines\": [%s], \"payment\": \"%s\"}".formatted(line, payment))));
  }

  private void voidSale(String id) {
    assertThat(
            postJson("/api/v1/sales/" + id + "/void", "{\"reason\": \"brought back\"}")
                .statusCode())
        .isEqualTo(200);
  }

  private static List<HttpResponse<String>> all(List<Callable<HttpResponse<String>>> calls)
      throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> call : callers.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    } finally {
      callers.shutdownNow();
    }
  }
}

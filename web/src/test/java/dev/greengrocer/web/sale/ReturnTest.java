package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
    properties = {
      "greengrocer.tax.rate=7",
      "spring.application.name=returns"
    }) // a server of its own
class ReturnTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @Test
  void a_part_is_given_back_as_a_sale_of_its_own() {
    postJson("/api/v1/closings", "{\"counted\": 0}");
    // 2.99 × 0.335 = 1.00, and 3 × 0.45 = 1.35; 2.35 × 7 / 107 = 0.15
    JsonNode sale =
        sell(
            "{\"name\": \"tomato\", \"kilograms\": \"0.400\", \"tareKilograms\": \"0.065\"}",
            "{\"name\": \"kiwi\", \"pieces\": 3}");
    String id = sale.at("/id").asString();

    HttpResponse<String> answer =
        giveBack(id, "{\"line\": 1, \"kilograms\": \"0.100\"}, {\"line\": 2, \"pieces\": 1}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode back = json(answer);
    // 1.00 × 100 / 335 = 0.2985, and a third of 1.35; 0.15 × 0.75 / 2.35 = 0.0479
    assertThat(back.at("/lines/0/total").asString()).isEqualTo("-0.30");
    assertThat(back.at("/lines/0/kilograms").asString()).isEqualTo("-0.100");
    assertThat(back.at("/lines/0/returnedLine").asInt()).isEqualTo(1);
    assertThat(back.at("/lines/1/total").asString()).isEqualTo("-0.45");
    assertThat(back.at("/lines/1/pieces").asInt()).isEqualTo(-1);
    assertThat(back.at("/total").asString()).isEqualTo("-0.75");
    assertThat(back.at("/taxes/0/tax").asString()).isEqualTo("-0.05");
    assertThat(back.at("/taxes/0/net").asString()).isEqualTo("-0.70");
    assertThat(back.at("/returnOf/sale").asString()).isEqualTo(id);
    assertThat(back.at("/returnOf/reason").asString()).isEqualTo("rotten");
    assertThat(back.at("/receipt").asLong()).isEqualTo(sale.at("/receipt").asLong() + 1);
    JsonNode left = json(get("/api/v1/sales/" + id + "/returns"));
    assertThat(left.at("/items/0/id")).isEqualTo(back.at("/id"));
    assertThat(left.at("/left/0/kilograms").asString()).isEqualTo("0.235");
    assertThat(left.at("/left/0/total").asString()).isEqualTo("0.70");
    assertThat(left.at("/left/1/pieces").asInt()).isEqualTo(2);

    JsonNode period = json(get("/api/v1/closings/present"));
    assertThat(period.at("/byPayment/0/returns").asInt()).isEqualTo(1);
    assertThat(period.at("/byPayment/0/returned").asString()).isEqualTo("0.75");
    assertThat(period.at("/cashTaken").asString()).isEqualTo("2.35");
    assertThat(period.at("/cashReturned").asString()).isEqualTo("0.75");
    assertThat(period.at("/expectedCash").asString()).isEqualTo("1.60");
    JsonNode closed = json(postJson("/api/v1/closings", "{\"counted\": \"1.60\", \"kept\": 0}"));
    assertThat(closed.at("/closing/difference").asString()).isEqualTo("0.00");
    assertThat(get("/api/v1/sales/export").body()).contains("-0.100", ",rotten");
    assertThat(get("/api/v1/audit?kind=sale").body()).contains("returned", "rotten");
    assertThat(faults()).isEmpty();
  }

  @Test
  void all_parts_together_give_back_exactly_what_was_paid() {
    // 0.37 × 3 pieces of something at 10 % less: 1.11 less 0.11 is 1.00; its tax 0.07.
    JsonNode sale =
        sell(
            "{\"name\": \"medlar\", \"pieces\": 3, \"price\": \"0.37\", \"discount\": {\"percent\":"
                + " 10, \"reason\": \"bruised\"}}");
    String id = sale.at("/id").asString();
    assertThat(sale.at("/total").asString()).isEqualTo("1.00");
    int discounts = json(get("/api/v1/closings/present")).at("/byPayment/0/discounts").asInt();
    List<String> totals = new ArrayList<>();
    List<String> taxes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JsonNode back = json(giveBack(id, "{\"line\": 1, \"pieces\": 1}"));
      totals.add(back.at("/total").asString());
      taxes.add(back.at("/taxes/0/tax").asString());
    }

    assertThat(totals).containsExactly("-0.33", "-0.34", "-0.33");
    assertThat(json(get("/api/v1/closings/present")).at("/byPayment/0/discounts").asInt())
        .as("lines that were sold for less")
        .isEqualTo(discounts);
    // 0.07 × 0.33 = 0.023, × 0.67 = 0.047, × 1
    assertThat(taxes).containsExactly("-0.02", "-0.03", "-0.02");
    assertProblem(
        giveBack(id, "{\"line\": 1, \"pieces\": 1}"), 422, "more than the 0 that is left");
    assertThat(faults()).isEmpty();
  }

  @Test
  void never_more_than_was_sold_is_given_back_however_many_ask_at_once() throws Exception {
    String id = sell("{\"name\": \"kiwi\", \"pieces\": 3}").at("/id").asString();
    List<Integer> statuses = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> giveBack(id, "{\"line\": 1, \"pieces\": 2}")));
      }
      for (Future<HttpResponse<String>> one : all) {
        statuses.add(one.get().statusCode());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 422, 422, 422);
    assertThat(faults()).isEmpty();
  }

  @Test
  void asking_twice_gives_back_once() {
    String id = sell("{\"name\": \"kiwi\", \"pieces\": 3}").at("/id").asString();
    String line = "{\"line\": 1, \"pieces\": 1}";

    HttpResponse<String> first = giveBack(id, line, "back-" + id.substring(24));
    HttpResponse<String> again = giveBack(id, line, "back-" + id.substring(24));

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertProblem(
        giveBack(id, "{\"line\": 1, \"pieces\": 2}", "back-" + id.substring(24)),
        422,
        "Idempotency-Key");
    assertThat(json(get("/api/v1/sales/" + id + "/returns")).at("/items").size()).isEqualTo(1);
  }

  @Test
  void what_makes_no_sense_is_refused_and_changes_nothing() {
    String id = sell("{\"name\": \"tomato\", \"kilograms\": \"0.5\"}").at("/id").asString();

    assertProblem(giveBack(id, "{\"line\": 1, \"pieces\": 1}"), 422, "line 1, tomato");
    assertProblem(giveBack(id, "{\"line\": 2, \"pieces\": 1}"), 422, "line 2");
    assertProblem(
        giveBack(id, "{\"line\": 1, \"kilograms\": 0.1}, {\"line\": 1, \"kilograms\": 0.1}"),
        422,
        "line 1");
    assertProblem(
        giveBack(id, "{\"line\": 1, \"kilograms\": \"0.501\"}"),
        422,
        "0.501 kg is more than the 0.500 kg that is left");
    assertProblem(giveBack("nope", "{\"line\": 1, \"pieces\": 1}"), 404, "nope");
    String back = json(giveBack(id, "{\"line\": 1, \"kilograms\": 0.1}")).at("/id").asString();
    assertProblem(giveBack(back, "{\"line\": 1, \"kilograms\": 0.1}"), 409, "itself a return");
    String reason = "{\"reason\": \"by mistake\"}";
    assertProblem(
        postJson("/api/v1/sales/" + back + "/void", reason), 409, "A return is not voided");
    assertProblem(postJson("/api/v1/sales/" + id + "/void", reason), 409, "were returned");
    String gone = sell("{\"name\": \"kiwi\", \"pieces\": 1}").at("/id").asString();
    postJson("/api/v1/sales/" + gone + "/void", reason);
    assertProblem(giveBack(gone, "{\"line\": 1, \"pieces\": 1}"), 409, "was voided");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_clerk_gives_goods_back_on_the_receipt() {
    Visitor clerk = visitor(Role.CLERK);
    String id =
        sell(
                "{\"name\": \"tomato\", \"kilograms\": \"0.5\"}",
                "{\"name\": \"kiwi\", \"pieces\": 2}")
            .at("/id")
            .asString();
    String page = "/sales/" + id;

    assertThat(
            clerk
                .submit(
                    page,
                    page + "/returns",
                    "reason",
                    "rotten",
                    "payment",
                    "CASH",
                    "quantity",
                    "900 g",
                    "quantity",
                    "")
                .body())
        .contains("0.900 kg is more than the 0.500 kg that is left of it");
    HttpResponse<String> back =
        clerk.submit(
            page,
            page + "/returns",
            "reason",
            "rotten <b>",
            "payment",
            "CASH",
            "quantity",
            "0,25",
            "quantity",
            "1",
            "key",
            "k-" + id.substring(24));

    // Half of 1.50, and 0.45
    assertThat(back.body())
        .contains(
            "Give back 1.20 EUR.", "-0.250 kg", ">-1<", "data-total>-1.20<", "rotten &lt;b&gt;");
    assertThat(clerk.get(page).body())
        .contains("Returned with", "1.20 EUR, rotten &lt;b&gt;", "at most 0.250 kg")
        .doesNotContain("Void this sale");
    // The same press again.
    assertThat(
            clerk
                .submit(
                    page,
                    page + "/returns",
                    "reason",
                    "rotten <b>",
                    "payment",
                    "CASH",
                    "quantity",
                    "0,25",
                    "quantity",
                    "1",
                    "key",
                    "k-" + id.substring(24))
                .uri())
        .isEqualTo(back.uri());
    assertThat(clerk.get("/sales").body()).contains("-1.20");
  }

  @Test
  void the_check_finds_a_return_of_more_than_was_sold() {
    String id = sell("{\"name\": \"kiwi\", \"pieces\": 3}").at("/id").asString();
    JsonNode back = json(giveBack(id, "{\"line\": 1, \"pieces\": 1}"));
    String returned = back.at("/id").asString();

    database
        .sql("UPDATE sale_lines SET pieces = -4 WHERE sale_id = :id")
        .param("id", returned)
        .update();
    assertThat(faults()).anyMatch(fault -> fault.contains("more was returned than was sold"));
    database
        .sql("UPDATE sale_lines SET pieces = -1 WHERE sale_id = :id")
        .param("id", returned)
        .update();
    database
        .sql("UPDATE sale_lines SET returned_line = 9 WHERE sale_id = :id")
        .param("id", returned)
        .update();
    assertThat(faults())
        .anyMatch(fault -> fault.contains("gives back what its sale does not hold"));
    database
        .sql("UPDATE sale_lines SET returned_line = 1 WHERE sale_id = :id")
        .param("id", returned)
        .update();
    assertThat(faults()).isEmpty();
  }

  private List<String> faults() {
    return new LedgerCheck(
            database,
            new PhotoFolder(directory.photos()),
            getClass() == ReturnTest.class,
            accounts -> List.of())
        .faults();
  }

  private JsonNode sell(String... lines) {
    HttpResponse<String> sale =
        postJson("/api/v1/sales", "{\"lines\": [" + String.join(", ", lines) + "]}");
    assertThat(sale.statusCode()).as(sale.body()).isEqualTo(201);
    return json(sale);
  }

  private HttpResponse<String> giveBack(String id, String lines, String... key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/sales/" + id + "/returns"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"lines\": [" + lines + "], \"reason\": \"rotten\"}"));
    if (key.length > 0) {
      request.header("Idempotency-Key", key[0]);
    }
    return send(request);
  }
}

package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = "greengrocer.tax.rate=7")
class DiscountCheckoutTest extends ServedTest {

  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");

  private static final String SALE =
      """
      {"lines": [
        {"name": "tomato", "kilograms": "0.335", "discount": {"percent": "10", "reason": "bruised"}},
        {"name": "kiwi", "pieces": 6}],
       "payment": "card", "discount": {"amount": "1", "reason": "regular"}}
      """;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @Test
  void what_is_taken_off_lines_and_the_whole_stands_on_the_receipt_in_the_books_and_the_closing() {
    postJson("/api/v1/closings", "{\"counted\": 0}");
    JsonNode sale = json(postJson("/api/v1/sales", SALE));

    // 1.00 less 10 % is 0.90, with 2.70 it is 3.60; 1.00 of that is 0.25 and 0.75.
    assertThat(sale.at("/lines/0/total").asString()).isEqualTo("0.65");
    assertThat(sale.at("/lines/0/discount").asString()).isEqualTo("0.10");
    assertThat(sale.at("/lines/0/discountReason").asString()).isEqualTo("bruised");
    assertThat(sale.at("/lines/0/discountShare").asString()).isEqualTo("0.25");
    assertThat(sale.at("/lines/1/total").asString()).isEqualTo("1.95");
    assertThat(sale.at("/discount").asString()).isEqualTo("1.00");
    assertThat(sale.at("/total").asString()).isEqualTo("2.60");
    // 2.60 × 7 / 107 = 0.1700…
    assertThat(sale.at("/taxes/0/tax").asString()).isEqualTo("0.17");
    String id = sale.at("/id").asString();
    assertThat(json(get("/api/v1/sales/" + id))).isEqualTo(sale);
    assertThat(visitor(Role.CLERK).get("/sales/" + id).body())
        .contains("bruised: 0.10 taken off 1.00", "Taken off: regular", "- 1.00", ">2.60<");
    assertThat(get("/api/v1/sales/export").body())
        .contains(",discount,discount_reason,sale_discount,sale_discount_reason")
        .contains(",0.10,bruised,0.25,regular")
        .contains(",,,0.75,regular");
    JsonNode clerk = json(get("/api/v1/closings/present")).at("/byClerk/0");
    assertThat(clerk.at("/discounts").asInt()).isEqualTo(2);
    assertThat(clerk.at("/discounted").asString()).isEqualTo("1.10");
    assertThat(get("/api/v1/audit?kind=sale").body())
        .contains("tomato: 0.10 (bruised); all: 1.00 (regular)");
    assertThat(
            database
                .sql("SELECT SUM(discount) FROM discounts_by_day WHERE name IN ('tomato', 'kiwi')")
                .query(Long.class)
                .single())
        .isPositive();
    postJson("/api/v1/closings", "{\"counted\": 0}");
    assertThat(faults()).isEmpty();
    database
        .sql("UPDATE sale_lines SET discount_share = 27 WHERE sale_id = :id AND position = 1")
        .param("id", id)
        .update();
    assertThat(faults())
        .anyMatch(fault -> fault.contains("less what was taken off, is not the total of the line"))
        .anyMatch(fault -> fault.contains("what was taken off is not what its receipts say"));
    database
        .sql("UPDATE sale_lines SET discount_share = 25 WHERE sale_id = :id AND position = 1")
        .param("id", id)
        .update();
  }

  @Test
  void a_discount_is_typed_at_the_till_and_taken_away_again() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "tomato");
    String line = lines(clerk).get(0);
    measure(clerk, line, "weight", "0.335");
    add(clerk, "kiwi");
    measure(clerk, lines(clerk).get(1), "pieces", "6");

    assertThat(off(clerk, "/lines/" + line, "10 %", "bruised <b>").body())
        .contains(
            "data-total>3.60 EUR<", "bruised &lt;b&gt;: 10 % off", "- 0.10 EUR", ">0.90 EUR<");
    assertThat(off(clerk, "", "1", "regular").body())
        .contains("data-total>2.60 EUR<", "regular: 1.00 off", "- 1.00 EUR");
    // What is taken off follows the weight.
    assertThat(measure(clerk, line, "weight", "0.670").body()).contains("- 0.20 EUR");
    measure(clerk, line, "weight", "0.335");
    assertThat(off(clerk, "/lines/" + line, "", "").body()).contains("data-total>2.70 EUR<");
    assertThat(off(clerk, "/lines/" + line, "10%", "bruised").body()).contains(">0.90 EUR<");
    String receipt = clerk.submit("/account", "/checkout/sale", "payment", "CARD").body();
    assertThat(receipt).contains("data-total>2.60<", "bruised: 0.10 taken off 1.00");
  }

  @Test
  void a_discount_without_a_reason_or_of_nothing_is_refused_beside_its_field() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    String line = lines(clerk).get(0);

    assertThat(off(clerk, "/lines/" + line, "10 %", " ").body())
        .contains("id=\"reason-" + line + "-fault\"", "Say why");
    assertThat(off(clerk, "/lines/" + line, "200 %", "x").body())
        .contains("id=\"discount-" + line + "-fault\"", "from 0.01 to 100 percent");
    assertThat(off(clerk, "", "ten", "x").body()).contains("id=\"discount-basket-fault\"");
    assertThat(clerk.get("/checkout").body()).contains("data-total>0.45 EUR<");
    assertProblem(
        postJson(
            "/api/v1/sales",
            "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}], \"discount\": {\"percent\": 10,"
                + " \"reason\": \" \"}}"),
        422,
        "reason");
    assertProblem(
        postJson(
            "/api/v1/sales",
            "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}], \"discount\": {\"reason\":"
                + " \"x\"}}"),
        400,
        "percent");
  }

  @Test
  void all_of_it_can_be_taken_off_and_never_more() {
    JsonNode sale =
        json(
            postJson(
                "/api/v1/sales",
                "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1}], \"discount\": {\"amount\": 5,"
                    + " \"reason\": \"gift\"}}"));

    assertThat(sale.at("/total").asString()).isEqualTo("0.00");
    assertThat(sale.at("/discount").asString()).isEqualTo("0.45");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_parked_basket_keeps_its_discounts() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    off(clerk, "", "0.40", "regular");

    clerk.submit("/checkout", "/checkout/park", "name", "");
    JsonNode parked = json(get("/api/v1/parked-baskets")).at("/items/0");
    assertThat(parked.at("/total").asString()).isEqualTo("0.05");
    assertThat(parked.at("/discount/amount").asString()).isEqualTo("0.40");
    add(clerk, "kiwi");
    // The next customer's basket has none.
    assertThat(clerk.get("/checkout").body()).contains("data-total>0.45 EUR<");
    clerk.submit("/checkout", "/checkout/lines/" + lines(clerk).get(0) + "/remove");
    assertThat(
            clerk
                .submit("/checkout", "/checkout/parked/" + parked.at("/id").asString() + "/take")
                .body())
        .contains("data-total>0.05 EUR<");
  }

  @Test
  void a_customer_who_is_erased_leaves_the_reasons() {
    String sale =
        json(postJson(
                "/api/v1/sales",
                "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 1, \"discount\": {\"amount\":"
                    + " \"0.05\", \"reason\": \"Yolanda Zweig came late\"}}], \"discount\":"
                    + " {\"percent\": 1, \"reason\": \"for yolanda zweig\"}}"))
            .at("/id")
            .asString();

    postJson("/api/v1/erasures", "{\"customer\": \"Yolanda Zweig\"}");

    assertThat(get("/api/v1/sales/" + sale).body())
        .contains("… came late")
        .doesNotContain("olanda");
    assertThat(get("/api/v1/audit?kind=sale").body()).doesNotContain("olanda");
  }

  private List<String> faults() {
    return new LedgerCheck(
            database,
            new PhotoFolder(directory.photos()),
            getClass() == DiscountCheckoutTest.class,
            accounts -> List.of())
        .faults();
  }

  private static HttpResponse<String> off(
      Visitor clerk, String what, String discount, String reason) {
    return clerk.submit(
        "/checkout", "/checkout" + what + "/discount", "discount", discount, "reason", reason);
  }

  private static HttpResponse<String> measure(Visitor clerk, String line, String... fields) {
    return clerk.submit("/checkout", "/checkout/lines/" + line, fields);
  }

  private static void add(Visitor clerk, String name) {
    clerk.submit("/checkout", "/checkout/lines", "name", name, "unit", "KG");
  }

  private static List<String> lines(Visitor clerk) {
    return LINE.matcher(clerk.get("/checkout").body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}

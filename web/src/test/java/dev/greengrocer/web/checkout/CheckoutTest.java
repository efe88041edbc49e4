package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.Decision;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CheckoutTest extends ServedTest {

  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog predictions;

  @Test
  void from_a_photo_to_a_receipt() {
    Visitor clerk = visitor(Role.CLERK);
    String tomato = logged(Decision.ACCEPT, "tomato");

    assertThat(
            json(clerk.sendJson(
                    "/checkout",
                    "/checkout/basket",
                    "{\"predictionId\": \"%s\", \"label\": \"tomato\"}".formatted(tomato)))
                .at("/count")
                .asInt())
        .isEqualTo(1);
    assertThat(clerk.get("/checkout").body()).contains("tomato: weigh it");

    HttpResponse<String> weighed =
        measure(clerk, lines(clerk).get(0), "weight", "0,400", "tare", "0.065");
    // 2.99 × 0.335 = 1.00165
    assertThat(weighed.body()).contains("1.00 EUR");

    HttpResponse<String> receipt = sell(clerk, "Maria <script>", "+49 151 2345-6789");

    assertThat(receipt.uri().getPath()).startsWith("/sales/");
    assertThat(receipt.body())
        .contains("0.335 kg", "1.00", "Maria &lt;script&gt;", "+4915123456789")
        .doesNotContain("<script>Maria", "Maria <script>");
    assertThat(clerk.get("/checkout").body()).contains("The basket is empty");
    assertThat(clerk.get(receipt.uri().getPath() + "/receipt.csv").body())
        .contains("tomato,kg,2.99,no,0.335,0.065,1.00");
  }

  @Test
  void a_shortlist_is_chosen_from_tiles_and_prices_follow_the_name() {
    Visitor clerk = visitor(Role.CLERK);
    String close = logged(Decision.SHORTLIST, "lemon", "orange");

    clerk.sendJson("/checkout", "/checkout/basket", "{\"predictionId\": \"%s\"}".formatted(close));
    String page = clerk.get("/checkout").body();
    assertThat(page).contains("0.50 EUR / piece", "2.29 EUR / kg", "choose what it is");

    String line = lines(clerk).get(0);
    assertThat(name(clerk, line, "lemon").body()).contains("data-total>0.50 EUR<");
    assertThat(name(clerk, line, "orange").body()).contains("orange: weigh it");
    // 2.29 × 0.850 = 1.9465
    assertThat(measure(clerk, line, "weight", "0.85").body()).contains("data-total>1.95 EUR<");
  }

  @Test
  void goods_without_a_photo_and_at_a_price_of_ones_own() {
    Visitor clerk = visitor(Role.CLERK);

    byHand(clerk, "honey", "6.50", "PIECE");
    measure(clerk, lines(clerk).get(0), "pieces", "2");
    byHand(clerk, "garlic", "", "KG");
    String page = measure(clerk, lines(clerk).get(1), "weight", "0.100").body();

    // 2 × 6.50 + 7.90 × 0.100
    assertThat(page).contains("data-total>13.79 EUR<");
    assertThat(sell(clerk, "", "").body()).contains("6.50 *", "13.79");
  }

  @Test
  void an_answer_without_a_price_becomes_a_line_by_weight_that_asks_for_its_price() {
    Visitor clerk = visitor(Role.CLERK);
    String durian = logged(Decision.ACCEPT, "durian");

    assertThat(
            json(clerk.sendJson(
                    "/checkout",
                    "/checkout/basket",
                    "{\"predictionId\": \"%s\", \"label\": \"durian\"}".formatted(durian)))
                .at("/count")
                .asInt())
        .isEqualTo(1);
    String line = lines(clerk).get(0);
    assertThat(clerk.get("/checkout").body())
        .contains("durian: say its price", "id=\"weight-" + line + "\"", "id=\"price-" + line);
    assertThat(sell(clerk, "", "").body()).contains("durian: say its price");

    assertThat(measure(clerk, line, "weight", "0.5", "price", "").body())
        .contains("durian: say its price");
    // 5.00 × 0.5
    assertThat(measure(clerk, line, "weight", "0.5", "price", "5").body())
        .contains("data-total>2.50 EUR<");
    assertThat(sell(clerk, "", "").body()).contains("5.00 *", "2.50");
  }

  @Test
  void what_makes_no_sense_is_refused_and_changes_nothing() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "tomato", "", "KG");
    String line = lines(clerk).get(0);

    for (String absurd :
        List.of("-1", "0", "NaN", "1e9", "1000 kg", "999999999999", "0.0001", "=1")) {
      assertThat(measure(clerk, line, "weight", absurd).body())
          .as(absurd)
          .contains("weight")
          .contains("tomato: weigh it");
    }
    assertThat(measure(clerk, line, "weight", "1", "tare", "2").body()).contains("tare");
    assertThat(measure(clerk, line, "price", "-2").body()).contains("price &#39;-2&#39;");
    assertThat(sell(clerk, "", "").body()).contains("weigh it");
    measure(clerk, line, "weight", "1");
    assertThat(sell(clerk, "x".repeat(101), "").body()).contains("at most 100 characters");
    assertThat(sell(clerk, "", "call me").body()).contains("with country code");
    assertThat(sell(clerk, "", "0151 23456789").body()).contains("with country code");
    assertThat(lines(clerk)).hasSize(1);
  }

  @Test
  void a_weight_is_understood_as_it_is_typed_and_the_page_says_how() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "tomato", "", "KG");
    String line = lines(clerk).get(0);

    for (String typed : List.of("534", "534 g", "0,534", "0.534kg", "0534")) {
      // 2.99 × 0.534 = 1.59666
      assertThat(measure(clerk, line, "weight", typed).body())
          .as(typed)
          .contains("data-saved=\"0.534\"", ">= 534 g<", "data-total>1.60 EUR<");
      measure(clerk, line, "weight", "2");
    }
    assertThat(clerk.get("/checkout").body()).contains("data-saved=\"2.000\"", ">= 2 kg<");
    assertThat(measure(clerk, line, "weight", "534", "tare", "12").body())
        .contains("for grams add g");
    assertThat(measure(clerk, line, "weight", "534", "tare", "12 g").body())
        .contains("data-saved=\"0.012\"", ">= 522 g net<");
  }

  @Test
  void above_a_plausible_weight_the_till_asks_and_takes_only_what_was_meant() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "tomato", "", "KG");
    String line = lines(clerk).get(0);

    assertThat(measure(clerk, line, "weight", "50").body())
        .contains("50 kg is more than 25 kg. Is it right?", "value=\"50000\">Yes, 50 kg<")
        .contains("aria-describedby=\"weight-" + line + "-fault weight-" + line + "-hint\"")
        .contains("tomato: weigh it");
    assertThat(measure(clerk, line, "weight", "60", "sure", "50000").body())
        .contains("60 kg is more than 25 kg");
    assertThat(measure(clerk, line, "weight", "50", "sure", "50000").body())
        .contains("data-total>149.50 EUR<")
        .doesNotContain("Is it right?");
    // What is in the basket was asked once.
    assertThat(measure(clerk, line, "weight", "50.000", "price", "1.50").body())
        .contains("data-total>75.00 EUR<");
    assertThat(measure(clerk, line, "weight", "25").body()).contains("data-total>37.50 EUR<");
  }

  @Test
  void the_change_stands_on_the_receipt_and_too_little_cash_sells_nothing() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "honey", "6.50", "PIECE");
    measure(clerk, lines(clerk).get(0), "pieces", "2");

    assertThat(clerk.get("/checkout").body())
        .contains(">Exact 13.00<", "value=\"15.00\">15.00<", "value=\"20.00\">20.00<");
    assertThat(pay(clerk, "payment", "CASH", "given", "10").body())
        .contains("cash given 10.00: 3.00 more is needed for 13.00 EUR", "given-fault")
        .contains("value=\"10\"");
    assertThat(pay(clerk, "payment", "CASH", "given", "ten").body()).contains("cash given");
    assertThat(lines(clerk)).hasSize(1);

    HttpResponse<String> receipt = pay(clerk, "payment", "CASH", "given", "20,00");
    assertThat(receipt.uri().getPath()).startsWith("/sales/");
    assertThat(receipt.body()).contains("Cash given", ">20.00<", "data-change-given>7.00<");
    assertThat(clerk.get(receipt.uri().getPath() + "/receipt.csv").body())
        .contains(",cash_given,change", ",20.00,7.00");
  }

  @Test
  void an_amount_that_the_page_offers_pays_with_one_press() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "honey", "6.50", "PIECE");

    assertThat(pay(clerk, "given", "", "cash", "10.00").body()).contains("data-change-given>3.50<");
    byHand(clerk, "honey", "6.50", "PIECE");
    // What was typed as cash is not asked for when the customer pays by card.
    assertThat(pay(clerk, "payment", "CARD", "given", "1").body())
        .contains("Receipt")
        .doesNotContain("Cash given");
  }

  @Test
  void pressing_twice_sells_once() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "kiwi", "", "PIECE");
    String basket = cookie(clerk);
    HttpResponse<String> first = sell(clerk, "", "");

    // The same press again, before the browser heard of the new basket.
    clerk.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("BASKET"))
        .forEach(cookie -> cookie.setValue(basket));
    HttpResponse<String> second = sell(clerk, "", "");

    assertThat(second.uri()).isEqualTo(first.uri());
  }

  @Test
  void after_a_sale_of_which_nobody_heard_the_next_basket_is_another_one() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "kiwi", "", "PIECE");
    String basket = cookie(clerk);
    HttpResponse<String> first = sell(clerk, "", "");
    clerk.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("BASKET"))
        .forEach(cookie -> cookie.setValue(basket));

    byHand(clerk, "mango", "", "PIECE");
    HttpResponse<String> second = sell(clerk, "", "");

    assertThat(second.uri()).isNotEqualTo(first.uri());
    assertThat(second.body()).contains("mango").doesNotContain("kiwi");
  }

  @Test
  void a_basket_is_its_browsers_alone() {
    Visitor one = visitor(Role.CLERK);
    Visitor other = visitor(Role.CLERK);
    byHand(one, "kiwi", "", "PIECE");

    assertThat(other.get("/checkout").body()).contains("The basket is empty");
    assertThat(lines(one)).hasSize(1);
  }

  @Test
  void a_sale_is_voided_once_with_a_reason_and_stays_in_the_books() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "kiwi", "", "PIECE");
    String sale = sell(clerk, "", "").uri().getPath();

    assertThat(clerk.submit(sale, sale + "/void", "reason", " ").body()).contains("reason");
    assertThat(clerk.submit(sale, sale + "/void", "reason", "wrong kind").body())
        .contains("Voided")
        .contains("wrong kind");
    assertThat(clerk.submit("/account", sale + "/void", "reason", "again").body())
        .contains("was voided before");
    assertThat(get("/api/v1/audit?kind=sale").body()).contains("wrong kind");
  }

  @Test
  void a_customer_who_asks_for_it_is_forgotten_and_the_figures_stay() {
    Visitor clerk = visitor(Role.CLERK);
    byHand(clerk, "kiwi", "", "PIECE");
    String sale = sell(clerk, "Grace Hopper", "+44 20 7946 0123").uri().getPath();
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    assertThat(clerk.get("/customers").statusCode()).isEqualTo(403);
    HttpResponse<String> erased =
        administrator.submit("/customers", "/customers/erase", "customer", "+44 20 79460123");

    assertThat(erased.body()).contains("1 sales").doesNotContain("79460123");
    assertThat(clerk.get(sale).body())
        .contains("0.45")
        .doesNotContain("Grace")
        .doesNotContain("2079460123");
    assertThat(get("/api/v1/audit?kind=customer").body()).doesNotContain("Grace");
  }

  private String logged(Decision decision, String... labels) {
    return LoggedAnswers.append(predictions, decision, labels);
  }

  private static List<String> lines(Visitor clerk) {
    Matcher line = LINE.matcher(clerk.get("/checkout").body());
    return line.results().map(found -> found.group(1)).toList();
  }

  private static HttpResponse<String> byHand(
      Visitor clerk, String name, String price, String unit) {
    return clerk.submit("/checkout", "/checkout/lines", "name", name, "price", price, "unit", unit);
  }

  private static HttpResponse<String> name(Visitor clerk, String line, String name) {
    return clerk.submit("/checkout", "/checkout/lines/" + line + "/name", "name", name);
  }

  private static HttpResponse<String> measure(Visitor clerk, String line, String... fields) {
    return clerk.submit("/checkout", "/checkout/lines/" + line, fields);
  }

  private static HttpResponse<String> sell(Visitor clerk, String customer, String mobile) {
    return clerk.submit(
        "/account", "/checkout/sale", "customer", customer, "mobile", mobile, "payment", "CASH");
  }

  private static HttpResponse<String> pay(Visitor clerk, String... fields) {
    return clerk.submit("/account", "/checkout/sale", fields);
  }

  private static String cookie(Visitor clerk) {
    return clerk.cookies().getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("BASKET"))
        .findAny()
        .orElseThrow()
        .getValue();
  }
}

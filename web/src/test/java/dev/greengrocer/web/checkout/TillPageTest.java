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

class TillPageTest extends ServedTest {

  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");
  private static final String TILL = "<main id=\"content\" tabindex=\"-1\" class=\"till\">";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog predictions;

  @Test
  void forms_of_the_till_are_answered_by_the_till_and_others_by_the_checkout() {
    Visitor clerk = visitor(Role.CLERK);
    assertThat(clerk.get("/till").body()).contains(TILL, "Next customer");

    HttpResponse<String> till = add(clerk, "tomato", "at", "till", "n", "1");
    assertThat(till.body())
        .contains(TILL, "data-answered=\"1 saved\"", ">tomato</h2>", ">weigh it<");
    HttpResponse<String> withoutScript = add(clerk, "banana", "at", "till");
    assertThat(withoutScript.uri().getPath()).isEqualTo("/till");
    HttpResponse<String> checkout = add(clerk, "onion", "n", "2");
    assertThat(checkout.body()).contains("<h1>Checkout</h1>").doesNotContain(TILL);
    assertThat(lines(checkout.body())).hasSize(3);
  }

  @Test
  void goods_of_a_photo_that_are_sent_again_are_in_the_basket_once() {
    Visitor clerk = visitor(Role.CLERK);
    String tomato = logged("tomato");

    String first = put(clerk, tomato, "1");
    String again = put(clerk, tomato, "2");

    assertThat(lines(first)).hasSize(1).isEqualTo(lines(again));
    assertThat(lines(put(clerk, logged("tomato"), "3"))).hasSize(2);
    assertThat(put(clerk, "no-such-answer", "4")).contains("4 gone", "No prediction with id");
  }

  @Test
  void a_sale_is_said_beside_the_next_basket() {
    Visitor clerk = visitor(Role.CLERK);
    String line = lines(put(clerk, logged("tomato"), "1")).get(0);
    clerk.submit("/till", "/checkout/lines/" + line, "weight", "534", "at", "till", "n", "2");

    String page = clerk.get("/till").body();
    HttpResponse<String> sold =
        clerk.submit(
            "/till",
            "/checkout/sale",
            "of",
            value(page, "of"),
            "shown",
            value(page, "shown"),
            "given",
            "5",
            "payment",
            "CASH",
            "at",
            "till",
            "n",
            "3");

    // 2.99 × 0.534 = 1.59666
    assertThat(sold.body())
        .contains(TILL, "data-receipt", ">1.60 EUR<", ">3.40 EUR<", "Next customer");
    assertThat(lines(sold.body())).isEmpty();
    assertThat(clerk.get("/till").body()).doesNotContain("data-receipt");
  }

  private static HttpResponse<String> add(Visitor clerk, String name, String... more) {
    String[] fields = new String[more.length + 4];
    System.arraycopy(new String[] {"name", name, "unit", "KG"}, 0, fields, 0, 4);
    System.arraycopy(more, 0, fields, 4, more.length);
    return clerk.submit("/till", "/checkout/lines", fields);
  }

  private static String put(Visitor clerk, String prediction, String number) {
    return clerk
        .submit(
            "/till",
            "/checkout/basket",
            "predictionId",
            prediction,
            "label",
            "tomato",
            "at",
            "till",
            "n",
            number)
        .body();
  }

  private static List<String> lines(String page) {
    return LINE.matcher(page).results().map(found -> found.group(1)).toList();
  }

  private static String value(String page, String field) {
    Matcher value =
        Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(field)).matcher(page);
    assertThat(value.find()).as(field).isTrue();
    return value.group(1);
  }

  private String logged(String label) {
    return LoggedAnswers.append(predictions, Decision.ACCEPT, label);
  }
}

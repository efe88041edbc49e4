package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A price by hand that is far from the list's is asked for: 299 for 2.99. */
final class PriceQuestionTest extends ServedTest {

  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");

  @Test
  void a_price_of_a_line_is_asked_for_beyond_double_and_below_half() {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/lines", "name", "tomato", "unit", "KG");
    String line = line(clerk);

    // The list says 2.99: its double is 5.98 and its half 1.495.
    assertThat(change(clerk, line, "price", "299").body())
        .contains("299.00 EUR / kg is far from the price list, 2.99 EUR / kg. Is it right?")
        .contains("name=\"sure\" value=\"price-29900\"", "Yes, 299.00 EUR");
    assertThat(change(clerk, line, "price", "5.99").body()).contains("is far from");
    assertThat(change(clerk, line, "price", "1.49").body()).contains("is far from");
    assertThat(clerk.get("/checkout").body()).contains("data-saved=\"2.99\"");
    assertThat(change(clerk, line, "price", "5.98").body())
        .contains("data-saved=\"5.98\"")
        .doesNotContain("is far from");
    assertThat(change(clerk, line, "price", "299", "sure", "price-29900").body())
        .contains("data-saved=\"299.00\"");
    // What is saved is not asked for again, and the way back to the list is open.
    assertThat(change(clerk, line, "price", "299", "weight", "0.5").body())
        .contains("data-saved=\"0.500\"");
    assertThat(change(clerk, line, "price", "").body()).contains("data-saved=\"2.99\"");
  }

  @Test
  void a_price_and_a_weight_are_answered_one_after_the_other() {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/lines", "name", "tomato", "unit", "KG");
    String line = line(clerk);

    assertThat(change(clerk, line, "price", "299", "weight", "50", "sure", "price-29900").body())
        .contains("50 kg is more than 25 kg", "name=\"sure\" value=\"price-29900 50000\"");
    assertThat(
            change(clerk, line, "price", "299", "weight", "50", "sure", "price-29900 50000").body())
        .contains("data-saved=\"299.00\"", "data-saved=\"50.000\"");
  }

  @Test
  void a_price_beside_a_new_line_is_asked_for_and_one_without_a_list_is_not() {
    Visitor clerk = visitor(Role.CLERK);

    String asked = add(clerk, "kiwi", "45", "PIECE").body();
    assertThat(asked)
        .contains("45.00 EUR / piece is far from the price list, 0.45 EUR / piece")
        .contains("value=\"kiwi\"", "The basket is empty");
    assertThat(add(clerk, "kiwi", "45", "PIECE", "sure", "price-4500").body())
        .contains("data-count=\"1\"", "data-total>45.00 EUR<");
    // By the kilogram the list has no price of kiwis, and of sputniks none at all.
    assertThat(add(clerk, "kiwi", "45", "KG").body()).contains("data-count=\"2\"");
    assertThat(add(clerk, "sputnik tea", "990", "PIECE").body()).contains("data-count=\"3\"");
  }

  @Test
  void a_program_is_asked_when_it_wants_to_be() {
    String sale = "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": 1, \"price\": \"299\"}]}";

    assertProblem(
        postJson("/api/v1/sales?checkPrices=true", sale),
        409,
        "lines[0]: price 299.00 of 'tomato' is far from the list's, 2.99 EUR / kg");
    assertThat(postJson("/api/v1/sales?checkPrices=true", sale.replace("299", "3.99")).statusCode())
        .isEqualTo(201);
    assertThat(postJson("/api/v1/sales", sale).statusCode()).isEqualTo(201);
  }

  private static String line(Visitor clerk) {
    Matcher line = LINE.matcher(clerk.get("/checkout").body());
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private static HttpResponse<String> change(Visitor clerk, String line, String... fields) {
    return clerk.submit("/checkout", "/checkout/lines/" + line, fields);
  }

  private static HttpResponse<String> add(
      Visitor clerk, String name, String price, String unit, String... more) {
    String[] fields = {"name", name, "price", price, "unit", unit};
    String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return clerk.submit("/checkout", "/checkout/lines", all);
  }
}

package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Two windows of one browser have one basket, which is sold once. */
final class SoldBeforeTest extends ServedTest {

  private static final Pattern KEY = Pattern.compile("name=\"of\" value=\"([^\"]*)\"");

  @Test
  void a_window_whose_basket_another_one_sold_says_so_with_the_receipt() {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit(
        "/checkout", "/checkout/lines", "name", "window plum", "price", "2.00", "unit", "PIECE");
    Matcher key = KEY.matcher(clerk.get("/checkout").body());
    assertThat(key.find()).isTrue();
    String of = key.group(1);
    String first = clerk.submit("/checkout", "/checkout/sale", "payment", "CARD", "of", of).body();

    HttpResponse<String> second =
        clerk.submit("/account", "/checkout/sale", "payment", "CARD", "of", of);

    assertThat(first).contains("window plum").doesNotContain("data-sold-before");
    assertThat(second.uri().getPath()).startsWith("/sales/");
    assertThat(second.body()).contains("data-sold-before", "Nothing was sold now.");
    HttpResponse<String> atTill =
        clerk.submit(
            "/account", "/checkout/sale", "payment", "CARD", "of", of, "at", "till", "n", "1");
    assertThat(atTill.body()).contains("data-receipt", "This basket was sold before", "2.00 EUR");
  }
}

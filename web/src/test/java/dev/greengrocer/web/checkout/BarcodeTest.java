package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class BarcodeTest extends ServedTest {

  // Tomatoes have PLU 4064, kiwis, which are sold by the piece, 4030.
  private static final String TOMATO_OF_534_G = withCheckDigit("290406400534");
  private static final String TOMATO_OF_3_47 = withCheckDigit("200406400347");

  @Test
  void a_label_with_a_weight_becomes_a_weighed_line_at_the_price_of_today() {
    Visitor clerk = visitor(Role.CLERK);

    // 2.99 × 0.534 = 1.59666
    assertThat(scan(clerk, TOMATO_OF_534_G).body())
        .contains("data-saved=\"0.534\"", "data-total>1.60 EUR<", ">tomato<");
    assertThat(json(get("/api/v1/barcodes/" + TOMATO_OF_534_G)).at("/kilograms").asString())
        .isEqualTo("0.534");
  }

  @Test
  void a_label_with_a_price_is_sold_at_exactly_that_price() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(scan(clerk, TOMATO_OF_3_47).body()).contains("data-total>3.47 EUR<");
    String receipt = clerk.submit("/account", "/checkout/sale", "payment", "CARD").body();

    assertThat(receipt).contains("tomato", "3.47 *");
    assertThat(json(get("/api/v1/barcodes/" + TOMATO_OF_3_47)).at("/total").asString())
        .isEqualTo("3.47");
  }

  @Test
  void a_scanner_that_leaves_out_the_leading_zero_is_understood() {
    Visitor clerk = visitor(Role.CLERK);
    String barcode = withCheckDigit("020406400299"); // prefix 02, x = 0, price 2.99
    assertThat(barcode).startsWith("0");

    assertThat(scan(clerk, barcode.substring(1)).body()).contains("data-total>2.99 EUR<");
  }

  @Test
  void what_is_misread_or_unknown_adds_nothing_and_says_why() {
    Visitor clerk = visitor(Role.CLERK);
    char last = TOMATO_OF_534_G.charAt(12);
    String misread = TOMATO_OF_534_G.substring(0, 12) + (char) ('0' + (last - '0' + 1) % 10);

    assertThat(scan(clerk, misread).body())
        .contains("its check digit must be " + last, "value=\"" + misread + "\"");
    assertThat(scan(clerk, withCheckDigit("299999900534")).body())
        .contains("item 99999 of the label: nothing is sold under this PLU");
    assertThat(scan(clerk, "4006381333931").body())
        .contains("not of a label of this shop&#39;s scales (prefix 40)");
    assertThat(scan(clerk, withCheckDigit("290403000534")).body()).contains("sold by the piece");
    assertThat(scan(clerk, withCheckDigit("290406400000")).body()).contains("a weight of 0");
    assertThat(scan(clerk, withCheckDigit("200406400000")).body()).contains("price");
    assertThat(
            clerk
                .submit(
                    "/checkout",
                    "/checkout/lines",
                    "name",
                    TOMATO_OF_534_G,
                    "price",
                    "1.00",
                    "unit",
                    "KG")
                .body())
        .contains("A label brings its own price: leave this empty");
    assertThat(clerk.get("/checkout").body()).contains("The basket is empty");
    assertProblem(get("/api/v1/barcodes/" + misread), 422, "check digit");
  }

  @Test
  void digits_that_are_no_plu_make_no_new_goods() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(scan(clerk, "9876").body())
        .contains("No goods have PLU 9876: type their name", "value=\"9876\"");
    assertThat(clerk.get("/checkout").body()).contains("The basket is empty");
    assertThat(scan(clerk, "4064").body()).contains(">tomato<");
  }

  private static HttpResponse<String> scan(Visitor clerk, String barcode) {
    return clerk.submit("/checkout", "/checkout/lines", "name", barcode, "unit", "KG");
  }

  /** Twelve digits with their check digit, worked out here once more. */
  private static String withCheckDigit(String twelve) {
    int odd = 0;
    int even = 0;
    for (int i = 0; i < twelve.length(); i++) {
      int digit = Character.digit(twelve.charAt(i), 10);
      if (i % 2 == 0) {
        odd += digit;
      } else {
        even += digit;
      }
    }
    int over = (odd + 3 * even) % 10;
    return twelve + (over == 0 ? 0 : 10 - over);
  }
}

package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A shop whose prices are without tax, which is added to what a customer pays. */
@TestPropertySource(
    properties = {
      "greengrocer.tax.rate=8.25",
      "greengrocer.tax.included=false",
      "greengrocer.tax.address=1 High Street | Springfield",
      "greengrocer.tax.number=12/345/678"
    })
class TaxAddedTest extends ServedTest {

  @Test
  void tax_is_added_to_the_total_and_stands_on_the_receipt() {
    JsonNode sale =
        json(
            postJson(
                "/api/v1/sales",
                """
                {"lines": [{"name": "honey", "pieces": 2, "price": "6.50"},
                  {"name": "kiwi", "pieces": 1}], "cashGiven": 20}
                """));

    // (13.00 + 0.45) × 8.25 % = 1.109625
    assertThat(sale.at("/goodsTotal").asString()).isEqualTo("13.45");
    assertThat(sale.at("/taxes/0/tax").asString()).isEqualTo("1.11");
    assertThat(sale.at("/taxIncluded").asBoolean()).isFalse();
    assertThat(sale.at("/total").asString()).isEqualTo("14.56");
    assertThat(sale.at("/change").asString()).isEqualTo("5.44");
    assertThat(visitor(Role.CLERK).get("/sales/" + sale.at("/id").asString()).body())
        .contains("1 High Street", "Springfield", "Tax number 12/345/678")
        .contains("Tax 8.25 % on 13.45", ">1.11<", ">14.56<");
  }

  @Test
  void the_basket_shows_what_is_paid_and_the_rate_of_a_price_goes_before_the_shops() {
    Visitor clerk = visitor(Role.CLERK);
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    String set =
        administrator
            .submit(
                "/prices",
                "/prices",
                "name",
                "apple",
                "unit",
                "PIECE",
                "price",
                "1.00",
                "tax",
                "0",
                "confirmed",
                "apple is sold by the kg. Change to piece?"
                    + " apple costs 2.99 EUR / kg. Change it to 1.00 EUR / piece?")
            .body();
    assertThat(set).contains("apple: 1.00 EUR / piece").contains(">0 %<", ">8.25 %<");

    clerk.submit("/checkout", "/checkout/lines", "name", "apple", "price", "", "unit", "PIECE");
    assertThat(clerk.get("/checkout").body()).contains("data-total>1.00 EUR<");
    clerk.submit("/checkout", "/checkout/lines", "name", "honey", "price", "6.50", "unit", "PIECE");
    HttpResponse<String> page = clerk.get("/checkout");
    // 6.50 × 8.25 % = 0.53625
    assertThat(page.body()).contains("data-total>8.04 EUR<", "with tax of", "0.54 EUR");
    assertThat(
            clerk.submit("/account", "/checkout/sale", "payment", "CASH", "given", "8.04").body())
        .contains("data-change-given>0.00<", "Tax 0 % on 1.00", "Tax 8.25 % on 6.50");
  }
}

package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A new shop chooses its currency on the page, and keeps it once it has sold something. */
@DirtiesContext
@TestPropertySource(properties = "greengrocer.checkout.currency=GBP") // books of its own
class CurrencyTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Till till;

  @Test
  void the_currency_changes_until_there_is_money_of_it_in_the_books() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    assertThat(ada.get("/settings").body()).contains("id=\"checkout-currency\"", "value=\"GBP\"");

    assertThat(set(ada, "GBP", "pounds").body()).contains("cannot be read");
    assertThat(set(ada, "GBP", "XXX").body()).contains("has no coins");
    assertThat(till.currency()).isEqualTo("GBP");
    assertThat(set(ada, "GBP", "CHF").body()).contains("Saved: Currency.");
    assertThat(till.currency()).isEqualTo("CHF");
    assertThat(get("/api/v1/prices").body()).contains("CHF").doesNotContain("GBP");

    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/lines", "name", "kiwi", "price", "0.45", "unit", "PIECE");
    assertThat(set(ada, "CHF", "EUR").body())
        .contains("stays CHF while there are goods in a basket");
    String sale = json(postJson("/api/v1/sales", sale())).at("/id").asString();
    HttpResponse<String> refused = set(ada, "CHF", "EUR");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("stays CHF: there are receipts in it");
    // Back to what the server was started with is a change, too.
    assertThat(
            ada.submit(
                    "/settings",
                    "/settings",
                    "seen.checkout-currency",
                    "CHF",
                    "checkout-currency",
                    "CHF",
                    "back.checkout-currency",
                    "yes")
                .body())
        .contains("stays CHF");
    assertThat(till.currency()).isEqualTo("CHF");
    assertThat(json(get("/api/v1/sales/" + sale)).at("/currency").asString()).isEqualTo("CHF");
    assertThat(get("/api/v1/audit?kind=setting").body())
        .contains("greengrocer.checkout.currency", "\"GBP\"", "\"CHF\"");
  }

  private static String sale() {
    return "{\"lines\": [{\"name\": \"tea\", \"pieces\": 1, \"price\": \"1.19\"}]}";
  }

  private static HttpResponse<String> set(Visitor ada, String seen, String wanted) {
    return ada.submit(
        "/settings", "/settings", "seen.checkout-currency", seen, "checkout-currency", wanted);
  }
}

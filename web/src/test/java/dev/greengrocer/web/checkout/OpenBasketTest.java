package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A basket that stays open over midnight. */
class OpenBasketTest extends ServedTest {

  private static final Pattern STATE = Pattern.compile("name=\"shown\" value=\"([^\"]*)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Test
  void goods_of_yesterday_cost_what_they_cost_today_and_the_page_says_so() {
    setPrice("evening plum", "2.00");
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "evening plum", "");
    setPrice("evening plum", "3.50");
    // On the same day the basket keeps the price at which the goods came in.
    assertThat(clerk.get("/checkout").body()).contains("data-saved=\"2.00\"");
    makeOld("evening plum");

    assertThat(clerk.get("/till").body())
        .contains("Prices have changed since: evening plum: 2.00 EUR / piece, now 3.50 EUR / piece")
        .contains("data-total>3.50 EUR<");
    assertThat(clerk.get("/till").body()).doesNotContain("Prices have changed");
  }

  @Test
  void what_was_shown_before_midnight_is_not_sold_after_it_at_another_price() {
    setPrice("night plum", "2.00");
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "night plum", "");
    String shown = shown(clerk.get("/checkout").body());
    setPrice("night plum", "3.50");
    makeOld("night plum");

    HttpResponse<String> refused =
        clerk.submit("/account", "/checkout/sale", "payment", "CARD", "shown", shown);
    assertThat(refused.body())
        .contains("Nothing was sold: prices have changed", "now 3.50 EUR / piece")
        .contains("data-total>3.50 EUR<");
    assertThat(clerk.submit("/checkout", "/checkout/sale", "payment", "CARD").body())
        .contains("3.50");
  }

  @Test
  void a_price_by_hand_stays_over_midnight() {
    setPrice("hand plum", "2.00");
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "hand plum", "1.50");
    setPrice("hand plum", "3.50");
    makeOld("hand plum");

    assertThat(clerk.get("/checkout").body())
        .contains("data-saved=\"1.50\"")
        .doesNotContain("Prices have changed");
  }

  private void setPrice(String name, String price) {
    HttpResponse<String> answer =
        putJson(
            "/api/v1/prices/" + name.replace(" ", "%20"),
            "{\"unit\": \"piece\", \"price\": \"" + price + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void add(Visitor clerk, String name, String price) {
    clerk.submit("/checkout", "/checkout/lines", "name", name, "price", price, "unit", "PIECE");
  }

  /** The order of lines is that of their ids, which begin with the time at which they came. */
  private void makeOld(String name) {
    int rows =
        database
            .sql("UPDATE basket_lines SET id = :id WHERE name = :name")
            .param("id", Ids.first(Instant.now().minus(Duration.ofDays(1))))
            .param("name", name)
            .update();
    assertThat(rows).isEqualTo(1);
  }

  private static String shown(String page) {
    Matcher found = STATE.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}

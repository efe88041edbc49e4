package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.price.CheckoutSettings;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.sale.FavouriteSettings;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.account.SupervisorSettings;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A shop whose administrators change its settings while it sells. */
@TestPropertySource(properties = {"greengrocer.tax.rate=7", "greengrocer.checkout.region=DE"})
class SettingsTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private LiveSettings settings;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Till till;

  private HttpResponse<String> save(Visitor visitor, String... fields) {
    return visitor.submit("/settings", "/settings", fields);
  }

  @Test
  void only_administrators_see_and_change_settings() {
    for (Role role : new Role[] {Role.CLERK, Role.REVIEWER}) {
      Visitor visitor = visitor(role);
      assertThat(visitor.get("/settings").statusCode()).isEqualTo(403);
      assertThat(
              visitor
                  .submit("/account", "/settings", "seen.tax-number", "", "tax-number", "zz-never")
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(visitor(Role.ADMINISTRATOR).get("/settings").body()).doesNotContain("zz-never");
  }

  @Test
  void each_setting_says_what_it_is_and_where_that_comes_from() {
    String page = visitor(Role.ADMINISTRATOR).get("/settings").body();

    assertThat(field(page, "checkout-plausible-weight")).contains("value=\"25\"", "From: default.");
    assertThat(field(page, "tax-rate")).doesNotContain("From: default.");
    assertThat(page).contains("Set where the server is started", "EUR", "max-size: ");
    assertThat(page).doesNotContain("greengrocer.sqlite", "password=");
  }

  /** What the page shows of one field: its input and what stands below it. */
  private static String field(String page, String id) {
    int about = page.indexOf("id=\"%s-about\"".formatted(id));
    return page.substring(
        page.indexOf("name=\"seen.%s\"".formatted(id)), page.indexOf("</div>", about));
  }

  @Test
  void a_change_counts_at_once_stands_in_the_audit_log_and_can_be_taken_back() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    HttpResponse<String> saved =
        save(
            ada,
            "seen.tax-number",
            "",
            "tax-number",
            " 12/345 ",
            "seen.tax-address",
            "",
            "tax-address",
            "1 High Street\r\nEly",
            "seen.tax-rate",
            "7",
            "tax-rate",
            "19",
            "seen.stock-cover-days",
            "14",
            "stock-cover-days",
            "14");

    assertThat(saved.body())
        .contains("Saved: ", "Tax number", "Tax, percent")
        .doesNotContain("Days of sales, ");
    assertThat(field(saved.body(), "tax-rate")).contains("Set here by user-", "back to: 7");
    JsonNode sale =
        json(
            postJson(
                "/api/v1/sales",
                "{\"lines\": [{\"name\": \"tea\", \"pieces\": 1, \"price\": \"1.19\"}]}"));
    assertThat(sale.at("/taxes/0/tax").asString()).isEqualTo("0.19");
    assertThat(ada.get("/sales/" + sale.at("/id").asString()).body())
        .contains("1 High Street", "Ely", "Tax number 12/345");
    assertThat(get("/api/v1/audit?kind=setting").body())
        .contains("greengrocer.tax.rate", "\"7\"", "\"19\"", "user-")
        .doesNotContain("cover-days");

    HttpResponse<String> back =
        save(ada, "seen.tax-rate", "19", "tax-rate", "19", "back.tax-rate", "yes");
    assertThat(back.body()).contains("Saved: Tax, percent.");
    assertThat(field(back.body(), "tax-rate")).contains("value=\"7\"").doesNotContain("Set here");
    assertThat(save(ada, "seen.tax-rate", "7", "tax-rate", "7").body())
        .contains("Nothing was different.");
  }

  @Test
  void with_one_fault_nothing_is_saved_and_everything_typed_stays() {
    HttpResponse<String> refused =
        save(
            visitor(Role.ADMINISTRATOR),
            "seen.checkout-shop",
            "Greengrocer",
            "checkout-shop",
            "Ada & <b>Co</b>",
            "seen.checkout-cash-step",
            "0",
            "checkout-cash-step",
            "0.005",
            "seen.photos-retention",
            "90d",
            "photos-retention",
            "a while");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Nothing was saved yet", "value=\"Ada &amp; &lt;b&gt;Co&lt;/b&gt;\"")
        .contains("value=\"0.005\"", "value=\"a while\"");
    assertThat(field(refused.body(), "checkout-cash-step")).contains("at most 2 decimals");
    assertThat(field(refused.body(), "photos-retention"))
        .contains("is not a time such as 30d or 12h");
    assertThat(field(refused.body(), "checkout-shop")).doesNotContain("class=\"error\"");
    assertThat(settings.of(CheckoutSettings.class).get().shop()).isEqualTo("Greengrocer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // each was stored, and then broke a page or a job for ever
        "checkout-cash-step | 0 | 99999999999999999999 | from 0 to 9999",
        "checkout-cash-step | 0 | 1e999999999 | from 0 to 9999",
        "checkout-plausible-weight | 25 | 1e999999999 | at most 999.999",
        "checkout-rounding | half-up | '' | is missing",
        "supervisor-role | administrator | '' | is missing",
        "favourites-names | '' | pepper red/green | without / \\ ;",
        "checkout-customer-retention | 365d | 106751991167d | from 1d to 36500d",
        "photos-retention | 90d | 106751991167d | from 1h to 36500d",
        // milliseconds, which would have erased every photo and every name within the hour
        "photos-retention | 90d | 90 | with its unit, such as 90d",
        "checkout-customer-retention | 365d | 365 | such as 365d",
        "checkout-customer-retention | 365d | 23h | from 1d"
      })
  void what_would_break_the_till_or_erase_everything_is_not_stored(
      String field, String seen, String typed, String fault) {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    String before = field(ada.get("/settings").body(), field);

    HttpResponse<String> refused = save(ada, "seen." + field, seen, field, typed);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(field(refused.body(), field)).contains(fault);
    assertThat(field(ada.get("/settings").body(), field)).isEqualTo(before);
    assertThat(ada.get("/till").statusCode()).isEqualTo(200);
  }

  @Test
  void whoever_did_not_see_a_change_is_told_of_it_before_it_is_replaced() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    Visitor ben = visitor(Role.ADMINISTRATOR);
    save(ada, "seen.favourites-most", "12", "favourites-most", "10");

    HttpResponse<String> late = save(ben, "seen.favourites-most", "12", "favourites-most", "9");
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(field(late.body(), "favourites-most"))
        .contains("changed meanwhile to &#39;10&#39;", "value=\"9\"", "value=\"10\"");
    save(ben, "seen.favourites-most", "10", "favourites-most", "9");
    assertThat(settings.of(FavouriteSettings.class).get().most()).isEqualTo(9);
  }

  @Test
  void a_favourite_that_is_no_goods_is_refused_with_a_reason() {
    Visitor ada = visitor(Role.ADMINISTRATOR);

    HttpResponse<String> near =
        save(ada, "seen.favourites-names", "", "favourites-names", "kiwi\r\ntomatto");
    assertThat(near.statusCode()).isEqualTo(422);
    assertThat(field(near.body(), "favourites-names"))
        .contains("&#39;tomatto&#39;: no goods have this name; is it tomato?");
    HttpResponse<String> far =
        save(ada, "seen.favourites-names", "", "favourites-names", "sputnik");
    assertThat(field(far.body(), "favourites-names")).contains("set its price first");
    // Another name of goods, and their PLU, are goods.
    assertThat(
            save(ada, "seen.favourites-names", "", "favourites-names", "Aubergine\r\n4011")
                .statusCode())
        .isEqualTo(200);
    save(ada, "seen.favourites-names", "Aubergine\n4011\n", "favourites-names", "");
  }

  @Test
  void lists_choices_and_marks_are_changed_as_they_are_shown() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    putJson("/api/v1/prices/red,%20sweet%20apple", "{\"unit\": \"kg\", \"price\": 3}");
    HttpResponse<String> saved =
        save(
            ada,
            "seen.favourites-names",
            "",
            "favourites-names",
            "red, sweet apple\r\nkiwi",
            "seen.supervisor-approves",
            "",
            "supervisor-approves",
            "void",
            "supervisor-approves",
            "price",
            "seen.supervisor-role",
            "administrator",
            "supervisor-role",
            "reviewer",
            "seen.tax-included",
            "true");

    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(settings.of(FavouriteSettings.class).get().names())
        .containsExactly("red, sweet apple", "kiwi");
    assertThat(settings.of(SupervisorSettings.class).get().approves()).hasSize(2);
    assertThat(settings.of(SupervisorSettings.class).get().role()).isEqualTo(Role.REVIEWER);
    assertThat(field(saved.body(), "supervisor-role")).contains("value=\"reviewer\" selected");

    save(
        ada,
        "seen.favourites-names",
        "red, sweet apple\nkiwi\n",
        "favourites-names",
        "",
        "seen.tax-included",
        "false",
        "tax-included",
        "true",
        "seen.supervisor-approves",
        "void\nprice\n");
    assertThat(settings.of(FavouriteSettings.class).get().names()).isEmpty();
    assertThat(settings.of(SupervisorSettings.class).get().approves()).isEmpty();
  }

  @Test
  void a_text_is_a_text_and_reads_no_other_setting() {
    HttpResponse<String> refused =
        save(
            visitor(Role.ADMINISTRATOR),
            "seen.checkout-shop",
            "Greengrocer",
            "checkout-shop",
            "${greengrocer.data-dir}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(field(refused.body(), "checkout-shop")).contains("must not hold ${");
  }

  @Test
  void a_row_that_this_version_does_not_understand_stops_nobody() throws InterruptedException {
    database
        .sql(
            """
            INSERT INTO settings (name, content, changed_at, changed_by)
            VALUES ('greengrocer.checkout.plausible-weight', 'heavy', 1, 'ada')
            """)
        .update();
    try {
      // Written past this server, so it counts after the second for which rows are kept.
      TimeUnit.MILLISECONDS.sleep(1_100);
      assertThat(till.plausibleWeight().grams()).isEqualTo(25_000);
      assertThat(visitor(Role.CLERK).get("/checkout").statusCode()).isEqualTo(200);
      assertThat(
              field(
                  visitor(Role.ADMINISTRATOR).get("/settings").body(), "checkout-plausible-weight"))
          .contains("heavy", "back to: 25");
    } finally {
      database.sql("DELETE FROM settings WHERE changed_by = 'ada'").update();
    }
  }
}

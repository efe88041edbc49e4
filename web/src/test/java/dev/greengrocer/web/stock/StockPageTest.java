package dev.greengrocer.web.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.application.name=stock-page") // a server of its own
final class StockPageTest extends ServedTest {

  private static final String NEW = "/deliveries/new";

  @Test
  void a_delivery_is_typed_ticked_off_and_booked_once() {
    Visitor clerk = visitor(Role.CLERK);
    String photo = json(post("/api/v1/predictions", Photos.jpeg(64, 64, 9))).at("/id").asString();
    String key = UUID.randomUUID().toString();
    String[] fields = {
      "key",
      key,
      "supplier",
      "Miller & Co",
      "document",
      "117",
      "row",
      "a",
      "name",
      "tomato",
      "amount",
      "6,5 kg",
      "unit",
      "",
      "lot",
      "L 7",
      "cost",
      "8,40",
      "prediction",
      photo,
      "ticked",
      "a",
      "row",
      "b",
      "name",
      "kiwi",
      "amount",
      "40",
      "unit",
      "",
      "lot",
      "",
      "cost",
      "",
      "prediction",
      "",
      "ticked",
      "b",
      "row",
      "c",
      "name",
      "",
      "amount",
      "",
      "unit",
      "",
      "lot",
      "",
      "cost",
      "",
      "prediction",
      ""
    };

    HttpResponse<String> booked = clerk.submit(NEW, "/deliveries", fields);
    HttpResponse<String> again = clerk.submit(NEW, "/deliveries", fields);

    assertThat(booked.uri().getPath()).matches("/deliveries/\\d+").isEqualTo(again.uri().getPath());
    assertThat(booked.body())
        .contains("2 crates", "Miller &amp; Co", "6.500 kg", ">40<", "L 7", "8.40 EUR")
        .contains("1 of 2 crates without a cost", "/predictions/" + photo + "/thumbnail")
        .contains("data-booked=\"" + key + "\"");
    assertThat(clerk.get("/stock").body()).contains("6.500 kg");
    assertThat(clerk.get("/deliveries").body()).contains("Miller &amp; Co", "8.40 EUR");

    HttpResponse<String> voided =
        clerk.submit(
            booked.uri().getPath(), booked.uri().getPath() + "/void", "reason", "wrong shop");
    assertThat(voided.body()).contains("stays in the books", "wrong shop");
    assertThat(clerk.get("/stock/movements?name=tomato&kind=void").body()).contains("-6.500 kg");
  }

  @Test
  void a_crate_that_is_added_after_a_lost_answer_is_a_delivery_of_its_own() {
    Visitor clerk = visitor(Role.CLERK);
    String key = UUID.randomUUID().toString();
    String[] first = {"row", "a", "name", "kumquat", "amount", "4 kg", "ticked", "a"};
    String[] other = {"row", "b", "name", "physalis", "amount", "2 kg", "ticked", "b"};
    String delivery = book(clerk, key, first).uri().getPath(); // the answer is lost

    HttpResponse<String> both = book(clerk, key, first, other);

    assertThat(both.statusCode()).isEqualTo(422);
    assertThat(both.body())
        .contains("Already booked as", "href=\"" + delivery + "\"")
        .contains("value=\"physalis\"")
        .doesNotContain("value=\"kumquat\"", "checked=\"checked\"", key, "Idempotency-Key");
    assertThat(clerk.get("/stock/movements?name=physalis").body()).doesNotContain("2.000 kg");
    // Nothing new was typed: the delivery itself is shown.
    HttpResponse<String> again = book(clerk, key, first, new String[] {"supplier", "Miller"});
    assertThat(again.uri().getPath()).isEqualTo(delivery);
    assertThat(again.body()).contains("Nothing was booked now.", "data-booked=\"" + key + "\"");
    // What came of a key is for the one who chose it.
    assertThat(clerk.get(NEW + "?key=" + key).body()).contains("href=\"" + delivery + "\"");
    assertThat(visitor(Role.CLERK).get(NEW + "?key=" + key).body())
        .doesNotContain("Already booked as");
  }

  @Test
  void all_that_is_wrong_with_a_crate_is_told_at_once() {
    Visitor clerk = visitor(Role.CLERK);

    String refused =
        clerk
            .submit(
                NEW, "/deliveries", "row", "a", "name", "ackee", "amount", "x kg", "cost", "dear")
            .body();

    assertThat(refused).contains("weight &#39;x&#39;", "cost &#39;dear&#39;", "Tick it off");
    assertThat(refused.split("data-fault", -1)).hasSize(4);
  }

  @Test
  void a_delivery_of_unknown_cost_is_not_said_to_be_free() {
    Visitor clerk = visitor(Role.CLERK);
    String[] crate = {"row", "a", "name", "santol", "amount", "4 kg", "ticked", "a"};

    HttpResponse<String> booked = book(clerk, UUID.randomUUID().toString(), crate);

    assertThat(booked.body())
        .contains("data-cost>–<", "1 of 1 crates without a cost")
        .doesNotContain("0.00 EUR");
    assertThat(clerk.get("/deliveries").body()).doesNotContain(">0.00 EUR<");
    assertThat(get("/api/v1/audit?kind=stock").body())
        .contains("santol 4.000 kg")
        .doesNotContain("santol 4.000 kg; 0.00");
  }

  @Test
  void what_a_browser_keeps_of_a_delivery_is_of_the_user_who_typed_it() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(user(clerk)).isNotEmpty().isEqualTo(user(clerk));
    assertThat(user(visitor(Role.CLERK))).isNotEmpty().isNotEqualTo(user(clerk));
  }

  /** Under what the browser keeps it. */
  private static String user(Visitor visitor) {
    return visitor.get(NEW).body().replaceFirst("(?s).* data-user=\"([^\"]*)\".*", "$1");
  }

  private static HttpResponse<String> book(Visitor clerk, String key, String[]... parts) {
    List<String> fields = new ArrayList<>(List.of("key", key));
    for (String[] part : parts) {
      fields.addAll(List.of(part));
      if (part[0].equals("row")) {
        fields.addAll(List.of("unit", "", "lot", "", "cost", "", "prediction", ""));
      }
    }
    return clerk.submit(NEW, "/deliveries", fields.toArray(String[]::new));
  }

  @Test
  void what_was_typed_stays_on_the_page_until_it_is_right() {
    Visitor clerk = visitor(Role.CLERK);

    HttpResponse<String> refused =
        clerk.submit(
            NEW,
            "/deliveries",
            "key",
            "k",
            "supplier",
            "Miller",
            "document",
            "",
            "row",
            "a",
            "name",
            "medlar",
            "amount",
            "534",
            "unit",
            "kg",
            "lot",
            "<b>",
            "cost",
            "1",
            "prediction",
            "",
            "ticked",
            "a",
            "row",
            "b",
            "name",
            "medlar",
            "amount",
            "2",
            "unit",
            "piece",
            "lot",
            "",
            "cost",
            "x",
            "prediction",
            "",
            "ticked",
            "b",
            "row",
            "c",
            "name",
            "medlar",
            "amount",
            "2",
            "unit",
            "piece",
            "lot",
            "",
            "cost",
            "",
            "prediction",
            "",
            "row",
            "d",
            "name",
            "",
            "amount",
            "2",
            "unit",
            "",
            "lot",
            "",
            "cost",
            "",
            "prediction",
            "",
            "ticked",
            "d");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Nothing is booked yet: see to the crates that are marked.")
        .contains("g or kg? Add the unit", "cost &#39;x&#39;", "Tick it off", "Say what it is.")
        .contains("value=\"534\"", "value=\"&lt;b&gt;\"", "value=\"Miller\"", "value=\"k\"")
        .contains("<option value=\"piece\" selected=\"selected\">");
    assertThat(json(get("/api/v1/stock/movements?name=medlar")).at("/items").size()).isZero();
    assertThat(clerk.submit(NEW, "/deliveries", "key", "k").body())
        .contains("take a photo of a crate");
    String longer =
        clerk.submit(NEW, "/deliveries", "more", "1", "name", "medlar", "amount", "1").body();
    assertThat(longer.split("name=\"amount\"", -1))
        .hasSize(4); // two rows and the blank one for scripts
  }

  @Test
  void whatever_stands_in_the_rows_ends_in_a_whole_page() {
    Visitor clerk = visitor(Role.CLERK);
    for (String value :
        List.of(
            "",
            "-1",
            "1e9",
            "\u0000",
            "a/b",
            "x".repeat(5_000),
            "٣",
            "99999999999 kg",
            "0",
            "NaN",
            "=1+1",
            "\uD800",
            "9999999 g")) {
      for (String field :
          List.of("name", "amount", "unit", "lot", "cost", "prediction", "row", "counted")) {
        HttpResponse<String> delivery =
            clerk.submit(
                NEW,
                "/deliveries",
                "row",
                "a",
                "ticked",
                "a",
                "name",
                field.equals("name") ? value : "medlar pear",
                "amount",
                field.equals("amount") ? value : "x",
                "unit",
                field.equals("unit") ? value : "",
                "lot",
                field.equals("lot") ? value : "",
                "cost",
                field.equals("cost") ? value : "",
                "prediction",
                field.equals("prediction") ? value : "");
        HttpResponse<String> count =
            clerk.submit(
                "/stock/count", "/stock/count",
                "name", field.equals("name") ? value : "medlar pear",
                "unit", field.equals("unit") ? value : "",
                "counted", field.equals("counted") ? value : "x");
        for (HttpResponse<String> page : List.of(delivery, count)) {
          assertThat(page.statusCode()).as("%s=%s", field, value).isLessThan(500);
          assertThat(page.body()).as("%s=%s", field, value).contains("</html>");
        }
      }
    }
  }

  @Test
  void the_sheet_of_a_count_says_what_should_be_there_and_books_the_difference() {
    Visitor clerk = visitor(Role.CLERK);
    postJson("/api/v1/deliveries", "{\"crates\": [{\"name\": \"salak\", \"kilograms\": 12}]}");
    assertThat(clerk.get("/stock/count").body()).contains("salak, kg", "should be 12.000 kg");

    HttpResponse<String> refused =
        clerk.submit(
            "/stock/count",
            "/stock/count",
            "reason",
            "dried",
            "name",
            "salak",
            "unit",
            "kg",
            "counted",
            "eleven",
            "name",
            "ugli",
            "unit",
            "piece",
            "counted",
            "3");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("eleven", "rows that are marked", "value=\"dried\"", "value=\"3\"");

    HttpResponse<String> booked =
        clerk.submit(
            "/stock/count",
            "/stock/count",
            "sure",
            "ugli",
            "reason",
            "dried",
            "name",
            "salak",
            "unit",
            "kg",
            "counted",
            "11,8",
            "name",
            "ugli",
            "unit",
            "piece",
            "counted",
            "3",
            "name",
            "tomato",
            "unit",
            "",
            "counted",
            "");
    assertThat(booked.uri().getPath()).isEqualTo("/stock");
    assertThat(booked.body()).contains("2 counted. Differences: salak -0.200 kg, ugli +3");
    assertThat(
            clerk
                .submit(
                    "/stock/count", "/stock/count", "name", "ugli", "unit", "piece", "counted", "3")
                .body())
        .contains("All of it was there.");
    assertThat(clerk.submit("/stock/count", "/stock/count", "name", "ugli").body())
        .contains("Nothing was counted");
  }

  @Test
  void a_sheet_that_is_changed_after_a_lost_answer_says_so_and_can_be_booked() {
    Visitor clerk = visitor(Role.CLERK);
    String sheet = "/stock/count";
    String[] fields = {"key", "lost-answer", "sure", "langsat", "name", "langsat", "counted", "3"};
    assertThat(clerk.submit(sheet, sheet, fields).body())
        .contains("1 counted.", "data-counted=\"count 1\"");
    fields[7] = "4";

    HttpResponse<String> changed = clerk.submit(sheet, sheet, fields);

    assertThat(changed.statusCode()).isEqualTo(422);
    assertThat(changed.body())
        .contains("booked before, with other numbers", "value=\"4\"")
        .doesNotContain("lost-answer", "Idempotency-Key");
  }

  @Test
  void waste_needs_a_reason_and_thresholds_an_administrator() {
    Visitor clerk = visitor(Role.CLERK);
    postJson("/api/v1/deliveries", "{\"crates\": [{\"name\": \"sapote\", \"pieces\": 9}]}");

    assertThat(
            clerk
                .submit(
                    "/stock",
                    "/stock/waste",
                    "name",
                    "sapote",
                    "amount",
                    "2",
                    "unit",
                    "piece",
                    "reason",
                    " ")
                .body())
        .contains("reason: must be 1 to 200", "value=\"sapote\"");
    assertThat(
            clerk
                .submit(
                    "/stock",
                    "/stock/waste",
                    "name",
                    "sapote",
                    "amount",
                    "2",
                    "unit",
                    "piece",
                    "reason",
                    "rotten")
                .body())
        .contains("sapote 2 thrown away.");
    assertThat(clerk.get("/stock").body()).doesNotContain("data-threshold");
    assertThat(
            clerk
                .submit("/stock", "/stock/thresholds", "name", "sapote", "amount", "8")
                .statusCode())
        .isEqualTo(403);
    Visitor chief = visitor(Role.ADMINISTRATOR);
    assertThat(
            chief
                .submit(
                    "/stock", "/stock/thresholds", "name", "sapote", "amount", "8", "unit", "piece")
                .body())
        .contains("Below 8, sapote is to be ordered.", "To be ordered: <span>sapote</span>");
    assertThat(
            chief
                .submit("/stock", "/stock/thresholds", "name", "sapote", "amount", "", "unit", "")
                .body())
        .contains("sapote has no threshold any more.");
    assertThat(
            chief
                .submit("/stock", "/stock/thresholds", "name", "sapote", "amount", "", "unit", "")
                .body())
        .contains("has no threshold to remove");
  }

  @Test
  void the_till_says_what_goes_below_zero_and_sells_it() {
    Visitor clerk = visitor(Role.CLERK);
    postJson("/api/v1/deliveries", "{\"crates\": [{\"name\": \"kiwi\", \"pieces\": 2}]}");
    clerk.submit("/checkout", "/checkout/lines", "name", "kiwi", "unit", "PIECE");
    String line = clerk.get("/checkout").body().replaceAll("(?s).*data-line=\"([^\"]+)\".*", "$1");
    assertThat(clerk.get("/checkout").body()).doesNotContain("data-short-of");

    clerk.submit("/checkout", "/checkout/lines/" + line, "pieces", "5", "price", "0.45");

    assertThat(clerk.get("/checkout").body()).contains("kiwi: 2 in stock, 5 in the basket");
    assertThat(clerk.submit("/checkout", "/checkout/sale", "payment", "CASH").uri().getPath())
        .startsWith("/sales/");
    assertThat(clerk.get("/stock").body())
        .contains("More went out than came in: <span>kiwi</span>");
  }
}

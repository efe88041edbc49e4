package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScaleWeightTest extends ServedTest {

  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");

  @Test
  void a_weight_fills_the_first_line_that_waits_and_says_which() {
    Visitor clerk = at("counter-1");
    add(clerk, "kiwi"); // by the piece
    add(clerk, "tomato");
    add(clerk, "garlic");
    List<String> lines = lines(clerk);

    HttpResponse<String> first = weigh("counter-1", "{\"weight\": \"0.534\", \"unit\": \"kg\"}");
    HttpResponse<String> second =
        weigh("counter-1", "{\"weight\": 100, \"unit\": \"g\", \"stable\": true}");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(json(first).at("/line").asString()).isEqualTo(lines.get(1));
    assertThat(json(first).at("/name").asString()).isEqualTo("tomato");
    assertThat(json(first).at("/netKilograms").asString()).isEqualTo("0.534");
    assertThat(json(second).at("/line").asString()).isEqualTo(lines.get(2));
    // 0.45 + 2.99 × 0.534 + 7.90 × 0.100
    assertThat(clerk.get("/checkout").body()).contains("data-total>2.84 EUR<");
    assertProblem(
        weigh("counter-1", "{\"weight\": 1, \"unit\": \"kg\"}"),
        409,
        "No line at till 'counter-1' waits for a weight");
  }

  @Test
  void the_same_reading_never_fills_two_lines() {
    Visitor clerk = at("counter-2");
    add(clerk, "tomato");
    add(clerk, "garlic");

    HttpResponse<String> first = weigh("counter-2", "{\"weight\": 1, \"unit\": \"kg\"}", "r-1");
    HttpResponse<String> again = weigh("counter-2", "{\"weight\": 1, \"unit\": \"kg\"}", "r-1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(clerk.get("/checkout").body()).contains("garlic: weigh it");
    HttpResponse<String> next = weigh("counter-2", "{\"weight\": 2, \"unit\": \"kg\"}", "r-2");
    assertThat(json(next).at("/name").asString()).isEqualTo("garlic");
  }

  @Test
  void what_a_person_has_typed_is_never_replaced_and_tare_counts() {
    Visitor clerk = at("counter-3");
    add(clerk, "tomato");
    add(clerk, "garlic");
    List<String> lines = lines(clerk);
    clerk.submit("/checkout", "/checkout/lines/" + lines.get(0), "weight", "0.9");
    clerk.submit("/checkout", "/checkout/lines/" + lines.get(1), "weight", "", "tare", "0.05");

    assertProblem(weigh("counter-3", "{\"weight\": 50, \"unit\": \"g\"}"), 422, "tare 0.050 kg");
    HttpResponse<String> filled = weigh("counter-3", "{\"weight\": 150, \"unit\": \"g\"}");

    assertThat(json(filled).at("/name").asString()).isEqualTo("garlic");
    assertThat(json(filled).at("/netKilograms").asString()).isEqualTo("0.100");
    // 2.99 × 0.9 + 7.90 × 0.1
    assertThat(clerk.get("/checkout").body()).contains("data-total>3.48 EUR<");
  }

  @Test
  void what_no_scale_shows_is_refused() {
    Visitor clerk = at("counter-4");
    add(clerk, "tomato");

    assertProblem(
        weigh("counter-4", "{\"weight\": 1, \"unit\": \"kg\", \"stable\": false}"),
        409,
        "not come to rest at 1 kg");
    assertProblem(weigh("counter-4", "{\"weight\": 0, \"unit\": \"kg\"}"), 422, "weight");
    assertProblem(weigh("counter-4", "{\"weight\": 1000, \"unit\": \"kg\"}"), 422, "999.999");
    assertProblem(weigh("counter-4", "{\"weight\": 0.5, \"unit\": \"g\"}"), 422, "whole number");
    assertProblem(weigh("counter-4", "{\"weight\": 1, \"unit\": \"lb\"}"), 400, "unit");
    assertProblem(weigh("counter-4", "{\"unit\": \"kg\"}"), 400, "weight");
    assertProblem(weigh("counter%204", "{\"weight\": 1, \"unit\": \"kg\"}"), 422, "till");
    assertProblem(weigh("counter-9", "{\"weight\": 1, \"unit\": \"kg\"}"), 409, "counter-9");
    assertThat(clerk.get("/checkout").body()).contains("tomato: weigh it");
  }

  @Test
  void another_till_and_a_till_without_a_name_get_nothing() {
    Visitor one = at("counter-5");
    Visitor other = visitor(Role.CLERK);
    add(other, "tomato");
    other.get("/checkout");

    assertProblem(weigh("counter-5", "{\"weight\": 1, \"unit\": \"kg\"}"), 409, "counter-5");
    add(one, "garlic");
    assertThat(weigh("counter-5", "{\"weight\": 1, \"unit\": \"kg\"}").statusCode()).isEqualTo(200);
    assertThat(other.get("/checkout").body()).contains("tomato: weigh it");
    assertThat(one.submit("/checkout", "/checkout/till", "name", "a b").body())
        .contains("till &#39;a b&#39;: 1 to 32 letters");
    one.submit("/checkout", "/checkout/till", "name", "");
    add(one, "tomato");
    assertProblem(weigh("counter-5", "{\"weight\": 1, \"unit\": \"kg\"}"), 409, "counter-5");
  }

  @Test
  void a_basket_that_has_changed_has_another_state() {
    Visitor clerk = at("counter-6");
    add(clerk, "tomato");
    String before = state(clerk);

    assertThat(state(clerk)).isEqualTo(before);
    weigh("counter-6", "{\"weight\": 1, \"unit\": \"kg\"}");
    assertThat(state(clerk)).isNotEqualTo(before);
  }

  private static String state(Visitor clerk) {
    Matcher state =
        Pattern.compile("data-state=\"([0-9a-f]{16})\"").matcher(clerk.get("/checkout").body());
    assertThat(state.find()).isTrue();
    return state.group(1);
  }

  private Visitor at(String till) {
    Visitor clerk = visitor(Role.CLERK);
    assertThat(clerk.submit("/checkout", "/checkout/till", "name", till).body())
        .contains("This till is " + till);
    return clerk;
  }

  private HttpResponse<String> weigh(String till, String reading, String... key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/v1/baskets/" + till + "/weight"))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(reading));
    if (key.length > 0) {
      request.header("Idempotency-Key", key[0]);
    }
    return send(request);
  }

  private static void add(Visitor clerk, String name) {
    clerk.submit("/checkout", "/checkout/lines", "name", name, "unit", "KG");
  }

  private static List<String> lines(Visitor clerk) {
    return LINE.matcher(clerk.get("/checkout").body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}

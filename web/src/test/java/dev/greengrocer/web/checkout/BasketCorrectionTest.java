package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Decision;
import dev.greengrocer.Reason;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.prediction.Source;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.BasketLine;
import dev.greengrocer.ledger.sale.Baskets;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BasketCorrectionTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog predictions;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Baskets baskets;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PriceList prices;

  @Test
  void a_correction_by_any_door_renames_and_prices_the_line_that_came_from_the_answer() {
    Visitor clerk = visitor(Role.REVIEWER);
    String id = logged("tomato");
    String other = logged("tomato");
    put(clerk, id, "tomato");
    put(clerk, other, "tomato");
    BasketLine line = line(id);
    baskets.change(baskets.linesOf(id).get(0).basket(), line.named("tomato", Unit.KG, 299L));

    postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"apple\"}");
    assertSells(id, "apple");
    clerk.submit("/history/" + id, "/history/" + id + "/feedback", "label", "lemon");
    assertSells(id, "lemon");
    postJson("/api/v1/review/" + id, "{\"decision\": \"label\", \"label\": \"banana\"}");
    assertSells(id, "banana");
    postJson("/api/v1/review/undo", "");
    assertSells(id, "lemon");
    clerk.submit("/history/" + id, "/history/" + id + "/feedback", "notInList", "true");

    assertThat(line(id).name()).as("the clerk has to say what it is").isNull();
    assertThat(line(id).amount()).isNull();
    assertThat(clerk.get("/checkout").body()).contains("choose what it is");
    assertThat(line(other).name()).as("another photo's line").isEqualTo("tomato");
  }

  @Test
  void a_corrected_line_says_what_it_was_until_a_person_sees_to_it() {
    Visitor clerk = visitor(Role.REVIEWER);
    String id = logged("tomato");
    put(clerk, id, "tomato");
    assertThat(clerk.get("/checkout").body()).doesNotContain("Corrected from");

    feedback(id, "apple");
    assertThat(clerk.get("/checkout").body()).contains("Corrected from tomato");
    feedback(id, "apple"); // said again: nothing changes
    assertThat(line(id).correctedFrom()).isEqualTo("tomato");
    String path = "/checkout/lines/" + line(id).id();
    clerk.submit("/checkout", path, "weight", "0.500", "tare", "", "price", "", "was", "");
    assertThat(clerk.get("/checkout").body()).doesNotContain("Corrected from");

    feedback(id, "lemon"); // weighed before, and its price is another once more
    assertThat(clerk.get("/checkout").body()).contains("Corrected from apple");
    clerk.submit("/checkout", path + "/name", "name", "banana");
    assertThat(line(id).correctedFrom()).isNull();

    clerk.submit("/history/" + id, "/history/" + id + "/feedback", "notInList", "true");
    assertThat(clerk.get("/checkout").body()).contains("Corrected from banana");
    feedback(id, "banana");
    assertThat(line(id).correctedFrom()).as("corrected back").isNull();
  }

  private void feedback(String id, String label) {
    postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"%s\"}".formatted(label));
  }

  @Test
  void a_line_that_waited_for_a_choice_gets_the_name_and_back_again_with_an_undo() {
    Visitor clerk = visitor(Role.REVIEWER);
    String id = logged("lemon", "orange");
    put(clerk, id, null);
    assertThat(line(id).name()).isNull();

    postJson("/api/v1/review/" + id, "{\"decision\": \"label\", \"label\": \"orange\"}");
    assertThat(line(id).name()).isEqualTo("orange");
    postJson("/api/v1/review/undo", "");
    assertThat(line(id).name()).isNull();
  }

  @Test
  void what_the_cashier_named_since_outlives_an_undo_and_unusable_changes_nothing() {
    Visitor clerk = visitor(Role.REVIEWER);
    String id = logged("tomato");
    put(clerk, id, "tomato");
    postJson("/api/v1/review/" + id, "{\"decision\": \"label\", \"label\": \"apple\"}");
    clerk.submit("/checkout", "/checkout/lines/" + line(id).id() + "/name", "name", "banana");

    postJson("/api/v1/review/undo", "");
    postJson("/api/v1/review/" + id, "{\"decision\": \"unusable\"}");

    assertThat(line(id).name()).isEqualTo("banana");
  }

  @Test
  void what_has_been_corrected_before_goes_in_under_its_right_name() {
    Visitor clerk = visitor(Role.CLERK);
    String id = logged("tomato");
    postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"apple\"}");

    put(clerk, id, null);

    assertSells(id, "apple");
  }

  @Test
  void the_card_takes_its_line_out_again_and_no_other() {
    Visitor clerk = visitor(Role.CLERK);
    String id = logged("tomato");
    String other = logged("tomato");
    put(clerk, id, "tomato");
    put(clerk, other, "tomato");

    String left =
        clerk
            .sendJson(
                "/checkout", "/checkout/basket/remove", "{\"predictionId\": \"%s\"}".formatted(id))
            .body();

    assertThat(left).isEqualTo("{\"count\":1}");
    assertThat(baskets.linesOf(id)).isEmpty();
    assertThat(baskets.linesOf(other)).hasSize(1);
  }

  @Test
  void a_sale_is_not_altered() {
    String id = logged("tomato");
    String sale =
        json(postJson(
                "/api/v1/sales",
                ("{\"lines\": [{\"name\": \"tomato\", \"kilograms\": 0.5, \"predictionId\":"
                        + " \"%s\"}]}")
                    .formatted(id)))
            .at("/id")
            .asString();
    String before = get("/api/v1/sales/" + sale).body();

    postJson("/api/v1/predictions/" + id + "/feedback", "{\"label\": \"apple\"}");

    assertThat(get("/api/v1/sales/" + sale).body()).isEqualTo(before);
  }

  private void assertSells(String id, String name) {
    Price price = prices.find(name, prices.today()).orElseThrow();
    assertThat(line(id).name()).isEqualTo(name);
    assertThat(line(id).amount()).isEqualTo(price.amount());
    assertThat(line(id).unit()).isEqualTo(price.unit());
  }

  private BasketLine line(String id) {
    return baskets.linesOf(id).get(0).line();
  }

  private static void put(Visitor clerk, String id, @Nullable String label) {
    assertThat(
            clerk
                .sendJson(
                    "/checkout",
                    "/checkout/basket",
                    label == null
                        ? "{\"predictionId\": \"%s\"}".formatted(id)
                        : "{\"predictionId\": \"%s\", \"label\": \"%s\"}".formatted(id, label))
                .statusCode())
        .isEqualTo(200);
  }

  private String logged(String... labels) {
    List<ClassScore> scores =
        Arrays.stream(labels).map(label -> new ClassScore(label, 0.9 / labels.length)).toList();
    String id = Ids.next();
    predictions.append(
        new LoggedPrediction(
            id,
            Instant.now(),
            new LoggedPrediction.Origin("request", Source.API, null, null),
            null,
            new LoggedPrediction.Outcome(
                labels.length == 1 ? Decision.ACCEPT : Decision.SHORTLIST,
                labels.length == 1 ? Reason.CONFIDENT : Reason.CLOSE_CALL,
                scores,
                scores),
            new LoggedPrediction.Model("model", "0".repeat(64)),
            new LoggedPrediction.Timings(0, 0, 0, 0),
            null));
    return id;
  }
}

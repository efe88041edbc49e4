package dev.greengrocer.web.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.figures.StockFlow;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(
    properties = {"greengrocer.tax.rate=7", "spring.application.name=stock"}) // a server of its own
class StockTest extends ServedTest {

  private static final String STOCK = "/api/v1/stock";
  private static final String DELIVERIES = "/api/v1/deliveries";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @Test
  void goods_come_in_are_sold_given_back_wasted_and_counted() {
    JsonNode delivery =
        json(
            deliver(
                """
                {"supplier": " Miller ", "document": "2026-117", "crates": [
                  {"name": "medlar", "kilograms": "6.000", "lot": "L 7", "cost": "8.40"},
                  {"name": "medlar", "kilograms": 4}]}
                """));

    assertThat(delivery.at("/supplier").asString()).isEqualTo("Miller");
    assertThat(delivery.at("/crates/0/lot").asString()).isEqualTo("L 7");
    assertThat(delivery.at("/crates/0/cost").asString()).isEqualTo("8.40");
    assertThat(delivery.at("/crates/1").has("cost")).isFalse();
    assertThat(delivery.at("/cost").asString()).isEqualTo("8.40");
    assertThat(onHand("medlar")).isEqualTo("10.000");

    String sale =
        sell(
            "{\"name\": \"medlar\", \"kilograms\": \"1.500\", \"tareKilograms\": \"0.250\","
                + " \"price\": 2}");
    assertThat(onHand("medlar")).isEqualTo("8.750");
    String voided = sell("{\"name\": \"medlar\", \"kilograms\": \"3\", \"price\": 2}");
    assertThat(onHand("medlar")).isEqualTo("5.750");
    postJson("/api/v1/sales/" + voided + "/void", "{\"reason\": \"changed their mind\"}");
    assertThat(onHand("medlar")).isEqualTo("8.750");
    postJson(
        "/api/v1/sales/" + sale + "/returns",
        "{\"lines\": [{\"line\": 1, \"kilograms\": \"0.250\"}], \"reason\": \"too many\"}");
    assertThat(onHand("medlar")).isEqualTo("9.000");

    JsonNode waste =
        json(waste("{\"name\": \"Medlar\", \"kilograms\": \"0.5\", \"reason\": \"mouldy\"}"));
    assertThat(waste.at("/items/0/kilograms").asString()).isEqualTo("-0.500");
    JsonNode count =
        json(
            count(
                "{\"lines\": [{\"name\": \"medlar\", \"kilograms\": \"8.2\", \"reason\":"
                    + " \"dried\"}]}"));
    assertThat(count.at("/items/0/countedKilograms").asString()).isEqualTo("8.200");
    assertThat(count.at("/items/0/kilograms").asString()).isEqualTo("-0.300");
    assertThat(onHand("medlar")).isEqualTo("8.200");

    JsonNode all = json(get(STOCK + "/movements?name=medlar"));
    assertThat(kinds(all))
        .containsExactly(
            "count", "waste", "return", "void", "sale", "sale", "delivery", "delivery");
    assertThat(all.at("/items/2/booking").asString()).isNotEqualTo(sale);
    assertThat(all.at("/items/5/booking").asString()).isEqualTo(sale);
    assertThat(kinds(json(get(STOCK + "/movements?name=medlar&kind=waste"))))
        .containsExactly("waste");
    assertThat(get(STOCK + "/movements/export?name=medlar").body())
        .contains(",count,medlar,kg,-0.300,8.200,dried,")
        .contains(",delivery,medlar,kg,6.000,,,L 7,8.40,EUR,");
    assertThat(get(STOCK + "/export").body()).contains("medlar,kg,8.200,,,,false,false");
    assertThat(get(DELIVERIES + "/export").body()).contains(",Miller,2026-117,");
    assertThat(get("/api/v1/audit?kind=stock").body())
        .contains(
            "Miller: medlar 6.000 kg, medlar 4.000 kg; 8.40 EUR", "8.200 kg (dried)", "mouldy");
    assertThat(faults()).isEmpty();
  }

  @Test
  void what_is_refused_names_nothing() {
    assertProblem(
        send(HttpRequest.newBuilder(uri(STOCK + "/thresholds/SORREL?unit=kg")).DELETE()),
        404,
        "no threshold");
    assertProblem(
        count(
            """
            {"lines": [{"name": "SORREL", "kilograms": 1}, {"name": "SORREL", "kilograms": 2}]}
            """),
        422,
        "counted twice");

    deliver("{\"crates\": [{\"name\": \"Sorrel\", \"kilograms\": 5}]}");

    assertThat(onHand("Sorrel")).isEqualTo("5.000");
  }

  @Test
  void a_sale_may_go_below_zero_and_a_kind_that_is_only_sold_is_in_no_list() {
    sell("{\"name\": \"sloe\", \"pieces\": 7, \"price\": 1}");
    assertThat(item("sloe", "piece").isMissingNode()).isTrue();

    deliver("{\"crates\": [{\"name\": \"sloe\", \"pieces\": 5}]}");

    assertThat(item("sloe", "piece").at("/pieces").asLong()).isEqualTo(-2);
    assertThat(item("sloe", "piece").at("/belowZero").asBoolean()).isTrue();
    assertThat(item("sloe", "kg").isMissingNode()).isTrue();
    JsonNode count = json(count("{\"lines\": [{\"name\": \"sloe\", \"pieces\": 0}]}"));
    assertThat(count.at("/items/0/pieces").asLong()).isEqualTo(2);
    assertThat(item("sloe", "piece").at("/pieces").asLong()).isZero();
    assertThat(faults()).isEmpty();
  }

  @Test
  void what_is_written_otherwise_is_the_same_kind() {
    deliver("{\"crates\": [{\"name\": \"Tomatoes\", \"kilograms\": 3}]}");
    deliver("{\"crates\": [{\"name\": \"Wild Garlic\", \"kilograms\": 1}]}");
    deliver("{\"crates\": [{\"name\": \"wild garlic\", \"kilograms\": 2}]}");

    assertThat(item("tomato", "kg").isMissingNode()).isFalse();
    assertThat(item("Wild Garlic", "kg").at("/kilograms").asString()).isEqualTo("3.000");
    assertThat(kinds(json(get(STOCK + "/movements?name=WILD%20garlic")))).hasSize(2);
  }

  @Test
  void a_delivery_is_voided_once_and_its_crates_are_taken_out_again() {
    JsonNode delivery =
        json(
            deliver(
                "{\"crates\": [{\"name\": \"loquat\", \"kilograms\": 90, \"cost\": 12}, {\"name\":"
                    + " \"loquat\", \"kilograms\": 1}]}"));
    String place = DELIVERIES + "/" + delivery.at("/number").asLong();

    JsonNode voided = json(postJson(place + "/void", "{\"reason\": \"9 kg, not 90\"}"));

    assertThat(voided.at("/voided/reason").asString()).isEqualTo("9 kg, not 90");
    assertThat(voided.at("/crates").size()).isEqualTo(2);
    assertThat(onHand("loquat")).isEqualTo("0.000");
    assertProblem(postJson(place + "/void", "{\"reason\": \"again\"}"), 409, "voided before");
    assertProblem(get(DELIVERIES + "/999999"), 404, "no delivery 999999");
    assertThat(get(DELIVERIES + "/export").body()).contains(",\"9 kg, not 90\",1,loquat,");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_crate_that_cannot_be_read_is_told_of_with_its_delivery() {
    JsonNode delivery =
        json(
            deliver(
                """
                {"crates": [{"name": "yuzu", "kilograms": 2, "cost": 8},
                            {"name": "yuzu", "kilograms": 3, "cost": 9}]}
                """));
    String bad = delivery.at("/crates/1/id").asString();
    String place = DELIVERIES + "/" + delivery.at("/number").asLong();
    unlocked("UPDATE stock_movements SET unit = 'sack' WHERE id = '%s'".formatted(bad));

    JsonNode read = json(get(place));

    assertThat(read.at("/crates").size()).isEqualTo(1);
    assertThat(read.at("/cost").asString()).isEqualTo("8.00");
    assertThat(read.at("/unreadable/0/id").asString()).isEqualTo(bad);
    assertThat(read.at("/unreadable/0/fault").asString()).contains("unit 'sack'");
    assertThat(json(get(DELIVERIES + "?limit=1")).at("/items/0/unreadable/0/id").asString())
        .isEqualTo(bad);
    assertThat(get(DELIVERIES + "/export").body().lines())
        .anyMatch(
            line ->
                line.matches(
                    delivery.at("/number") + "," + delivery.at("/id").asString() + ",{10,}"));
    assertThat(visitor(Role.ADMINISTRATOR).get(place.replace("/api/v1", "")).body())
        .contains("A crate cannot be read", bad);
    unlocked("UPDATE stock_movements SET unit = 'kg' WHERE id = '%s'".formatted(bad));
    assertThat(faults()).isEmpty();
  }

  @Test
  void an_answer_is_named_by_its_id_or_not_at_all() {
    String crate =
        "{\"crates\": [{\"name\": \"yuzu\", \"kilograms\": 2, \"predictionId\": \"%s\"}]}";
    for (String id : List.of("short", "\n".repeat(36).replace("\n", "\\t"), "é".repeat(36))) {
      assertProblem(deliver(crate.formatted(id)), 422, "the id of an answer");
    }
  }

  @Test
  void numbers_of_deliveries_have_no_gaps_also_when_some_are_refused() {
    long first =
        json(deliver("{\"crates\": [{\"name\": \"quince\", \"kilograms\": 1}]}"))
            .at("/number")
            .asLong();
    assertProblem(
        deliver(
            "{\"crates\": [{\"name\": \"quince\", \"kilograms\": 1}, {\"name\": \"a/b\","
                + " \"kilograms\": 1}]}"),
        422,
        "crate 2: name 'a/b'");

    JsonNode next = json(deliver("{\"crates\": [{\"name\": \"quince\", \"kilograms\": 1}]}"));

    assertThat(next.at("/number").asLong()).isEqualTo(first + 1);
    assertThat(json(get(DELIVERIES + "?limit=2")).at("/items/1/number").asLong()).isEqualTo(first);
    assertThat(faults()).isEmpty();
  }

  @Test
  void asking_twice_books_once() {
    String key = UUID.randomUUID().toString();
    for (String[] one :
        new String[][] {
          {
            DELIVERIES,
            "{\"crates\": [{\"name\": \"durian\", \"kilograms\": 2}]}",
            "{\"crates\": [{\"kilograms\": 2.0, \"name\": \"durian\"}]}",
            "{\"crates\": [{\"name\": \"durian\", \"kilograms\": 3}]}"
          },
          {
            STOCK + "/waste",
            "{\"name\": \"durian\", \"kilograms\": 1, \"reason\": \"smell\"}",
            "{\"name\": \"durian\", \"reason\": \"smell\", \"kilograms\": \"1.0\"}",
            "{\"name\": \"durian\", \"kilograms\": 1, \"reason\": \"other\"}"
          },
          {
            STOCK + "/counts",
            "{\"lines\": [{\"name\": \"durian\", \"kilograms\": 5}]}",
            "{\"lines\": [{\"name\": \"durian\", \"kilograms\": \"5,0\"}]}",
            "{\"lines\": [{\"name\": \"durian\", \"kilograms\": 6}]}"
          }
        }) {
      HttpResponse<String> first = keyed(one[0], one[1], key);
      HttpResponse<String> again = keyed(one[0], one[2], key);

      assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
      assertThat(first.headers().firstValue("Idempotency-Replayed")).contains("false");
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      assertProblem(keyed(one[0], one[3], key), 422, "take a new one");
    }
    assertThat(onHand("durian")).isEqualTo("5.000");
    assertThat(kinds(json(get(STOCK + "/movements?name=durian"))))
        .containsExactly("count", "waste", "delivery");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_count_sees_every_sale_before_it_and_none_after() throws Exception {
    deliver("{\"crates\": [{\"name\": \"sapote\", \"pieces\": 100}]}");
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        boolean counts = i % 4 == 3;
        all.add(
            threads.submit(
                () ->
                    counts
                        ? count("{\"lines\": [{\"name\": \"sapote\", \"pieces\": 50}]}")
                        : postJson(
                            "/api/v1/sales",
                            "{\"lines\": [{\"name\": \"sapote\", \"pieces\": 2, \"price\": 1}]}")));
      }
      for (Future<?> one : all) {
        assertThat(((HttpResponse<?>) one.get()).statusCode()).isEqualTo(201);
      }
    } finally {
      threads.shutdownNow();
    }

    long there = 0;
    List<JsonNode> movements = new ArrayList<>();
    json(get(STOCK + "/movements?name=sapote")).at("/items").forEach(movements::add);
    for (int i = movements.size() - 1; i >= 0; i--) {
      there += movements.get(i).at("/pieces").asLong();
      if (movements.get(i).at("/kind").asString().equals("count")) {
        assertThat(there).isEqualTo(50);
      }
    }
    assertThat(item("sapote", "piece").at("/pieces").asLong()).isEqualTo(there);
    assertThat(faults()).isEmpty();
  }

  @Test
  void days_of_cover_follow_what_was_sold_and_the_threshold_says_what_to_order() {
    deliver("{\"crates\": [{\"name\": \"salak\", \"kilograms\": 40}]}");
    sell("{\"name\": \"salak\", \"kilograms\": 12, \"price\": 2}");
    assertThat(item("salak", "kg").has("daysOfCover")).isFalse(); // only today, which is not over
    move("salak", 6);

    // 12 kg in 6 days are 2 kg a day; 28 kg last 14 days.
    assertThat(item("salak", "kg").at("/soldPerDay").asString()).isEqualTo("2.000");
    assertThat(item("salak", "kg").at("/daysOfCover").asString()).isEqualTo("14.0");
    move("salak", 30);
    assertThat(item("salak", "kg").at("/soldPerDay").asString()).isEqualTo("0.000");
    assertThat(item("salak", "kg").has("daysOfCover")).isFalse();

    assertThat(putJson(STOCK + "/thresholds/salak", "{\"kilograms\": \"28.001\"}").statusCode())
        .isEqualTo(204);
    assertThat(item("salak", "kg").at("/belowThreshold").asBoolean()).isTrue();
    putJson(STOCK + "/thresholds/Salak", "{\"kilograms\": 28}");
    assertThat(item("salak", "kg").at("/belowThreshold").asBoolean()).isFalse();
    assertThat(delete(STOCK + "/thresholds/salak?unit=kg").statusCode()).isEqualTo(204);
    assertProblem(delete(STOCK + "/thresholds/salak?unit=kg"), 404, "no threshold");
    assertThat(get("/api/v1/audit?kind=stock&subject=salak").body())
        .contains("28.001 kg", "threshold removed");
    putJson(STOCK + "/thresholds/never%20seen", "{\"pieces\": 10}");
    assertThat(item("never seen", "piece").at("/belowThreshold").asBoolean()).isTrue();
  }

  @Test
  void days_of_cover_begin_with_the_unit_in_which_it_is_sold_now() {
    deliver("{\"crates\": [{\"name\": \"feijoa\", \"kilograms\": 1}]}");
    move("feijoa", 10);
    deliver("{\"crates\": [{\"name\": \"feijoa\", \"pieces\": 18}]}");
    sell("{\"name\": \"feijoa\", \"pieces\": 6, \"price\": 1}");
    unlocked(
        "UPDATE stock_movements SET moved_on = '%s' WHERE name = 'feijoa' AND unit = 'piece'"
            .formatted(LocalDate.now(java.time.ZoneId.systemDefault()).minusDays(2)));

    // 6 pieces in 2 days are 3 a day; 12 last 4 days.
    assertThat(item("feijoa", "piece").at("/soldPerDay").asString()).isEqualTo("3.0");
    assertThat(item("feijoa", "piece").at("/daysOfCover").asString()).isEqualTo("4.0");
  }

  @Test
  void margin_is_revenue_less_what_the_goods_had_cost_and_shrinkage_what_was_lost_of_them() {
    String crate = "{\"name\": \"jujube\", \"kilograms\": 10, \"cost\": 12}";
    deliver("{\"crates\": [%s, %s, %s]}".formatted(crate, crate, crate));
    JsonNode wrong =
        json(deliver("{\"crates\": [{\"name\": \"jujube\", \"kilograms\": 1, \"cost\": 500}]}"));
    postJson(DELIVERIES + "/" + wrong.at("/number").asLong() + "/void", "{\"reason\": \"5.00\"}");
    deliver("{\"crates\": [{\"name\": \"tamarillo\", \"kilograms\": 10}]}");
    sell("{\"name\": \"jujube\", \"kilograms\": \"5.35\", \"price\": 2}"); // 10.70, of which tax
    // 0.70
    sell("{\"name\": \"tamarillo\", \"kilograms\": 1, \"price\": 2}");
    waste("{\"name\": \"jujube\", \"kilograms\": \"0.5\", \"reason\": \"rotten\"}");
    count("{\"lines\": [{\"name\": \"jujube\", \"kilograms\": 24}]}"); // 24.15 should be there

    JsonNode figures = json(get("/api/v1/dashboard/stock"));
    JsonNode jujube = kind(figures, "jujube");
    assertThat(jujube.at("/delivered").asString()).isEqualTo("30.000");
    assertThat(jujube.at("/sold").asString()).isEqualTo("5.350");
    assertThat(jujube.at("/revenue").asString()).isEqualTo("10.00");
    // 36.00 / 30 kg × 5.35 kg
    assertThat(jujube.at("/costOfSold").asString()).isEqualTo("6.42");
    assertThat(jujube.at("/margin").asString()).isEqualTo("3.58");
    assertThat(jujube.at("/marginPercent").asString()).isEqualTo("35.8");
    assertThat(jujube.at("/wasted").asString()).isEqualTo("0.500");
    assertThat(jujube.at("/missing").asString()).isEqualTo("0.150");
    // 1.20 × 0.65, and 0.65 of 6.00
    assertThat(jujube.at("/costOfLost").asString()).isEqualTo("0.78");
    assertThat(jujube.at("/shrinkagePercent").asString()).isEqualTo("10.8");
    JsonNode unknown = kind(figures, "tamarillo");
    assertThat(unknown.at("/revenue").asString()).isEqualTo("1.87");
    assertThat(unknown.has("margin")).isFalse();
    assertThat(figures.at("/unknown").asLong()).isPositive();
    assertThat(get("/api/v1/dashboard/stock/export").body())
        .contains("jujube,kg,30.000,5.350,0.500,0.150,10.8,10.00,6.42,3.58,35.8,0.78,EUR");
    assertThat(get("/dashboard").body()).contains("Margin and shrinkage", "3.58 EUR (35.8 %)");
    assertThat(get("/dashboard/stock/export.csv?days=1").body()).contains("jujube,kg,30.000");
    assertProblem(
        get("/api/v1/dashboard/stock?from=2026-02-01&to=2026-01-01"), 422, "not before it");
  }

  @Test
  void the_first_count_of_a_kind_opens_its_stock_and_is_neither_missing_nor_shrinkage() {
    sell("{\"name\": \"pomelo\", \"kilograms\": 1, \"price\": 2}"); // before it is kept
    count("{\"lines\": [{\"name\": \"pomelo\", \"kilograms\": 12}]}"); // 13 more than -1
    deliver("{\"crates\": [{\"name\": \"pomelo\", \"kilograms\": 10, \"cost\": 20}]}");
    assertThat(kind(json(get("/api/v1/dashboard/stock")), "pomelo").at("/missing").asString())
        .isEqualTo("0.000");

    count("{\"lines\": [{\"name\": \"pomelo\", \"kilograms\": 21}]}"); // of 22

    JsonNode pomelo = kind(json(get("/api/v1/dashboard/stock")), "pomelo");
    assertThat(pomelo.at("/missing").asString()).isEqualTo("1.000");
    assertThat(pomelo.at("/costOfLost").asString()).isEqualTo("2.00");
    assertThat(pomelo.at("/shrinkagePercent").asString()).isEqualTo("50.0");
    assertThat(get("/api/v1/dashboard/stock/export").body())
        .contains("pomelo,kg,10.000,1.000,0.000,1.000,50.0,");
    assertThat(
            database
                .sql("SELECT count_difference, opened FROM stock_by_day WHERE name = 'pomelo'")
                .query((row, number) -> row.getLong(1) + " " + row.getLong(2))
                .list())
        .containsExactly("-1000 13000");
  }

  @Test
  void what_counts_found_more_than_was_sold_is_said_in_place_of_a_percentage() {
    StockFlow.Totals found = new StockFlow.Totals(500, 300, -400, 0);
    assertThat(found.shrinkagePercent()).isNull();
    assertThat(found.foundMoreThanSold()).isTrue();
    assertThat(new StockFlow.Totals(500, 300, -200, 0).foundMoreThanSold()).isFalse();
    assertThat(new StockFlow.Totals(0, 0, 0, 0).foundMoreThanSold()).isFalse();
  }

  private static JsonNode kind(JsonNode figures, String name) {
    for (JsonNode kind : figures.at("/items")) {
      if (kind.at("/name").asString().equals(name)) {
        return kind;
      }
    }
    return figures.at("/missing");
  }

  @Test
  void what_makes_no_sense_is_refused_and_nothing_is_booked() {
    assertProblem(deliver("{\"crates\": []}"), 422, "1 to 200 crates");
    assertProblem(deliver("{\"crates\": [null]}"), 400, "crates[0]: null");
    assertProblem(deliver("{\"crates\": [{\"name\": \"ugli\"}]}"), 400, "kilograms");
    assertProblem(
        deliver("{\"crates\": [{\"name\": \"ugli\", \"kilograms\": 0}]}"), 422, "from 0.001");
    assertProblem(
        deliver("{\"crates\": [{\"name\": \"ugli\", \"kilograms\": 1000}]}"), 422, "999.999");
    assertProblem(
        deliver("{\"crates\": [{\"name\": \"ugli\", \"pieces\": 1, \"cost\": \"1.234\"}]}"),
        422,
        "cost '1.234': at most 2 decimals");
    assertProblem(
        deliver(
            "{\"crates\": [{\"name\": \"ugli\", \"pieces\": 1, \"lot\": \""
                + "x".repeat(51)
                + "\"}]}"),
        422,
        "crate 1: lot: must be 1 to 50");
    assertProblem(
        deliver("{\"crates\": [{\"name\": \"ugli\", \"pieces\": 1, \"predictionId\": \"x\"}]}"),
        422,
        "predictionId 'x'");
    assertProblem(
        deliver("{\"supplier\": \"a\\nb\", \"crates\": [{\"name\": \"ugli\", \"pieces\": 1}]}"),
        422,
        "supplier: must be");
    assertProblem(waste("{\"name\": \"ugli\", \"pieces\": 1}"), 400, "reason");
    assertProblem(
        waste("{\"name\": \"ugli\", \"pieces\": 1, \"reason\": \"  \"}"), 422, "reason: must be");
    assertProblem(
        count(
            "{\"lines\": [{\"name\": \"ugli\", \"pieces\": 1}, {\"name\": \"UGLI\", \"pieces\":"
                + " 2}]}"),
        422,
        "counted twice");
    assertProblem(
        count("{\"lines\": [{\"name\": \"ugli\", \"kilograms\": 100000}]}"), 422, "99999.999 kg");
    assertProblem(putJson(STOCK + "/thresholds/ugli", "{\"kilograms\": 0}"), 422, "threshold");
    assertProblem(get(STOCK + "/movements?kind=lost"), 400, "kind 'lost'");

    assertThat(json(get(STOCK + "/movements?name=ugli")).at("/items").size()).isZero();
    assertThat(faults()).isEmpty();
  }

  @Test
  void clerks_book_and_administrators_set_thresholds() {
    String clerk = "Bearer " + key(Role.CLERK);
    HttpRequest.Builder waste =
        HttpRequest.newBuilder(uri(STOCK + "/waste"))
            .header("Content-Type", "application/json")
            .header("Authorization", clerk)
            .POST(
                BodyPublishers.ofString(
                    "{\"name\": \"rambutan\", \"pieces\": 1, \"reason\": \"fell\"}"));
    HttpRequest.Builder threshold =
        HttpRequest.newBuilder(uri(STOCK + "/thresholds/rambutan"))
            .header("Content-Type", "application/json")
            .header("Authorization", clerk)
            .PUT(BodyPublishers.ofString("{\"pieces\": 1}"));

    assertThat(send(waste).statusCode()).isEqualTo(201);
    assertThat(send(threshold).statusCode()).isEqualTo(403);
  }

  @Test
  void no_row_is_changed_or_removed_and_the_check_tells_what_does_not_fit() {
    deliver("{\"crates\": [{\"name\": \"pomelo\", \"pieces\": 9}]}");
    sell("{\"name\": \"pomelo\", \"pieces\": 1, \"price\": 1}");
    for (String change :
        List.of(
            "UPDATE stock_movements SET amount = 1",
            "DELETE FROM stock_movements",
            "UPDATE deliveries SET supplier = 'x'",
            "DELETE FROM deliveries",
            insert("sale", 5, "NULL"),
            insert("waste", -5, "NULL"),
            insert("delivery", 0, "NULL"),
            insert("gift", 5, "NULL"),
            insert("sale", -5, "3"),
            insert("count", -5, "NULL"))) {
      assertThatThrownBy(() -> database.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("CHECK");
    }

    database.sql(insert("sale", -5, "NULL")).update();
    database.sql("UPDATE stock_levels SET amount = amount + 3 WHERE name = 'pomelo'").update();

    assertThat(faults())
        .anyMatch(fault -> fault.contains("its sale or delivery is not in the books"))
        .anyMatch(
            fault ->
                fault.equals(
                    "stock of pomelo by the piece: what is there is not the sum of its movements"));
    // Set right for the tests that come after: the level, and the movement that is never removed.
    database.sql("UPDATE stock_levels SET amount = amount - 3 WHERE name = 'pomelo'").update();
    unlocked("DELETE FROM stock_movements WHERE booking_id = 'nowhere'");
    database.sql("DELETE FROM stock_levels WHERE name = 'medlar pip'").update();
    assertThat(faults()).isEmpty();
  }

  private static String insert(String kind, int amount, String counted) {
    return """
    INSERT INTO stock_movements
      (id, booking_id, position, kind, at, moved_on, actor, name, unit, amount, counted)
    VALUES ('%s', 'nowhere', 1, '%s', 1, '2026-11-01', 'test', 'medlar pip', 'piece', %d, %s)
    """
        .formatted(UUID.randomUUID(), kind, amount, counted);
  }

  /** Moves what happened to a kind into the past, which only a test may do. */
  private void move(String name, int days) {
    unlocked(
        "UPDATE stock_movements SET moved_on = '%s' WHERE name = '%s'"
            .formatted(LocalDate.now(java.time.ZoneId.systemDefault()).minusDays(days), name));
  }

  private void unlocked(String change) {
    boolean postgres = directoryIsPostgres();
    String trigger = change.startsWith("UPDATE") ? "update" : "delete";
    String name = "stock_movements_stay_" + trigger;
    if (postgres) {
      database.sql("ALTER TABLE stock_movements DISABLE TRIGGER " + name).update();
      database.sql(change).update();
      database.sql("ALTER TABLE stock_movements ENABLE TRIGGER " + name).update();
      return;
    }
    String sql =
        database
            .sql("SELECT sql FROM sqlite_master WHERE name = :name")
            .param("name", name)
            .query(String.class)
            .single();
    database.sql("DROP TRIGGER " + name).update();
    database.sql(change).update();
    database.sql(sql).update();
  }

  private boolean directoryIsPostgres() {
    return getClass() != StockTest.class;
  }

  private HttpResponse<String> deliver(String body) {
    return postJson(DELIVERIES, body);
  }

  private HttpResponse<String> waste(String body) {
    return postJson(STOCK + "/waste", body);
  }

  private HttpResponse<String> count(String body) {
    return postJson(STOCK + "/counts", body);
  }

  private HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  private HttpResponse<String> keyed(String path, String body, String key) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private String sell(String line) {
    HttpResponse<String> sale = postJson("/api/v1/sales", "{\"lines\": [" + line + "]}");
    assertThat(sale.statusCode()).as(sale.body()).isEqualTo(201);
    return json(sale).at("/id").asString();
  }

  private String onHand(String name) {
    return item(name, "kg").at("/kilograms").asString();
  }

  private JsonNode item(String name, String unit) {
    JsonNode stock = json(get(STOCK));
    for (JsonNode item : stock.at("/items")) {
      if (item.at("/name").asString().equals(name) && item.at("/unit").asString().equals(unit)) {
        return item;
      }
    }
    return stock.at("/missing");
  }

  private static List<String> kinds(JsonNode movements) {
    List<String> kinds = new ArrayList<>();
    movements.at("/items").forEach(item -> kinds.add(item.at("/kind").asString()));
    return kinds;
  }

  private List<String> faults() {
    return new LedgerCheck(
            database,
            new PhotoFolder(directory.photos()),
            !directoryIsPostgres(),
            accounts -> List.of())
        .faults();
  }
}

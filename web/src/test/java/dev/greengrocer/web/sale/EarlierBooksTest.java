package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.EarlierBooks;
import dev.greengrocer.web.RenamedBundle;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.apikey.ApiKeys;
import dev.greengrocer.web.caller.Role;
import dev.greengrocer.web.model.ActiveModel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/** A server that starts on a database which the first version has filled. */
@ContextConfiguration(initializers = EarlierBooks.class)
@DirtiesContext // other models run
class EarlierBooksTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PriceList prices;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ApiKeys keys;

  @Test
  void one_thing_has_one_price_and_one_row_in_every_figure() {
    assertThat(price("kiwi")).isEqualTo("0.65"); // the one that was set last for that day
    assertThat(price("onion")).isEqualTo("2.50");
    assertThat(price("Is\u0131rgan")).isEqualTo("9.50");
    assertThat(soldAs("kiwi")).isEqualTo("7"); // 3 pieces on receipt 1, 4 on receipt 2
    assertThat(soldNames()).contains("Is\u0131rgan").hasSize(3);

    Locale before = Locale.getDefault();
    try {
      for (String language : List.of("tr", "az", "lt", "en")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        for (String written : List.of("KIWI", "k\u0131w\u0131", "K\u0130W\u0130", "Kiwi")) {
          assertThat(prices.canonical(written)).as(language + " " + written).isEqualTo("kiwi");
        }
        for (String written : List.of("ISIRGAN", "isirgan", "\u0130s\u0131rgan")) {
          assertThat(prices.canonical(written)).as(language).isEqualTo("Is\u0131rgan");
        }
      }
    } finally {
      Locale.setDefault(before);
    }
    // The receipt says what it said.
    assertThat(get("/api/v1/sales/019a0000-0000-7000-8000-000000000018").body())
        .contains("K\u0130W\u0130", "K\u0131w\u0131");
  }

  @Test
  void another_model_brings_its_own_names_together_and_parts_them_where_they_are_two()
      throws IOException {
    assertThat(price("eggplant")).isEqualTo("3.00"); // until now that of aubergine
    List<String> labels = models.current().labels().names();
    shelve(
        "other-names",
        labels.stream().map(name -> name.equals("eggplant") ? "aubergine" : name).toList());
    shelve("fewer-names", labels.stream().map(n -> n.equals("kiwi") ? "x-kiwi" : n).toList());
    String sold = sell("eggplant", "e-1").body();
    assertThat(sold).contains("\"eggplant\"");

    models.swap(Actor.SERVER, "other-names");
    // 'aubergine' is a label now, and no longer another way of writing 'eggplant'.
    set("aubergine", "4.00");
    assertThat(price("aubergine")).isEqualTo("4.00");
    assertThat(price("kiwi")).isEqualTo("0.65");

    models.swap(Actor.SERVER, "fewer-names");
    assertThat(names()).containsOnlyOnce("eggplant").doesNotContain("aubergine");
    assertThat(price("eggplant")).isEqualTo("4.00");
    assertThat(json(sell("AUBERGINE", "e-2")).at("/lines/0/name").asString()).isEqualTo("eggplant");
    // What one model knew to be one is one still, though this one does not know it.
    assertThat(soldAs("kiwi")).isEqualTo("7");

    models.rollBack(Actor.SERVER);
    // A label of its own once more, in the figures, too.
    assertThat(json(sell("aubergine", "e-3")).at("/lines/0/name").asString())
        .isEqualTo("aubergine");
    assertThat(soldOn(prices.today())).contains("aubergine").doesNotHaveDuplicates();
  }

  @Test
  void what_a_model_knew_by_two_names_has_its_price_under_both_when_another_knows_neither()
      throws IOException {
    models.swap(Actor.SERVER, "bundled"); // it knows an aubergine to be an eggplant
    String price = price("eggplant");
    List<String> labels = models.current().labels().names();
    shelve(
        "no-eggplant", labels.stream().map(n -> n.equals("eggplant") ? "x-eggplant" : n).toList());

    models.swap(Actor.SERVER, "no-eggplant");
    JsonNode line =
        json(postJson(
                "/api/v1/sales", "{\"lines\": [{\"name\": \"Aubergine\", \"kilograms\": 1}]}"))
            .at("/lines/0");

    assertThat(line.at("/name").asString()).isEqualTo("eggplant");
    assertThat(line.at("/price").asString()).isEqualTo(price);
    models.swap(Actor.SERVER, "bundled");
    assertThat(price("eggplant")).isEqualTo(price);
  }

  @Test
  void sales_of_before_belong_to_no_period() {
    assertThat(
            database
                .sql("SELECT last_number, last_receipt FROM closing_counter")
                .query((row, number) -> row.getLong(1) + " " + row.getLong(2))
                .single())
        .isEqualTo("0 2");
    assertThat(get("/api/v1/closings/present").body())
        .doesNotContain("019a0000-0000-7000-8000-000000000018");
  }

  @Test
  void a_sale_that_is_asked_for_again_after_the_upgrade_is_not_made_again() {
    long before = count("sales");

    HttpResponse<String> again = sale(EarlierBooks.TILL, "order-17", EarlierBooks.ORDER_17);
    assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
    assertThat(json(again).at("/id").asString()).isEqualTo(EarlierBooks.SALE);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");

    String otherwise = EarlierBooks.ORDER_17.replace("0.4,", "0.40,");
    assertProblem(
        sale(EarlierBooks.TILL, "order-17", otherwise), 409, "before the upgrade, for sale 019a");
    assertThat(count("sales")).isEqualTo(before);
  }

  @Test
  void a_new_key_of_the_same_name_has_keys_of_its_own() {
    String secret = keys.create(Actor.SERVER, "till", Role.CLERK, 10_000).secret();

    HttpResponse<String> sold = sale(secret, "order-17", EarlierBooks.ORDER_17);
    HttpResponse<String> named = photo(secret, "photo-1", EarlierBooks.photo());

    assertThat(json(sold).at("/id").asString()).isNotEqualTo(EarlierBooks.SALE);
    assertThat(json(named).at("/id").asString()).isNotEqualTo(EarlierBooks.ANSWER);
    assertThat(named.headers().firstValue("Idempotency-Replayed").orElse("false"))
        .isEqualTo("false");
  }

  @Test
  void an_answer_that_is_asked_for_again_after_the_upgrade_is_the_same() {
    HttpResponse<String> again = photo(EarlierBooks.TILL, "photo-1", EarlierBooks.photo());

    assertThat(json(again).at("/id").asString()).isEqualTo(EarlierBooks.ANSWER);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertProblem(
        photo(EarlierBooks.TILL, "photo-1", dev.greengrocer.web.Photos.jpeg(80, 60, 3)),
        422,
        "another photo");
  }

  private HttpResponse<String> sale(String secret, String key, String body) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> photo(String secret, String key, byte[] photo) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/predictions"))
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/octet-stream")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(photo)));
  }

  private HttpResponse<String> sell(String name, String key) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString(
                    "{\"lines\": [{\"name\": \"%s\", \"kilograms\": 1, \"price\": 3}]}"
                        .formatted(name))));
  }

  private void set(String name, String price) {
    HttpResponse<String> set =
        send(
            HttpRequest.newBuilder(uri("/api/v1/prices/" + name))
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        "{\"unit\": \"kg\", \"price\": \"%s\"}".formatted(price))));
    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
  }

  private List<String> names() {
    return json(get("/api/v1/prices")).at("/items").findValuesAsString("name");
  }

  /** The one price of a name today. */
  private String price(String name) {
    String found = "none";
    for (JsonNode price : json(get("/api/v1/prices")).at("/items")) {
      if (price.at("/name").asString().equals(name)) {
        assertThat(found).as("one price of " + name).isEqualTo("none");
        found = price.at("/price").asString();
      }
    }
    return found;
  }

  private String soldAs(String name) {
    return database
        .sql("SELECT SUM(pieces) FROM sales_by_day WHERE name = :name")
        .param("name", name)
        .query(String.class)
        .single();
  }

  /** What was sold on the day of the earlier sales. */
  private List<String> soldNames() {
    return database
        .sql("SELECT name FROM sales_by_day WHERE sold_on = '2026-01-01' ORDER BY name")
        .query(String.class)
        .list();
  }

  private List<String> soldOn(java.time.LocalDate day) {
    return database
        .sql("SELECT name FROM sales_by_day WHERE sold_on = :day ORDER BY name")
        .param("day", day.toString())
        .query(String.class)
        .list();
  }

  private long count(String table) {
    return database.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
  }

  private void shelve(String name, List<String> labels) throws IOException {
    ModelBundle bundle = models.current();
    List<dev.greengrocer.Label> named =
        labels.stream()
            .map(
                label ->
                    label.equals("eggplant")
                        ? new dev.greengrocer.Label(label, List.of("aubergine"), label)
                        : dev.greengrocer.Label.of(label))
            .toList();
    RenamedBundle.write(
        bundle,
        dataDirectory().resolve("models").resolve(name),
        name,
        new LabelSet(named),
        bundle.description().measurements());
  }
}

package dev.greengrocer.web.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ParkedBasketTest extends ServedTest {

  private static final String PARKED = "/api/v1/parked-baskets";
  private static final Pattern LINE = Pattern.compile("data-line=\"([^\"]+)\"");
  private static final Pattern NEW_ID = Pattern.compile("name=\"parked\" value=\"([^\"]+)\"");

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @BeforeEach
  void no_basket_waits() {
    database.sql("DELETE FROM baskets WHERE id LIKE 'parked-%'").update();
    database.sql("DELETE FROM parked_baskets").update();
  }

  @Test
  void a_basket_that_one_till_parks_is_taken_back_at_another() {
    Visitor ada = visitor(Role.CLERK);
    Visitor ben = visitor(Role.CLERK);
    add(ada, "tomato");
    measure(ada, "weight", "0.5", "tare", "0.1");
    add(ada, "kiwi");

    String parked = park(ada, "Frau Müller <b>").body();

    assertThat(parked)
        .contains("Parked as basket 1, Frau Müller &lt;b&gt;", "The basket is empty")
        .doesNotContain("Müller <b>");
    String list = ben.get("/checkout").body();
    // 2.99 × 0.4 = 1.196, and a kiwi of 0.45
    assertThat(list).contains("Basket 1, Frau Müller &lt;b&gt;", "1.65 EUR", "2 lines");
    JsonNode one = json(get(PARKED)).at("/items/0");
    assertThat(one.at("/number").asInt()).isEqualTo(1);
    assertThat(one.at("/total").asString()).isEqualTo("1.65");
    assertThat(one.at("/lines/0/tareKilograms").asString()).isEqualTo("0.100");
    assertThat(one.at("/parkedBy").asString()).isNotEmpty();

    String back = take(ben, one.at("/id").asString()).body();

    assertThat(back)
        .contains("Basket 1, Frau Müller &lt;b&gt; is back.", "data-total>1.65 EUR<")
        .doesNotContain("Parked baskets");
    assertThat(sell(ben).uri().getPath()).startsWith("/sales/");
    assertThat(json(get(PARKED)).at("/items").size()).isZero();
    assertThat(get("/api/v1/audit?kind=basket").body())
        .contains("taken back", "parked basket 1")
        .doesNotContain("Müller");
    assertThat(faults()).isEmpty();
  }

  @Test
  void the_same_basket_is_taken_once_however_many_ask() throws Exception {
    Visitor ada = visitor(Role.CLERK);
    List<Visitor> others = List.of(visitor(Role.CLERK), visitor(Role.CLERK), visitor(Role.CLERK));
    add(ada, "kiwi");
    park(ada, "");
    String id = json(get(PARKED)).at("/items/0/id").asString();
    others.forEach(other -> other.get("/checkout"));
    List<String> pages = new ArrayList<>();
    try (Closing threads = new Closing(Executors.newFixedThreadPool(others.size()))) {
      List<Future<HttpResponse<String>>> all = new ArrayList<>();
      others.forEach(other -> all.add(threads.pool().submit(() -> take(other, id))));
      for (Future<HttpResponse<String>> one : all) {
        pages.add(one.get().body());
      }
    }

    assertThat(pages.stream().filter(page -> page.contains("Basket 1 is back"))).hasSize(1);
    assertThat(pages.stream().filter(page -> page.contains("Basket 1 waits no more"))).hasSize(2);
    assertThat(others.stream().mapToInt(other -> lines(other).size()).sum()).isEqualTo(1);
    int winner =
        pages.indexOf(
            pages.stream()
                .filter(page -> page.contains("Basket 1 is back"))
                .findAny()
                .orElseThrow());
    // Asked again, because the answer was lost.
    assertThat(take(others.get(winner), id).body()).contains("Basket 1 is back");
    assertThat(lines(others.get(winner))).hasSize(1);
  }

  @Test
  void pressing_park_twice_parks_once_and_numbers_are_short() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    String id = newId(clerk);
    parkAs(clerk, id, "a");
    parkAs(clerk, id, "a");
    add(clerk, "mango");
    park(clerk, "b");
    assertThat(numbers()).containsExactly(1, 2);

    take(clerk, json(get(PARKED)).at("/items/0/id").asString());
    assertThat(numbers()).containsExactly(2);
    park(clerk, "c");
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(park(clerk, "").body()).contains("The basket is empty");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_basket_is_taken_back_at_the_prices_of_today_and_says_which_have_changed() {
    Visitor clerk = visitor(Role.CLERK);
    price("kiwano", "3.00", "kg");
    price("quince", "4.00", "kg");
    add(clerk, "kiwano");
    measure(clerk, "weight", "0.5");
    add(clerk, "quince");
    clerk.submit(
        "/checkout", "/checkout/lines/" + lines(clerk).get(1), "weight", "1", "price", "2.00");
    park(clerk, "");
    price("kiwano", "5.00", "kg");
    price("quince", "9.00", "kg");

    String back = take(clerk, json(get(PARKED)).at("/items/0/id").asString()).body();

    // 5.00 × 0.5; the price that the clerk set stays.
    assertThat(back)
        .contains("Prices have changed since: kiwano: 3.00 EUR / kg, now 5.00 EUR / kg")
        .contains("data-total>4.50 EUR<")
        .doesNotContain("quince: 4.00");
  }

  @Test
  void a_basket_is_not_taken_into_another_one() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    park(clerk, "");
    add(clerk, "mango");

    assertThat(take(clerk, json(get(PARKED)).at("/items/0/id").asString()).body())
        .contains("Basket 1 still waits: sell or park what is in this basket first.");
    assertThat(lines(clerk)).hasSize(1);
    assertThat(numbers()).containsExactly(1);
  }

  @Test
  void what_was_changed_meanwhile_or_is_too_long_is_not_parked() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");

    assertThat(clerk.submit("/checkout", "/checkout/park", "name", "", "shown", "unsaved").body())
        .contains("Nothing was parked: the basket has changed");
    assertThat(park(clerk, "x".repeat(41)).body()).contains("at most 40 characters");
    assertThat(lines(clerk)).hasSize(1);
  }

  @Test
  void a_program_takes_a_basket_out_and_a_till_discards_one() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    park(clerk, "for the program");
    add(clerk, "mango");
    park(clerk, "for nobody");
    String first = json(get(PARKED)).at("/items/0/id").asString();
    String second = json(get(PARKED)).at("/items/1/id").asString();

    JsonNode taken = json(delete(first));

    assertThat(taken.at("/lines/0/name").asString()).isEqualTo("kiwi");
    assertThat(taken.at("/lines/0/pieces").asInt()).isEqualTo(1);
    assertThat(taken.at("/taken/byTill").asBoolean()).isFalse();
    assertThat(json(delete(first)).at("/lines")).isEqualTo(taken.at("/lines"));
    assertThat(json(get(PARKED + "/" + first)).at("/taken/by").asString()).isEqualTo("key:test");
    assertThat(take(clerk, first).body()).contains("waits no more: key:test took it");
    assertThat(clerk.submit("/checkout", "/checkout/parked/" + second + "/discard").body())
        .contains("Basket 2, for nobody is discarded")
        .doesNotContain("Parked baskets");
    assertProblem(delete(second), 409, "waits no more");
    assertProblem(get(PARKED + "/nope"), 404, "nope");
    assertThat(faults()).isEmpty();
  }

  @Test
  void a_row_that_cannot_be_read_hides_no_other_and_the_check_names_it() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    park(clerk, "");
    add(clerk, "mango");
    park(clerk, "");
    database.sql("UPDATE parked_baskets SET number = 700 WHERE number = 1").update();

    JsonNode list = json(get(PARKED));
    assertThat(list.at("/items").size()).isEqualTo(1);
    assertThat(list.at("/unreadable/0/fault").asString()).contains("number '700'");
    assertThat(clerk.get("/checkout").body()).contains("Basket 2");
    assertThat(faults()).anyMatch(fault -> fault.contains("number '700'"));
    database.sql("DELETE FROM basket_lines WHERE name = 'mango'").update();
    assertThat(faults()).contains("parked basket 2: it waits and holds no goods");
  }

  @Test
  void a_customer_who_is_erased_leaves_the_names_of_parked_baskets() {
    Visitor clerk = visitor(Role.CLERK);
    add(clerk, "kiwi");
    park(clerk, "for Xanthe Quill");

    JsonNode rows =
        json(postJson("/api/v1/erasures", "{\"customer\": \"Xanthe Quill\"}")).at("/rows");

    assertThat(rows.at("/baskets").asInt()).isEqualTo(1);
    assertThat(get(PARKED).body()).doesNotContain("Xanthe").contains("kiwi");
  }

  private List<String> faults() {
    return new LedgerCheck(
            database, new PhotoFolder(directory.photos()), sqlite(), accounts -> List.of())
        .faults();
  }

  private boolean sqlite() {
    return getClass() == ParkedBasketTest.class;
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    json(get(PARKED)).at("/items").forEach(item -> numbers.add(item.at("/number").asInt()));
    return numbers;
  }

  private void price(String name, String price, String unit) {
    assertThat(
            putJson(
                    "/api/v1/prices/" + name,
                    "{\"price\": \"%s\", \"unit\": \"%s\"}".formatted(price, unit))
                .statusCode())
        .isLessThan(300);
  }

  private HttpResponse<String> delete(String id) {
    return send(HttpRequest.newBuilder(uri(PARKED + "/" + id)).DELETE());
  }

  private static String newId(Visitor clerk) {
    Matcher id = NEW_ID.matcher(clerk.get("/checkout").body());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static HttpResponse<String> parkAs(Visitor clerk, String id, String name) {
    return clerk.submit("/checkout", "/checkout/park", "name", name, "parked", id);
  }

  private static HttpResponse<String> park(Visitor clerk, String name) {
    return clerk.submit("/checkout", "/checkout/park", "name", name);
  }

  private static HttpResponse<String> take(Visitor clerk, String id) {
    return clerk.submit("/checkout", "/checkout/parked/" + id + "/take");
  }

  private static HttpResponse<String> sell(Visitor clerk) {
    return clerk.submit("/account", "/checkout/sale", "payment", "CASH");
  }

  private static void add(Visitor clerk, String name) {
    clerk.submit("/checkout", "/checkout/lines", "name", name, "unit", "KG");
  }

  private static void measure(Visitor clerk, String... fields) {
    clerk.submit("/checkout", "/checkout/lines/" + lines(clerk).get(0), fields);
  }

  private static List<String> lines(Visitor clerk) {
    return LINE.matcher(clerk.get("/checkout").body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** Threads that end with their test. */
  private record Closing(ExecutorService pool) implements AutoCloseable {
    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}

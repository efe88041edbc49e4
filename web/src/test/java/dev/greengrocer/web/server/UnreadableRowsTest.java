package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.apikey.ApiKeys;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Rows that an older version, another program or a damaged disk left behind. */
@TestPropertySource(properties = "spring.application.name=unreadable") // a server of its own
class UnreadableRowsTest extends ServedTest {

  private static final String TWO_LINES =
      """
      {"lines": [{"name": "tomato", "kilograms": 1}, {"name": "kiwi", "pieces": 2}]}
      """;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  @Test
  void a_sale_that_cannot_be_read_hides_no_other() {
    for (String damage :
        List.of("payment = 'cheque'", "sold_on = '2026-13-45'", "currency = '???'")) {
      String bad = sale();
      String good = sale();
      damage("sales", damage + " WHERE id = '" + bad + "'");
      String column = damage.substring(0, damage.indexOf(' '));

      JsonNode list = json(get("/api/v1/sales?limit=2"));
      assertThat(list.at("/items").findValuesAsString("id")).contains(good).doesNotContain(bad);
      // What has no day is in no range of days; without one it is in the list.
      JsonNode all = json(get("/api/v1/sales?limit=500"));
      assertThat(all.at("/unreadable").findValuesAsString("id")).contains(bad);
      assertThat(all.at("/unreadable").toString()).contains(column + " '");
      assertThat(get("/api/v1/sales/export").body()).contains(good).contains(bad);
      assertProblem(get("/api/v1/sales/" + bad), 409, column);

      Visitor administrator = visitor(Role.ADMINISTRATOR);
      assertShows(administrator, "/sales", "Cannot be read", bad, good, column);
      assertShows(administrator, "/sales/export.csv", good, bad);
      assertShows(administrator, "/sales/" + good, "kiwi");
      assertThat(administrator.get("/sales/" + bad).statusCode()).isEqualTo(409);
      assertShows(administrator, "/dashboard");
      assertNamed("sales " + bad + " cannot be read: " + column);
    }
  }

  @Test
  void amounts_that_overflow_every_sum_hide_no_other() {
    String bad = sale();
    String worse = sale();
    String good = sale();
    for (String one : List.of(bad, worse)) {
      damage("sales", "total = 9223372036854775807 WHERE id = '" + one + "'");
      damage("sales", "goods_total = 9223372036854775807 WHERE id = '" + one + "'");
      damage(
          "sale_lines",
          "total = 9223372036854775807 WHERE position = 1 AND sale_id = '" + one + "'");
      damage(
          "stock_movements",
          "amount = -9223372036854775807 WHERE position = 1 AND booking_id = '" + one + "'");
    }

    assertThat(json(get("/api/v1/sales?limit=500")).at("/items").findValuesAsString("id"))
        .contains(good)
        .doesNotContain(bad, worse);
    assertThat(get("/api/v1/sales/export").body()).contains(good).contains(bad);
    for (String path : List.of("/api/v1/stock", "/api/v1/sales/" + good)) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    for (String page : List.of("/sales", "/dashboard", "/stock", "/stock/movements", "/checkout")) {
      assertShows(administrator, page);
    }
    assertNamed("sales " + bad + " cannot be read: ");
    // A report of money with a part left out would be wrong, and is for ever.
    assertThat(administrator.get("/closings").statusCode()).isEqualTo(409);
    assertThat(administrator.get("/closings").body()).contains("cannot be read", "db check");
  }

  @Test
  void a_line_that_cannot_be_read_leaves_its_receipt() {
    String sale = sale();
    damage("sale_lines", "unit = 'stone' WHERE position = 1 AND sale_id = '" + sale + "'");

    JsonNode receipt = json(get("/api/v1/sales/" + sale));
    assertThat(receipt.at("/lines").findValuesAsString("name")).containsExactly("kiwi");
    assertThat(receipt.at("/total").asString()).isEqualTo("3.89"); // 2.99 + 2 × 0.45
    assertThat(receipt.at("/unreadable/0/id").asString()).isEqualTo(sale + "/1");
    assertThat(receipt.at("/unreadable/0/fault").asString())
        .isEqualTo("unit 'stone': must be kg or piece");
    Visitor clerk = visitor(Role.ADMINISTRATOR);
    assertShows(clerk, "/sales", sale);
    assertShows(clerk, "/sales/" + sale, "A line cannot be read", "3.89", "kiwi", "stone");
    assertThat(clerk.get("/sales/" + sale + "/receipt.csv").body().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains(",2,kiwi,piece,"));
    assertShows(clerk, "/dashboard");
    assertNamed("sale_lines " + sale + "/1 cannot be read: unit 'stone'");
    assertThat(postJson("/api/v1/sales/" + sale + "/void", "{\"reason\": \"wrong\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void an_idempotency_key_that_cannot_be_read_or_leads_nowhere_is_named() {
    sale("key-unread");
    sale("key-nowhere");
    damage("idempotency", "at = -1 WHERE idempotency_key = 'key-unread'");
    damage("idempotency", "result_id = 'gone' WHERE idempotency_key = 'key-nowhere'");

    assertThat(check())
        .anyMatch(fault -> fault.startsWith("idempotency sale/key:") && fault.contains("at '-1'"))
        .contains("idempotency key for sale gone: what came of its request is not in the books");
    // Neither is sold twice.
    assertProblem(sale("key-unread"), 409, "at '-1'");
    assertProblem(sale("key-nowhere"), 404, "gone");
    database.sql("DELETE FROM idempotency WHERE idempotency_key LIKE 'key-%'").update();
  }

  @Test
  void text_in_the_place_of_a_number_is_no_zero() {
    if (!isSqlite()) {
      return; // PostgreSQL keeps numbers alone in its columns of numbers.
    }
    for (String damage :
        List.of(
            "grams = 'abc'",
            "grams = 1.5",
            "amount = 'free'",
            "total = 'x'",
            "tare_grams = ''",
            "by_hand = 'perhaps'")) {
      String sale = sale();
      damage("sale_lines", damage + " WHERE position = 1 AND sale_id = '" + sale + "'");

      JsonNode receipt = json(get("/api/v1/sales/" + sale));
      assertThat(receipt.at("/lines").size()).as(damage).isEqualTo(1);
      assertThat(receipt.at("/unreadable/0/fault").asString())
          .contains(damage.substring(0, damage.indexOf(' ')));
    }
    String sale = sale();
    damage("sales", "total = 'x' WHERE id = '" + sale + "'");
    assertProblem(get("/api/v1/sales/" + sale), 409, "total 'x': must be a whole number");
    assertThat(get("/api/v1/sales").statusCode()).isEqualTo(200);
    assertShows(visitor(Role.ADMINISTRATOR), "/dashboard");
  }

  @Test
  void a_line_of_a_basket_that_cannot_be_read_can_be_taken_out() {
    Visitor clerk = visitor(Role.CLERK);
    clerk.submit("/checkout", "/checkout/lines", "name", "endive-basket", "unit", "KG");
    clerk.submit("/checkout", "/checkout/lines", "name", "tomato", "unit", "KG");
    String bad = line("endive-basket");
    damage("basket_lines", "unit = 'lb' WHERE id = '" + bad + "'");

    assertShows(
        clerk, "/checkout", "tomato", "unit &#39;lb&#39;", "A line cannot be read: remove it");
    assertThat(clerk.submit("/checkout", "/checkout/lines/" + bad + "/name", "name", "kiwi"))
        .satisfies(refused -> assertThat(refused.statusCode()).isLessThan(500));
    HttpResponse<String> unsold =
        clerk.submit("/checkout", "/checkout/sale", "payment", "CASH", "of", "", "shown", "");
    assertThat(unsold.statusCode()).isLessThan(500);
    assertThat(unsold.body()).contains("A line cannot be read: remove it");
    assertNamed("basket_lines " + bad + " cannot be read: unit 'lb'");

    clerk.submit("/checkout", "/checkout/lines/" + bad + "/remove");
    assertThat(clerk.get("/checkout").body()).contains("tomato").doesNotContain("cannot be read");
  }

  @Test
  void an_answer_that_cannot_be_read_hides_no_other() {
    for (String damage :
        List.of(
            "decision = 'perhaps'",
            "reason = 'mood'",
            "source = 'fax'",
            "feedback = 'doubted'",
            "at = -1")) {
      String bad = answer();
      String good = answer();
      Visitor reviewer = visitor(Role.REVIEWER);
      reviewer.sendJson(
          "/", "/checkout/basket", "{\"predictionId\": \"" + bad + "\", \"label\": \"tomato\"}");
      damage("predictions", damage + " WHERE id = '" + bad + "'");
      String column = damage.substring(0, damage.indexOf(' '));

      JsonNode list = json(get("/api/v1/predictions?limit=500"));
      assertThat(list.at("/items").findValuesAsString("id")).contains(good).doesNotContain(bad);
      assertThat(list.at("/unreadable").findValuesAsString("id")).contains(bad);
      assertThat(get("/api/v1/export/predictions").body()).contains(good).contains(bad);
      assertProblem(get("/api/v1/predictions/" + bad), 409, column);
      assertShows(reviewer, "/history", "Cannot be read", bad, good);
      assertShows(reviewer, "/history/export.csv", good, bad);
      assertShows(reviewer, "/history/" + good);
      assertThat(reviewer.get("/history/" + bad).statusCode()).isEqualTo(409);
      assertShows(reviewer, "/review");
      assertShows(reviewer, "/dashboard");
      assertShows(reviewer, "/checkout", "tomato");
      assertNamed("predictions " + bad + " cannot be read: " + column);
    }
  }

  @Test
  void a_score_that_cannot_be_read_makes_its_answer_unreadable_and_no_other() {
    for (String damage : List.of("rank = 11 WHERE rank = 10", "rank = 2 WHERE rank = 1")) {
      String bad = answer();
      String good = answer();
      if (damage.startsWith("rank = 2")) {
        database
            .sql("DELETE FROM prediction_scores WHERE prediction_id = :bad AND rank > 1")
            .param("bad", bad)
            .update();
      }
      damage("prediction_scores", damage + " AND NOT shown AND prediction_id = '" + bad + "'");
      String fault =
          damage.startsWith("rank = 2")
              ? "prediction_scores label 1: is missing"
              : "prediction_scores label 10: is missing";

      JsonNode list = json(get("/api/v1/predictions?limit=500"));
      assertThat(list.at("/items").findValuesAsString("id")).contains(good).doesNotContain(bad);
      assertThat(list.at("/unreadable").findValuesAsString("fault")).contains(fault);
      assertProblem(get("/api/v1/predictions/" + bad), 409, fault);
      assertShows(visitor(Role.REVIEWER), "/history", bad, good);
      assertNamed("predictions " + bad + " cannot be read: " + fault);
    }
    String bad = answer();
    database
        .sql("DELETE FROM prediction_scores WHERE prediction_id = :bad")
        .param("bad", bad)
        .update();
    assertNamed("predictions " + bad + " cannot be read: prediction_scores label 1: is missing");
    if (isSqlite()) {
      String text = answer();
      damage(
          "prediction_scores",
          "probability = 'sure' WHERE rank = 3 AND NOT shown AND prediction_id = '" + text + "'");
      assertNamed("predictions " + text + " cannot be read: probability 'sure': must be a number");
    }
  }

  @Test
  void a_short_hash_of_a_model_is_shown_as_it_is() {
    damage("predictions", "model_sha256 = 'h' WHERE id = '" + answer() + "'");

    Visitor reviewer = visitor(Role.REVIEWER);
    assertShows(reviewer, "/history", "(h)");
    assertShows(reviewer, "/dashboard");
  }

  @Test
  void a_label_that_cannot_be_read_hides_no_other() {
    String answer = answer();
    label(answer, "apple");
    label(answer, "lemon");
    damage(
        "labels",
        "verdict = 'guessed', label = NULL WHERE position = 1 AND prediction_id = '"
            + answer
            + "'");

    label(answer, "banana");

    assertThat(json(get("/api/v1/predictions/" + answer)).at("/feedback/label").asString())
        .isEqualTo("banana");
    assertThat(check()).anyMatch(fault -> fault.startsWith("labels ") && fault.contains("guessed"));
  }

  @Test
  void a_change_that_cannot_be_read_hides_no_other_and_erasure_goes_on() {
    sale();
    String sale = sale();
    postJson("/api/v1/sales/" + sale + "/void", "{\"reason\": \"Zoe changed her mind\"}");
    postJson("/api/v1/erasures", "{\"customer\": \"Nobody At All\"}");
    String bad =
        database
            .sql("SELECT MAX(id) FROM audit_log WHERE kind = 'sale'")
            .query(String.class)
            .single();
    damage("audit_log", "kind = 'mood' WHERE id = '" + bad + "'");

    JsonNode list = json(get("/api/v1/audit?limit=500"));
    assertThat(list.at("/items").size()).isPositive();
    assertThat(list.at("/unreadable").findValuesAsString("id")).contains(bad);
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    assertShows(administrator, "/audit", "Cannot be read", bad);
    assertShows(administrator, "/audit/export.csv", "kind 'mood'");
    assertShows(administrator, "/customers");
    assertThat(postJson("/api/v1/erasures", "{\"customer\": \"Zoe\"}").statusCode()).isEqualTo(200);
    assertNamed("audit_log " + bad + " cannot be read: kind 'mood'");
  }

  @Test
  void a_label_that_is_not_what_people_said_is_named() {
    String answer = answer();
    label(answer, "apple");
    assertThat(check()).noneMatch(fault -> fault.contains("prediction " + answer));

    damage("predictions", "true_label = 'kiwi' WHERE id = '" + answer + "'");
    assertNamed(
        "prediction "
            + answer
            + ": its label is corrected 'kiwi' by key:test, and by what people"
            + " said of it corrected 'apple' by key:test");

    damage(
        "predictions",
        "feedback = NULL, true_label = NULL, feedback_by = NULL, feedback_at = NULL"
            + " WHERE id = '"
            + answer
            + "'");
    assertNamed("prediction " + answer + ": its label is none, and by what people said");
    damage("predictions", "review = 'unusable' WHERE id = '" + answer + "'");
    assertNamed("prediction " + answer + ": its label is none, reviewed as unusable");

    label(answer, "apple");
    assertThat(check()).noneMatch(fault -> fault.contains("prediction " + answer));
  }

  @Test
  void a_user_or_key_that_cannot_be_read_comes_not_in_and_hides_no_other() {
    Visitor clerk = visitor(Role.CLERK);
    String key = key(Role.CLERK);
    String user = database.sql("SELECT MAX(id) FROM users").query(String.class).single();
    String made = database.sql("SELECT MAX(id) FROM api_keys").query(String.class).single();
    damage("users", "role = 'owner' WHERE id = '" + user + "'");
    damage("api_keys", "role = 'owner' WHERE id = '" + made + "'");

    Visitor administrator = visitor(Role.ADMINISTRATOR);
    assertShows(administrator, "/users", "administrator");
    assertShows(administrator, "/keys", "test");
    assertThat(get("/api/v1/users").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/keys").statusCode()).isEqualTo(200);
    HttpRequest.Builder asked =
        HttpRequest.newBuilder(uri("/api/v1/sales")).header("Authorization", "Bearer " + key);
    assertThat(sendAsIs(asked).statusCode()).isEqualTo(401);
    assertThat(clerk.get("/history").statusCode()).isLessThan(500);
    assertNamed("users " + user + " cannot be read: role 'owner'");
    assertNamed("api_keys " + made + " cannot be read: role 'owner'");
  }

  @Test
  void the_dashboard_says_how_many_rows_of_which_table_its_figures_leave_out() {
    List<String> damages =
        List.of(
            "sales: payment = 'cheque'",
            "sales: sold_on = '2026-13-45'",
            "sales: currency = '???'",
            "sales: number = -number",
            "sale_lines: unit = 'stone'",
            "sale_lines: grams = 0",
            "sale_lines: amount = 0",
            "predictions: decision = 'perhaps'",
            "predictions: reason = 'mood'",
            "predictions: source = 'fax'",
            "predictions: feedback = 'doubted'",
            "predictions: infer_micros = -1",
            "predictions: at = -1");
    for (String damage : damages) {
      String table = damage.substring(0, damage.indexOf(':'));
      long before = leftOut(table);
      String where =
          switch (table) {
            case "sales" -> "id = '" + sale() + "'";
            case "sale_lines" -> "position = 1 AND sale_id = '" + sale() + "'";
            default -> "id = '" + answer() + "'";
          };
      assertThat(leftOut(table)).as("before: " + damage).isEqualTo(before);
      damage(table, damage.substring(damage.indexOf(':') + 1) + " WHERE " + where);

      assertThat(leftOut(table)).as(damage).isEqualTo(before + 1);
      assertShows(visitor(Role.ADMINISTRATOR), "/dashboard", "greengrocer db check");
    }
    if (isSqlite()) {
      for (String column : List.of("total", "grams", "amount")) {
        long before = leftOut("sale_lines");
        damage("sale_lines", column + " = 'x' WHERE position = 1 AND sale_id = '" + sale() + "'");
        assertThat(leftOut("sale_lines")).as(column).isEqualTo(before + 1);
      }
    }
  }

  /** How many rows of a table the dashboard says that it leaves out. */
  private long leftOut(String table) {
    String page = visitor(Role.ADMINISTRATOR).get("/dashboard").body();
    Matcher told = Pattern.compile("([0-9,]+) rows? of " + table + "\\b").matcher(page);
    return told.find() ? Long.parseLong(told.group(1).replace(",", "")) : 0;
  }

  private void label(String answer, String label) {
    assertThat(
            postJson(
                    "/api/v1/predictions/" + answer + "/feedback", "{\"label\": \"" + label + "\"}")
                .statusCode())
        .isEqualTo(200);
  }

  private String sale() {
    HttpResponse<String> sold = postJson("/api/v1/sales", TWO_LINES);
    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    return json(sold).at("/id").asString();
  }

  private HttpResponse<String> sale(String key) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(TWO_LINES)));
  }

  private String answer() {
    return json(post("/api/v1/predictions", Photos.jpeg(64, 64, System.nanoTime())))
        .at("/id")
        .asString();
  }

  private String line(String name) {
    return database
        .sql("SELECT id FROM basket_lines WHERE name = :name")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private static void assertShows(Visitor visitor, String path, String... words) {
    HttpResponse<String> page = visitor.get(path);
    assertThat(page.statusCode()).as(path + ": " + page.body()).isEqualTo(200);
    for (String word : words) {
      assertThat(page.body()).as(path).contains(word);
    }
  }

  /** Writes what the triggers of the schema would refuse. */
  private void damage(String table, String change) {
    if (isSqlite()) {
      database
          .sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
          .query(String.class)
          .list()
          .forEach(trigger -> database.sql("DROP TRIGGER " + trigger).update());
    } else {
      database.sql("ALTER TABLE " + table + " DISABLE TRIGGER USER").update();
    }
    int rows = database.sql("UPDATE " + table + " SET " + change).update();
    assertThat(rows).as(change).isEqualTo(1);
  }

  private boolean isSqlite() {
    return Files.exists(directory.database());
  }

  private List<String> check() {
    return new LedgerCheck(
            database, new PhotoFolder(directory.photos()), isSqlite(), ApiKeys::unreadable)
        .faults();
  }

  private void assertNamed(String words) {
    assertThat(check()).as(words).anyMatch(fault -> fault.contains(words));
  }
}

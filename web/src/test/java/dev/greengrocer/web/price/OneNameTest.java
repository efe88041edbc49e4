package dev.greengrocer.web.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class OneNameTest extends ServedTest {

  private final LocalDate today = LocalDate.now(ZoneId.systemDefault());

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @ParameterizedTest
  @CsvSource({
    "TOMATO,tomato",
    "tomatoes,tomato",
    "' tomato ',tomato",
    "4011,banana",
    "POTATOES,potato",
    "aubergine,eggplant",
    "Onion,onion",
    "JALAPEN\u0303O,jalapeño",
    "bell\u00a0pepper,bell pepper"
  })
  void what_is_sold_is_booked_under_its_one_name(String written, String name) {
    HttpResponse<String> sold =
        sell("{\"name\": \"%s\", \"kilograms\": 1, \"price\": \"1.00\"}".formatted(written));

    assertThat(sold.statusCode()).as(sold.body()).isEqualTo(201);
    assertThat(json(sold).at("/lines/0/name").asString()).isEqualTo(name);
  }

  @Test
  void a_name_that_is_no_label_keeps_its_first_spelling() {
    put("Raw Honey", "{\"unit\": \"piece\", \"price\": \"5.00\"}");
    put("RAW  honey", "{\"price\": \"6.00\"}");

    assertThat(json(get("/api/v1/prices/raw%20HONEY")).at("/items/0/price").asString())
        .isEqualTo("6.00");
    assertThat(names()).contains("Raw Honey").doesNotContain("RAW honey");
    assertThat(
            json(sell("{\"name\": \"rAw honey\", \"pieces\": 1}")).at("/lines/0/name").asString())
        .isEqualTo("Raw Honey");
  }

  @Test
  void an_import_takes_each_kind_once() {
    HttpResponse<String> refused =
        importCsv("name,unit,price\ntomatoes,kg,3\ntomato,kg,4\nSkyr,kg,1\nskyr,kg,2\n");

    assertProblem(refused, 422, "line 3");
    assertThat(refused.body()).contains("line 5");
    assertThat(importCsv("name,unit,price\nOnion,kg,9.99\n").statusCode()).isEqualTo(200);
    assertThat(names()).contains("onion").doesNotContain("Onion");
    put("onion", "{\"price\": \"1.29\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"kiwi\", \"pieces\": 2.5}",
        "{\"name\": \"kiwi\", \"pieces\": \"2.5\"}",
        "{\"name\": \"kiwi\", \"pieces\": 1e1}",
        "{\"name\": \"kiwi\", \"pieces\": \"\"}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": \"\"}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": 1e0}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": \"1e2147483647\"}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": 1e2147483647}",
        "{\"name\": \"kiwi\", \"pieces\": 1, \"price\": 1e-2147483647}",
        "{\"name\": \"tomato\", \"kilograms\": 1e2147483647}",
        "{\"name\": \"tomato\", \"kilograms\": \"1E+2\"}",
        "{\"name\": \"tomato\", \"kilograms\": 1, \"tareKilograms\": \"\"}",
        "{\"name\": \"tomato\", \"kilograms\": 1, \"tareKilograms\": 1e-3}",
        "{\"name\": \"tomato\", \"kilograms\": 1, \"predictionId\": \"x\"}",
        "{\"name\": \"tomato\", \"kilograms\": 1, \"predictionId\":"
            + " \"00000000-0000-0000-0000-000000000000\"}",
        "{\"name\": 5, \"pieces\": 1}",
        "null"
      })
  void what_was_not_meant_is_not_sold(String line) {
    HttpResponse<String> refused = sell(line);

    assertThat(refused.statusCode()).as(line + refused.body()).isIn(400, 422);
  }

  @Test
  void a_key_belongs_to_one_caller_and_a_repeat_says_so() {
    String body = "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": %s}]}";
    HttpResponse<String> first = sellAs(key(Role.CLERK), "o:1", body.formatted("1.0"));
    HttpResponse<String> other = sellAs(key(Role.CLERK), "o:1", body.formatted("1.0"));
    String mine = key(Role.CLERK);
    HttpResponse<String> made = sellAs(mine, "o:1", body.formatted("1.0"));
    HttpResponse<String> again = sellAs(mine, "o:1", body.formatted("\"1.00\""));

    assertThat(json(other).at("/id")).isNotEqualTo(json(first).at("/id"));
    assertThat(json(again)).isEqualTo(json(made));
    assertThat(made.headers().firstValue("Idempotency-Replayed")).contains("false");
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertProblem(sellAs(mine, "o:1", body.formatted("1.001")), 422, "");
  }

  @Test
  void a_price_ends_only_where_it_can_be_read_again() {
    put("loquat", "{\"unit\": \"kg\", \"price\": \"4.00\"}");

    assertProblem(
        send(HttpRequest.newBuilder(uri("/api/v1/prices/loquat?last=3000-01-01")).DELETE()),
        422,
        "2199-12-31");
    assertThat(get("/api/v1/prices").statusCode()).isEqualTo(200);
  }

  @Test
  void a_bad_row_hides_no_other_and_can_be_replaced() {
    put("salsify", "{\"unit\": \"kg\", \"price\": \"4.00\"}");
    List<String> triggers =
        database
            .sql("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'prices'")
            .query(String.class)
            .list();
    triggers.forEach(
        trigger -> database.sql("DROP TRIGGER " + trigger.strip().split("\\s+", 4)[2]).update());
    database.sql("UPDATE prices SET unit = 'lb', amount = -1 WHERE name = 'salsify'").update();
    triggers.forEach(trigger -> database.sql(trigger).update());

    assertThat(names()).contains("tomato").doesNotContain("salsify");
    assertThat(json(get("/api/v1/prices")).at("/unreadable/0/name").asString())
        .isEqualTo("salsify");
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    assertThat(administrator.get("/prices").body()).contains("Cannot be read", "salsify");
    assertThat(administrator.get("/checkout").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/prices/export").statusCode()).isEqualTo(200);

    HttpResponse<String> replaced = put("salsify", "{\"unit\": \"kg\", \"price\": \"4.00\"}");
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    assertThat(names()).contains("salsify");
    assertThat(json(get("/api/v1/prices")).at("/unreadable").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE prices SET amount = 0 WHERE name = 'tomato'",
        "UPDATE prices SET last_day = '3000-01-01' WHERE name = 'tomato'",
        "UPDATE prices SET first_day = '2026-02-30' WHERE name = 'tomato'",
        "UPDATE prices SET unit = 'lb' WHERE name = 'tomato'",
        "UPDATE prices SET plu = '12' WHERE name = 'tomato'",
        "UPDATE sale_lines SET pieces = 0",
        "UPDATE sale_lines SET prediction_id = 'x'",
        "UPDATE sales SET payment = 'shells'"
      })
  void the_database_takes_no_row_that_cannot_be_read(String statement) {
    sell("{\"name\": \"kiwi\", \"pieces\": 1}");

    assertThatThrownBy(() -> database.sql(statement).update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void a_price_keeps_unit_and_code_and_a_slip_is_asked_about() {
    put("cherimoya", "{\"unit\": \"piece\", \"price\": \"0.50\", \"plu\": \"4257\"}");
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    String kept = set(administrator, "cherimoya", "0.59", "");
    assertThat(kept).contains("cherimoya: 0.59 EUR / piece");
    assertThat(json(get("/api/v1/prices/cherimoya")).at("/items/0/plu").asString())
        .isEqualTo("4257");

    assertThat(set(administrator, "cherimoya", "0.59", "KG")).contains("Change to kg?");
    assertThat(set(administrator, "cherimoya", "299", "")).contains("299.00 EUR / piece?");
    assertThat(set(administrator, "tomatto", "2.99", "KG"))
        .contains("There is no &#39;tomatto&#39;. Sell something new, or did you mean tomato?");
    assertThat(names()).doesNotContain("tomatto");
    assertThat(set(administrator, "cherimoya", "abc", ""))
        .contains("value=\"abc\"", "value=\"cherimoya\"");
    assertThat(json(get("/api/v1/prices/cherimoya")).at("/items/0/price").asString())
        .isEqualTo("0.59");
  }

  @Test
  void a_coming_price_can_be_taken_back_and_a_begun_one_cannot() {
    put("cardoon", "{\"unit\": \"kg\", \"price\": 2}");
    put("cardoon", "{\"price\": 3, \"from\": \"%s\"}".formatted(today.plusDays(3)));

    assertThat(delete("/api/v1/prices/Cardoon?from=" + today.plusDays(3)).statusCode())
        .isEqualTo(204);
    assertThat(json(get("/api/v1/prices/cardoon")).at("/items").size()).isEqualTo(1);
    assertProblem(delete("/api/v1/prices/cardoon?from=" + today), 409, "begun");
    assertProblem(delete("/api/v1/prices/cardoon?from=x"), 404, "no price");
    assertThat(visitor(Role.CLERK).get("/prices/history?name=cardoon").body())
        .contains("taken back", "3.00 EUR / kg", "key:test");
  }

  @Test
  void an_import_reads_what_spreadsheets_write() {
    byte[] windows =
        "name;unit;price\r\njalape\u00f1o;kg;9,90\r\n;;\r\n"
            .getBytes(Charset.forName("windows-1252"));
    byte[] wide =
        "\uFEFFname\tunit\tprice\nleek\tkg\t2.9900000\n".getBytes(StandardCharsets.UTF_16LE);

    assertThat(importBytes(windows, "text/csv").statusCode()).isEqualTo(200);
    assertThat(importBytes(wide, "text/csv").statusCode()).isEqualTo(200);
    assertThat(importCsv("sep=;\nname;unit;price\nleek;kg;\u00a02,99\u00a0\n").statusCode())
        .isEqualTo(200);
    assertThat(names()).contains("jalapeño").noneMatch(name -> name.contains("\uFFFD"));
    assertProblem(importBytes(new byte[] {'n', '\n', (byte) 0x81}, "text/csv"), 422, "line 2");
  }

  @Test
  void a_year_of_one_name_is_set_at_once() {
    StringBuilder file = new StringBuilder("name,unit,price,from\n");
    for (int day = 0; day < 3000; day++) {
      file.append(
          "yacon,kg,%d.50,%s\n".formatted(1 + day % 9, LocalDate.of(2020, 1, 1).plusDays(day)));
    }
    HttpResponse<String> set = importCsv(file.toString());

    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(json(get("/api/v1/prices/yacon")).at("/items").size()).isEqualTo(3000);
  }

  private String set(Visitor visitor, String name, String price, String unit) {
    return visitor
        .submit("/prices", "/prices", "name", name, "price", price, "unit", unit, "plu", "")
        .body();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (JsonNode price : json(get("/api/v1/prices")).at("/items")) {
      names.add(price.at("/name").asString());
    }
    return names;
  }

  private HttpResponse<String> delete(String path) {
    return send(HttpRequest.newBuilder(uri(path)).DELETE());
  }

  private HttpResponse<String> sell(String line) {
    return postJson("/api/v1/sales", "{\"lines\": [%s]}".formatted(line));
  }

  private HttpResponse<String> sellAs(String key, String promise, String body) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/sales"))
            .header("Authorization", "Bearer " + key)
            .header("Idempotency-Key", promise)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> importCsv(String file) {
    return importBytes(file.getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8");
  }

  private HttpResponse<String> importBytes(byte[] file, String type) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/prices/import"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(file)));
  }

  private HttpResponse<String> put(String name, String wish) {
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return send(
        HttpRequest.newBuilder(uri("/api/v1/prices/" + path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(wish)));
  }
}

package dev.greengrocer.web.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PricesTest extends ServedTest {

  private final LocalDate today = LocalDate.now(ZoneId.systemDefault());

  @Test
  void every_label_of_the_bundled_model_has_a_price_from_the_first_day() {
    String page = visitor(Role.CLERK).get("/prices").body();

    assertThat(page).contains("jalapeño").contains("9.90 EUR / kg").contains("4693");
    assertThat(page).doesNotContain("Without a price");
  }

  @Test
  void a_price_counts_from_its_first_day_and_history_stays() {
    put("quince", "{\"unit\": \"kg\", \"price\": \"4.00\"}");
    put(
        "quince",
        "{\"unit\": \"kg\", \"price\": 4.5, \"from\": \"%s\"}".formatted(today.plusDays(1)));

    assertThat(priceOn("quince", today)).isEqualTo("4.00");
    assertThat(priceOn("quince", today.plusDays(1))).isEqualTo("4.50");
    assertThat(priceOn("quince", today.minusDays(1))).isEmpty();
    assertThat(json(get("/api/v1/prices/quince")).at("/items").size()).isEqualTo(2);
  }

  @Test
  void a_price_that_ended_is_history() {
    put(
        "medlar",
        "{\"unit\": \"kg\", \"price\": \"4.00\", \"from\": \"%s\"}".formatted(today.minusDays(3)));

    HttpResponse<String> ended =
        send(
            HttpRequest.newBuilder(uri("/api/v1/prices/medlar?last=" + today.minusDays(1)))
                .DELETE());

    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(priceOn("medlar", today.minusDays(1))).isEqualTo("4.00");
    assertThat(priceOn("medlar", today)).isEmpty();
    assertProblem(get("/api/v1/prices/nothing-of-this-name"), 404, "never had a price");
  }

  @Test
  void every_change_says_who_what_before_and_after() {
    put("sloe", "{\"unit\": \"kg\", \"price\": \"4.00\"}");
    put("sloe", "{\"unit\": \"kg\", \"price\": \"5.25\"}");

    JsonNode last = json(get("/api/v1/audit?kind=price&subject=sloe")).at("/items/0");

    assertThat(last.at("/actor").asString()).isEqualTo("key:test");
    assertThat(last.at("/before").asString()).startsWith("4.00 EUR/kg");
    assertThat(last.at("/after").asString()).startsWith("5.25 EUR/kg");
  }

  @Test
  void a_clerk_reads_prices_and_sets_none() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(clerk.get("/prices").body()).doesNotContain("Set a price");
    assertThat(
            clerk
                .submit(
                    "/prices", "/prices", "name", "kiwi", "unit", "KG", "price", "1", "from", "")
                .statusCode())
        .isEqualTo(403);
    assertThat(clerk.sendJson("/account", "/api/v1/prices/kiwi", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void an_administrator_sets_a_price_on_the_page() {
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    HttpResponse<String> page =
        administrator.submit(
            "/prices",
            "/prices",
            "name",
            "<b>rhubarb</b>".replace("/", "|"),
            "unit",
            "KG",
            "price",
            "3,49",
            "from",
            today.toString());

    assertThat(page.body()).contains("&lt;b&gt;rhubarb&lt;|b&gt;").contains("3.49 EUR / kg");
    assertThat(page.body()).doesNotContain("<b>rhubarb");
  }

  @Test
  void one_code_is_one_kind() {
    HttpResponse<String> refused =
        put("plantain", "{\"unit\": \"kg\", \"price\": 2, \"plu\": \"4011\"}");

    assertProblem(refused, 409, "'banana'");
  }

  @Test
  void an_import_sets_all_or_nothing() {
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    HttpResponse<String> refused =
        administrator.upload(
            "/prices",
            "/prices/import",
            "file",
            "name,unit,price\nchervil,kg,2.00\nsorrel,kg,free\nlovage,stone,2\n");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("line 3", "line 4", "Nothing was imported");
    assertThat(priceOn("chervil", today)).isEmpty();

    HttpResponse<String> clash =
        administrator.upload(
            "/prices",
            "/prices/import",
            "file",
            "name,unit,price,plu\nchervil,kg,2.00,\nlovage,kg,2,4011\n");
    assertThat(clash.statusCode()).isEqualTo(422);
    assertThat(priceOn("chervil", today)).isEmpty();

    HttpResponse<String> set =
        administrator.upload(
            "/prices", "/prices/import", "file", "name,unit,price\nchervil,kg,2.00\n");
    assertThat(set.body()).contains("1 prices are set");
    assertThat(priceOn("chervil", today)).isEqualTo("2.00");
  }

  @Test
  void an_import_keeps_the_code_that_its_cell_leaves_out_and_reads_days_with_dots() {
    Visitor administrator = visitor(Role.ADMINISTRATOR);
    String day = DateTimeFormatter.ofPattern("d.M.yyyy").format(today);
    String begin = "name;unit;price;plu;from\nsalsify;kg;";

    administrator.upload("/prices", "/prices/import", "file", begin + "2,00;4999;\n");
    assertThat(get("/api/v1/prices/export").body()).contains("salsify,kg,2.00,4999,");
    HttpResponse<String> again =
        administrator.upload("/prices", "/prices/import", "file", begin + "2,10;;" + day + "\n");
    assertThat(again.body()).contains("1 prices are set");
    assertThat(get("/api/v1/prices/export").body()).contains("salsify,kg,2.10,4999," + today);
    administrator.upload("/prices", "/prices/import", "file", begin + "2,20;-;\n");
    assertThat(get("/api/v1/prices/export").body()).contains("salsify,kg,2.20,,");
  }

  @Test
  void what_was_exported_can_be_imported_again() {
    String file = get("/api/v1/prices/export").body();

    HttpResponse<String> set =
        send(
            HttpRequest.newBuilder(uri("/api/v1/prices/import"))
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(BodyPublishers.ofString(file)));

    assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    assertThat(get("/api/v1/prices/export").body()).isEqualTo(file);
  }

  private HttpResponse<String> put(String name, String wish) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/prices/" + encoded(name)))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(wish)));
  }

  private String priceOn(String name, LocalDate day) {
    for (JsonNode price : json(get("/api/v1/prices?on=" + day)).at("/items")) {
      if (price.at("/name").asString().equals(name)) {
        return price.at("/price").asString();
      }
    }
    return "";
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

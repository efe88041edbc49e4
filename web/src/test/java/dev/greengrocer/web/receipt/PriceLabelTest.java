package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Labels of bags: what is printed here is read by the till of the same shop. */
final class PriceLabelTest extends ServedTest {

  private static final PaperSink PRINTER = new PaperSink(PaperSink.Manner.WELL);
  private static final String LABELS = "/api/v1/price-labels";

  @DynamicPropertySource
  static void printers(DynamicPropertyRegistry settings) throws IOException {
    PaperSink gone = new PaperSink(PaperSink.Manner.WELL);
    gone.close();
    settings.add("spring.application.name", () -> "price-labels");
    settings.add(
        "greengrocer.receipts.printers.counter-1.address", () -> "127.0.0.1:" + PRINTER.port());
    settings.add(
        "greengrocer.receipts.printers.counter-2.address", () -> "127.0.0.1:" + gone.port());
  }

  @AfterAll
  static void off() throws IOException {
    PRINTER.close();
  }

  @Test
  void a_weighed_bag_is_read_by_the_till_at_the_weight_and_price_on_its_label() {
    JsonNode label = label("?name=tomato&kilograms=0.534");

    // Item 04064, 534 g; 2.99 × 0.534 = 1.59666
    assertThat(label.at("/barcode").asString()).startsWith("250406400534").hasSize(13);
    assertThat(label.at("/plu").asString()).isEqualTo("4064");
    assertThat(label.at("/price").asString()).isEqualTo("2.99");
    assertThat(label.at("/total").asString()).isEqualTo("1.60");
    JsonNode read = read(label);
    assertThat(read.at("/name").asString()).isEqualTo("tomato");
    assertThat(read.at("/kilograms").asString()).isEqualTo("0.534");
    assertThat(scan(label).body()).contains("data-saved=\"0.534\"", "data-total>1.60 EUR<");
  }

  @Test
  void counted_goods_and_a_price_of_its_own_have_the_price_in_their_barcode() {
    JsonNode kiwis = label("?name=4030&pieces=3");
    JsonNode reduced = label("?name=tomato&kilograms=0.500&price=1,50");

    assertThat(kiwis.at("/barcode").asString()).startsWith("200403000135");
    assertThat(read(kiwis).at("/total").asString()).isEqualTo("1.35");
    assertThat(scan(kiwis).body()).contains(">kiwi<", "data-total>1.35 EUR<");
    assertThat(reduced.at("/total").asString()).isEqualTo("0.75");
    assertThat(scan(reduced).body()).contains(">tomato<", "data-total>0.75 EUR<");
    // 100 kg have no room in five digits of grams, 299.00 has room in five digits of cents.
    assertThat(read(label("?name=tomato&kilograms=100")).at("/total").asString())
        .isEqualTo("299.00");
  }

  @Test
  void what_the_till_could_not_read_is_refused_with_its_reason() {
    set("medlar paste", "{\"unit\": \"kg\", \"price\": 9}");
    set("long turnip", "{\"unit\": \"kg\", \"price\": 9, \"plu\": \"7070\"}");
    set("other turnip", "{\"unit\": \"kg\", \"price\": 9, \"plu\": \"07070\"}");

    assertProblem(get(LABELS + "?name=medlar%20paste&kilograms=1"), 422, "has no PLU");
    assertProblem(get(LABELS + "?name=long%20turnip&kilograms=1"), 422, "as something else");
    assertThat(read(label("?name=other%20turnip&kilograms=1")).at("/name").asString())
        .isEqualTo("other turnip");
    assertProblem(get(LABELS + "?name=sputnik&kilograms=1"), 422, "has no price today");
    assertProblem(get(LABELS + "?name=tomato&pieces=2"), 422, "is sold by weight");
    assertProblem(get(LABELS + "?name=kiwi&kilograms=2"), 422, "is sold by the piece");
    assertProblem(get(LABELS + "?name=tomato&kilograms=999"), 422, "no pattern of");
    assertProblem(get(LABELS + "?name=tomato"), 422, "exactly one of them");
    assertProblem(get(LABELS + "?name=tomato&pieces=1&kilograms=1"), 422, "exactly one of them");
    assertProblem(get(LABELS + "?name=tomato&kilograms=1e3"), 422, "1e3");
  }

  @Test
  void a_label_comes_out_of_the_printer_with_its_barcode() throws InterruptedException {
    String barcode = label("?name=tomato&kilograms=0.534").at("/barcode").asString();
    String print = LABELS + "/print?name=tomato&kilograms=0.534&printer=";

    HttpResponse<String> answer = postJson(print + "counter-1", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    String paper = new String(PRINTER.next(), StandardCharsets.ISO_8859_1);
    assertThat(paper)
        .contains("Greengrocer", "tomato", "PLU 4064", "2.99 EUR / kg", "0.534 kg", "1.60 EUR")
        .contains(java.time.LocalDate.now(java.time.ZoneId.systemDefault()).toString())
        // GS w 3: a module of three dots; GS H 2: the digits below; GS k 67 13: EAN-13.
        .contains("\u001dw\u0003", "\u001dH2", "\u001dkC\r" + barcode);
    assertProblem(postJson(print + "counter-2", ""), 409, "The label is not printed. Printer");
    assertProblem(postJson(print + "nope", ""), 422, "must be one of [counter-1, counter-2]");
  }

  @Test
  void a_clerk_prints_a_label_from_the_price_list_and_from_a_line_of_the_basket()
      throws InterruptedException {
    Visitor clerk = visitor(Role.CLERK);
    assertThat(clerk.get("/prices").body()).contains("/price-labels?name=tomato");
    assertThat(clerk.get("/price-labels?name=tomato").body()).doesNotContain("data-label");
    assertThat(clerk.get("/price-labels?name=tomato&amount=534").body())
        .contains("data-label", "1.60 EUR", "250406400534");

    assertThat(print(clerk, "tomato", "534", "").body())
        .contains("The label is printed: tomato, 0.534 kg.");
    assertThat(new String(PRINTER.next(), StandardCharsets.ISO_8859_1)).contains("1.60 EUR");

    clerk.submit("/checkout", "/checkout/lines", "name", "kiwi", "unit", "KG");
    String link = "/price-labels?name=kiwi&amp;amount=1&amp;unit=piece&amp;price=&amp;back=";
    assertThat(clerk.get("/checkout").body()).contains(link + "checkout");
    assertThat(clerk.get("/till").body()).contains(link + "till");
    assertThat(print(clerk, "kiwi", "1", "till").uri().getPath()).isEqualTo("/till");
    assertThat(new String(PRINTER.next(), StandardCharsets.ISO_8859_1)).contains("1 piece");
  }

  @Test
  void what_cannot_be_printed_stays_on_the_page_with_its_reason() {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(clerk.get("/price-labels?name=tomato&amount=x").statusCode()).isEqualTo(422);
    assertThat(clerk.get("/price-labels?name=tomato&amount=x").body())
        .contains("weight &#39;x&#39;", "value=\"x\"");
    HttpResponse<String> page =
        clerk.submit(
            "/price-labels?name=tomato&amount=534",
            "/price-labels/print",
            "name",
            "tomato",
            "amount",
            "534",
            "printer",
            "counter-2");
    assertThat(page.body())
        .contains("The label is not printed. Printer counter-2", "value=\"534\"");
    assertThat(clerk.get("/price-labels").statusCode()).isEqualTo(422);
  }

  @Test
  void a_label_is_a_file_for_people_and_programs() {
    String wish = "/label.pdf?name=tomato&kilograms=0.534";

    HttpResponse<String> file = get(LABELS + wish);
    assertThat(file.body()).startsWith("%PDF-");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(visitor(Role.CLERK).get("/price-labels/label.pdf?name=tomato&amount=534").body())
        .startsWith("%PDF-");
    assertProblem(get(LABELS + "/label.pdf?name=sputnik&pieces=1"), 422, "has no price today");
  }

  private HttpResponse<String> print(Visitor clerk, String name, String amount, String back) {
    return clerk.submit(
        "/price-labels?name=" + name + "&amount=" + amount,
        "/price-labels/print",
        "name",
        name,
        "amount",
        amount,
        "printer",
        "counter-1",
        "back",
        back);
  }

  private JsonNode label(String query) {
    HttpResponse<String> answer = get(LABELS + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private JsonNode read(JsonNode label) {
    return json(get("/api/v1/barcodes/" + label.at("/barcode").asString()));
  }

  private HttpResponse<String> scan(JsonNode label) {
    return visitor(Role.CLERK)
        .submit(
            "/checkout", "/checkout/lines", "name", label.at("/barcode").asString(), "unit", "KG");
  }

  private void set(String name, String price) {
    assertThat(putJson("/api/v1/prices/" + name.replace(" ", "%20"), price).statusCode())
        .isEqualTo(200);
  }
}

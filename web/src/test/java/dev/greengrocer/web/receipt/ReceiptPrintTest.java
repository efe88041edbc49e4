package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Receipts of a shop with two printers, one of which is gone. */
final class ReceiptPrintTest extends ServedTest {

  private static final PaperSink PRINTER = new PaperSink(PaperSink.Manner.WELL);

  @DynamicPropertySource
  static void printers(DynamicPropertyRegistry settings) throws IOException {
    PaperSink gone = new PaperSink(PaperSink.Manner.WELL);
    gone.close();
    settings.add(
        "greengrocer.receipts.printers.counter-1.address", () -> "127.0.0.1:" + PRINTER.port());
    settings.add("greengrocer.receipts.printers.counter-1.columns", () -> "32");
    settings.add(
        "greengrocer.receipts.printers.counter-2.address", () -> "127.0.0.1:" + gone.port());
    settings.add("greengrocer.tax.rate", () -> "7");
    settings.add("greengrocer.tax.address", () -> "1 High Street | Springfield");
    settings.add("greengrocer.tax.number", () -> "12/345");
  }

  @AfterAll
  static void off() throws IOException {
    PRINTER.close();
  }

  @Test
  void a_receipt_comes_out_of_the_printer_of_the_till() throws InterruptedException {
    JsonNode sale = sale();
    String id = sale.at("/id").asString();

    HttpResponse<String> answer = postJson("/api/v1/sales/" + id + "/print?printer=counter-1", "");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    String paper = printed();
    // 2.99 × 0.335 = 1.00, and 1.35 for three kiwis; 2.35 × 7 / 107 = 0.15
    assertThat(paper)
        .contains(
            "Greengrocer",
            "1 High Street\n",
            "Tax number 12/345",
            "Receipt " + sale.at("/receipt").asLong(),
            "tomato",
            "  0.335 kg net x 2.99, tare 65 g\n",
            "1.35\n",
            "Change",
            "17.65\n",
            "7 %: net 2.20, tax 0.15",
            "Customer: Frau Müller");

    Visitor clerk = visitor(Role.CLERK);
    String page = "/sales/" + id;
    assertThat(clerk.get(page).body()).contains("Receipt printer", "counter-2");
    assertThat(clerk.submit(page, page + "/print", "printer", "counter-1").body())
        .contains("is printed.");
    assertThat(printed()).contains("Frau Müller");
  }

  @Test
  void a_printer_that_is_gone_is_told_of_and_the_sale_stays() {
    JsonNode sale = sale();
    String page = "/sales/" + sale.at("/id").asString();

    HttpResponse<String> answer = postJson("/api/v1" + page + "/print?printer=counter-2", "");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains("is sold, and not printed. Printer counter-2: it does not answer");
    assertThat(postJson("/api/v1" + page + "/print?printer=nope", "").statusCode()).isEqualTo(422);
    assertThat(postJson("/api/v1" + page + "/print", "").body())
        .contains("must be one of [counter-1, counter-2]");
    assertThat(postJson("/api/v1/sales/nope/print", "").statusCode()).isEqualTo(404);
    Visitor clerk = visitor(Role.CLERK);
    assertThat(clerk.submit(page, page + "/print", "printer", "counter-2").body())
        .contains("it does not answer", "Receipt " + sale.at("/receipt").asLong());
  }

  @Test
  void a_receipt_is_a_file_for_people_and_programs() {
    String page = "/sales/" + sale().at("/id").asString() + "/receipt.pdf";

    HttpResponse<String> file = get("/api/v1" + page);
    assertThat(file.body()).startsWith("%PDF-");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(visitor(Role.CLERK).get(page).body()).startsWith("%PDF-");
    assertThat(get("/api/v1/sales/nope/receipt.pdf").statusCode()).isEqualTo(404);
  }

  private static String printed() throws InterruptedException {
    return new String(PRINTER.next(), Charset.forName("cp858"));
  }

  private JsonNode sale() {
    return json(
        postJson(
            "/api/v1/sales",
            """
            {"lines": [{"name": "tomato", "kilograms": "0.400", "tareKilograms": "0.065"},
              {"name": "kiwi", "pieces": 3}], "customer": "Frau Müller", "cashGiven": "20"}
            """));
  }
}

package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Printers are changed on the page of settings while the shop sells. */
@TestPropertySource(properties = "greengrocer.receipts.printers.counter-1.address=127.0.0.1:9")
final class PrinterSettingTest extends ServedTest {

  private static final String STARTED = "counter-1: 127.0.0.1:9";
  private static final PaperSink PRINTER = new PaperSink(PaperSink.Manner.WELL);

  @AfterAll
  static void off() throws IOException {
    PRINTER.close();
  }

  @Test
  void another_printer_prints_at_once_and_the_one_of_the_start_comes_back() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    String sale = sale();
    assertThat(ada.get("/settings").body())
        .contains("id=\"receipts-printers\"", STARTED)
        .doesNotContain("settings-at-start.receipts");

    assertThat(set(ada, STARTED + "\n", "counter-2").body())
        .contains("each line must be NAME: address, columns, characters");
    assertThat(set(ada, STARTED + "\n", "counter-2: nowhere").body())
        .contains("must be a host and a port");
    assertThat(set(ada, STARTED + "\n", "counter-2: localhost:9100, many").body())
        .contains("cannot be read");
    assertThat(print(sale, "counter-2").statusCode()).isEqualTo(422);

    String wanted = "counter-2: 127.0.0.1:" + PRINTER.port() + ", 32";
    assertThat(set(ada, STARTED + "\n", wanted).body())
        .contains("Saved: Receipt printers", "Set here by user-");
    assertThat(print(sale, "counter-2").statusCode()).isEqualTo(204);
    HttpResponse<String> gone = print(sale, "counter-1");
    assertThat(gone.statusCode()).isEqualTo(422);
    assertThat(gone.body()).contains("counter-2");
    assertThat(get("/api/v1/audit?kind=setting").body())
        .contains("greengrocer.receipts.printers", STARTED, wanted);

    HttpResponse<String> back =
        ada.submit(
            "/settings",
            "/settings",
            "seen.receipts-printers",
            wanted + "\n",
            "receipts-printers",
            wanted,
            "back.receipts-printers",
            "yes");
    assertThat(back.body()).contains(STARTED);
    assertThat(print(sale, "counter-2").statusCode()).isEqualTo(422);
  }

  @Test
  void none_at_all_covers_that_of_the_start() {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    String sale = sale();

    assertThat(set(ada, STARTED + "\n", "").body()).contains("Saved: Receipt printers");
    assertThat(print(sale, "counter-1").body()).contains("There is no receipt printer");
    ada.submit(
        "/settings",
        "/settings",
        "seen.receipts-printers",
        "",
        "receipts-printers",
        "",
        "back.receipts-printers",
        "yes");
    assertThat(ada.get("/settings").body()).contains(STARTED);
  }

  private HttpResponse<String> print(String sale, String printer) {
    return postJson("/api/v1/sales/" + sale + "/print?printer=" + printer, "");
  }

  private String sale() {
    return json(postJson(
            "/api/v1/sales",
            "{\"lines\": [{\"name\": \"tea\", \"pieces\": 1, \"price\": \"1.19\"}]}"))
        .at("/id")
        .asString();
  }

  private static HttpResponse<String> set(Visitor ada, String seen, String wanted) {
    return ada.submit(
        "/settings", "/settings", "seen.receipts-printers", seen, "receipts-printers", wanted);
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A clerk types at the till, fast and slowly, on good networks and on bad ones; what they typed is
 * what the receipt holds. {@code -Dgreengrocer.typing=all} tries every pace on every network.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TypingIT {

  /** So many browsers at once: a clerk waits for their own fingers most of the time. */
  private static final int CLERKS = 3;

  private static final boolean ALL = "all".equals(System.getProperty("greengrocer.typing"));

  @TempDir private static Path folder;

  private WebServer server;
  private TypingClerk clerk;
  private SlowNetwork network;
  private Browser browser;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    server = WebServer.start(folder.resolve("data"));
    clerk = TypingClerk.at(server);
    network = clerk.network();
    browser = clerk.browser();
  }

  @AfterAll
  void stop() throws IOException {
    if (clerk != null) {
      clerk.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void the_receipt_holds_what_was_typed_whatever_the_pace_and_the_network() throws Exception {
    Queue<Case> cases = new ConcurrentLinkedQueue<>(cases());
    List<Callable<List<String>>> clerks = Collections.nCopies(CLERKS, () -> wrongIn(cases));
    List<String> wrong = new ArrayList<>();
    ExecutorService shop = Executors.newFixedThreadPool(CLERKS);
    try {
      for (Future<List<String>> done : shop.invokeAll(clerks)) {
        wrong.addAll(done.get());
      }
    } finally {
      shop.shutdown();
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEmpty();
  }

  /** How fast is typed, in milliseconds a key, and how much later each answer comes. */
  private record Case(int pace, int latency) {}

  private static List<Case> cases() {
    if (!ALL) {
      return List.of(
          new Case(250, 500),
          new Case(180, 150),
          new Case(80, 0),
          new Case(80, 80),
          new Case(80, 300),
          new Case(80, 500));
    }
    return Stream.of(80, 120, 180, 250)
        .flatMap(pace -> Stream.of(0, 30, 80, 150, 300, 500).map(late -> new Case(pace, late)))
        .toList();
  }

  /** A clerk with a browser and a network of their own takes cases until none is left. */
  private List<String> wrongIn(Queue<Case> cases) throws IOException {
    List<String> wrong = new ArrayList<>();
    try (TypingClerk next = TypingClerk.at(server)) {
      for (Case one = cases.poll(); one != null; one = cases.poll()) {
        String receipt = next.sell(one.pace(), one.latency(), () -> {});
        for (String expected :
            List.of("0.498 kg", "6.23", "3 ", "Frau Müller", "+4915123456789", "7.73")) {
          if (!receipt.contains(expected)) {
            wrong.add("%s: no '%s' in %s".formatted(one, expected, receipt));
          }
        }
      }
    }
    return wrong;
  }

  @Test
  void answers_that_get_lost_change_nothing_and_sell_nothing_twice() {
    int before = receipts();
    String receipt =
        clerk.sell(
            80,
            30,
            () -> {
              network.loseAnswers(2);
            });
    assertThat(receipt).contains("0.498 kg", "6.23", "Frau Müller", "+4915123456789", "7.73");
    assertThat(receipts()).isEqualTo(before + 1);
  }

  private int receipts() {
    browser.go("/sales");
    browser.find("main h1");
    return browser.all("tbody tr").size();
  }

  @Test
  void without_a_network_the_page_stays_says_so_and_goes_on_by_itself() {
    network.latency(Duration.ZERO);
    String line = clerk.add("quince", "2.99", "kg");
    clerk.type("#customer", "Frau Müller", 20);
    network.down(true);
    clerk.type("#weight-" + line, "0.335", 20);
    browser.press(Keys.TAB);

    browser.until(() -> browser.find("[data-progress]").getText().contains("Not saved"));
    assertThat(browser.find("[data-unsaved]").getText()).isEqualTo("not saved");
    browser.click(browser.find("button[value=CASH]"));
    Browser.pause(300);
    assertThat(browser.path()).startsWith("/checkout");
    assertThat(browser.find("#weight-" + line).getDomProperty("value")).isEqualTo("0.335");

    network.down(false);
    browser.until(() -> browser.path().startsWith("/sales/"));
    // 2.99 × 0.335 = 1.00165
    BigDecimal total =
        new BigDecimal("2.99").multiply(new BigDecimal("0.335")).setScale(2, RoundingMode.HALF_UP);
    assertThat(browser.find(".receipt").getText())
        .contains("Frau Müller", "0.335 kg", total.toPlainString());
    // Failed requests are what this test is about.
    assertThat(browser.complaints()).allMatch(words -> words.contains("ERR_"));
  }

  @Test
  void a_fault_stands_beside_its_field_and_what_was_typed_stays_in_it() {
    network.latency(Duration.ofMillis(50));
    String line = clerk.add("quince", "2.99", "kg");
    clerk.type("#weight-" + line, "1250 g?", 20);
    browser.press(Keys.TAB);

    WebElement fault = browser.find("#weight-" + line + "-fault");
    assertThat(fault.getText()).contains("1250 g?");
    WebElement weight = browser.find("#weight-" + line);
    assertThat(weight.getDomProperty("value")).isEqualTo("1250 g?");
    assertThat(weight.getDomAttribute("aria-describedby"))
        .isEqualTo("weight-%s-fault weight-%s-hint".formatted(line, line));
    assertThat(browser.find("[data-unsaved]").isDisplayed()).isTrue();
    browser.click(browser.find("button[value=CASH]"));
    browser.until(() -> browser.find("[data-progress]").getText().contains("Not sold"));
    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("weight-" + line);

    clerk.type("#weight-" + line, "1.25", 20);
    assertThat(browser.all("#weight-" + line + "-fault")).isEmpty();
    browser.press(Keys.TAB);
    browser.until(() -> "1.250".equals(browser.find("#weight-" + line).getDomProperty("value")));
    // 2.99 × 1.25 = 3.7375
    browser.until(() -> browser.find("[data-total]").getText().equals("3.74 EUR"));
    browser.go("/checkout").click("[data-line='" + line + "'] form button[title=Remove]");
    browser.until(() -> browser.all("[data-line]").isEmpty());
    assertThat(browser.all(".message.error").stream().filter(WebElement::isDisplayed)).isEmpty();
  }

  @Test
  void enter_leads_from_weight_to_weight_and_then_to_the_payment() {
    network.latency(Duration.ofMillis(200));
    String first = clerk.add("quince", "2.99", "kg");
    String second = clerk.add("medlar", "3.00", "kg");
    browser.go("/checkout").await("[data-line]", 2);
    browser.until(() -> ("weight-" + first).equals(focusedId()));

    // No mouse, and nothing is waited for.
    browser.type("534", 20);
    browser.press(Keys.ENTER);
    browser.type("1250 g", 20);
    browser.press(Keys.ENTER);
    browser.until(() -> "given".equals(focusedId()));
    browser.type("5", 20);
    // 2.99 × 0.534 = 1.59666; 3.00 × 1.25
    browser.until(() -> browser.find("[data-total]").getText().equals("5.35 EUR"));
    assertThat(browser.find("#weight-" + first).getDomProperty("value")).isEqualTo("0.534");
    assertThat(browser.find("#weight-" + second + "-hint").getText()).isEqualTo("= 1.25 kg");
    browser.until(() -> browser.find("#given-hint").getText().equals("0.35 EUR more is needed"));
    browser.type("0", 20);
    assertThat(browser.find("#given-hint").getText()).isEqualTo("Change 44.65 EUR");

    clerk.type("#weight-" + second, "50", 20);
    browser.press(Keys.ENTER);
    WebElement question = browser.find("#weight-" + second + "-fault");
    assertThat(question.getText()).contains("50 kg is more than 25 kg");
    browser.click(browser.find("button[value=CASH]"));
    browser.until(() -> ("weight-" + second).equals(focusedId()));
    assertThat(browser.path()).isEqualTo("/checkout");
    browser.click(browser.find("#weight-" + second + "-fault button"));
    browser.until(() -> browser.find("[data-total]").getText().equals("151.60 EUR"));
    // The cash that was typed before is too little by now.
    browser.click(browser.find("button[value=CASH]"));
    assertThat(browser.find("#given-fault").getText()).contains("101.60 more is needed");
    browser.click(browser.find("button[value='200.00']"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    assertThat(browser.find("[data-change-given]").getText()).isEqualTo("48.40");
  }

  private String focusedId() {
    return String.valueOf(browser.focused().getDomAttribute("id"));
  }

  @Test
  void goods_on_their_way_into_the_basket_arrive_once_though_the_page_was_left() {
    network.latency(Duration.ZERO);
    String first = clerk.add("quince", "2.99", "kg");
    network.down(true);
    browser.click(browser.find("#hand-name"));
    browser.press("apple", Keys.ENTER);
    browser.until(() -> browser.find("[data-progress]").getText().contains("Not saved"));

    network.down(false);
    browser.go("/checkout");

    List<WebElement> lines = browser.await("[data-basket] [data-line]", 2);
    assertThat(lines).extracting(line -> line.getDomAttribute("aria-label")).contains("apple");
    String added = String.valueOf(lines.get(1).getDomAttribute("data-line"));
    browser.go("/checkout");
    assertThat(browser.await("[data-basket] [data-line]", 2)).hasSize(2);
    for (String line : List.of(first, added)) {
      browser.script(
          "document.querySelector(\"[data-line='" + line + "'] button[title=Remove]\").click()");
      browser.until(() -> browser.all("[data-line='" + line + "']").isEmpty());
    }
    assertThat(browser.complaints()).allMatch(words -> words.contains("ERR_"));
  }

  @Test
  void names_things_added_and_things_removed_leave_what_is_typed_alone() {
    network.latency(Duration.ofMillis(200));
    String first = clerk.add("quince", "2.99", "kg");
    String second = clerk.add("medlar", "3.99", "kg");
    clerk.type("#customer", "Ada", 20);
    browser.click(browser.find("#price-" + first));
    browser.press(Keys.chord(Keys.CONTROL, "a"));
    // Another line goes while the price of this one is half typed.
    browser.script(
        "document.querySelector(\"[data-line='" + second + "'] button[title=Remove]\").click()");
    browser.type("12.5", 150);
    browser.until(() -> browser.all("[data-line='" + second + "']").isEmpty());
    browser.type("0", 150);
    assertThat(browser.find("#price-" + first).getDomProperty("value")).isEqualTo("12.50");
    clerk.type("#weight-" + first, "2", 20);
    browser.click(browser.find("button[value=CASH]"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    assertThat(browser.find(".receipt").getText())
        .contains("Ada", "25.00")
        .doesNotContain("medlar");
  }
}

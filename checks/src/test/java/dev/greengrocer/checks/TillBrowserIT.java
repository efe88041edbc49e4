package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A day at the till, in a real browser on a real server with users: the administrator's first
 * sign-in, a price on the phone, a sale from a photo to the receipt, a void. Each test goes on
 * where the one before it stopped, as a day does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TillBrowserIT {

  private static final String PASSWORD = "four wet ducks in line";

  @TempDir private static Path folder;

  private WebServer server;
  private Browser browser;
  private final List<String> inaccessible = new ArrayList<>();

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    server = WebServer.startWithUsers(folder.resolve("data"));
    browser = Browser.open(server);
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void nothing_was_refused_and_nobody_else_was_asked() {
    assertThat(browser.complaints()).as("console").isEmpty();
    assertThat(browser.foreignHosts()).as("foreign hosts").isEmpty();
    assertThat(inaccessible).as("axe").isEmpty();
  }

  @Test
  @Order(1)
  void the_first_administrator_signs_in_and_changes_the_password() throws IOException {
    browser.size(Browser.PHONE, 844).go("/prices");
    look("sign-in");
    browser.find("#name").sendKeys("admin");
    browser.find("#password").sendKeys("a guess", Keys.ENTER);
    assertThat(browser.find(".message.error").getText()).contains("do not open an account");

    assertThat(browser.find("#name").getDomProperty("value")).isEqualTo("admin");
    browser.find("#password").sendKeys(server.oneTimePassword(), Keys.ENTER);
    browser.until(() -> browser.path().equals("/account/password"));
    look("password");
    browser.find("#present").sendKeys(server.oneTimePassword());
    browser.find("#wanted").sendKeys(PASSWORD);
    browser.find("#again").sendKeys(PASSWORD, Keys.ENTER);

    assertThat(browser.find(".message.success").getText()).contains("changed");
    assertThat(browser.path()).isEqualTo("/");
  }

  @Test
  @Order(2)
  void a_price_is_set_on_a_phone() {
    browser.size(Browser.PHONE, 844).go("/prices");
    look("prices");
    browser.find("#name").sendKeys("quince");
    browser.find("#unit").sendKeys("kg");
    browser.find("#price").sendKeys("4,20", Keys.ENTER);
    // Nothing was sold under this name before, so the page asks.
    assertThat(browser.find("[data-question]").getText()).contains("quince");
    look("prices question");
    browser.click(browser.find("[data-question] button"));

    assertThat(browser.find(".message.success").getText()).contains("4.20 EUR / kg");
    assertThat(browser.find("main").getText()).contains("quince");
  }

  @Test
  @Order(3)
  void goods_go_from_a_photo_to_a_printed_receipt() throws IOException {
    Path photo = Files.write(folder.resolve("photo.jpg"), DrawnProduce.jpeg("lemon", 3));
    browser.size(Browser.PHONE, 844).go("/").choose("[data-files]", List.of(photo));
    WebElement card = browser.await("[data-prediction-id]", 1).get(0);
    List<WebElement> basket = card.findElements(By.xpath(".//button[contains(., 'basket')]"));
    if (!basket.isEmpty()) {
      browser.click(basket.get(0));
      browser.until(() -> card.getText().contains("In the basket"));
    }

    browser.go("/checkout");
    browser.find("#hand-name").sendKeys("quince", Keys.ENTER);
    look("checkout");
    List<WebElement> lines = browser.await("[data-line]", basket.isEmpty() ? 1 : 2);
    for (int i = 0; i < lines.size(); i++) {
      measure(i);
    }
    assertThat(browser.find("[data-total]").getText()).endsWith("EUR");
    assertThat(browser.all("[data-line] .badge")).isEmpty();

    look("checkout weighed");
    browser.find("#customer").sendKeys("Ada & <b>Co</b>");
    browser.click(browser.find("button[value=CASH]"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    look("receipt");
    // 4.20 × 0.335 = 1.407
    assertThat(browser.find(".receipt").getText())
        .contains("quince", "0.335 kg", "1.41", "Ada & <b>Co</b>");
    browser.find("[data-print]");
  }

  /** Weighs or counts a line, and waits until the server has shown its total. */
  private void measure(int line) {
    String id = String.valueOf(browser.all("[data-line]").get(line).getDomAttribute("data-line"));
    String here = "[data-line='" + id + "'] ";
    List<WebElement> tiles = browser.all(here + ".tile");
    if (!tiles.isEmpty() && browser.all(here + "[aria-pressed=true]").isEmpty()) {
      browser.click(tiles.get(0));
      browser.await(here + "[data-measure]", 1);
    }
    for (WebElement weight : browser.all(here + "[name=weight]")) {
      weight.clear();
      weight.sendKeys("0.335", Keys.TAB);
    }
    browser.await(here + ".line-total", 1);
  }

  @Test
  @Order(4)
  void a_sale_is_voided_after_a_question() {
    browser.size(Browser.PHONE, 844).go("/sales");
    look("sales");
    browser.click("tbody .lead a");
    browser.click("[data-void] summary");
    browser.find("#reason").sendKeys("brought back", Keys.ENTER);
    browser.click("[data-answer=yes]");

    assertThat(browser.find(".receipt .message.error").getText()).contains("brought back");
  }

  @Test
  @Order(5)
  void the_day_is_closed_and_its_report_stays() {
    browser.size(Browser.PHONE, 844).go("/closings");
    look("day closing");
    // The one sale was paid in cash and voided.
    assertThat(browser.find("[data-expected]").getText()).isEqualTo("0.00 EUR");
    assertThat(browser.find("main").getText()).contains("cash", "admin", "Voided");
    browser.find("#counted").sendKeys("49,50");
    browser.find("#kept").sendKeys("20", Keys.ENTER);
    browser.click("[data-answer=yes]");

    browser.until(() -> browser.path().equals("/closings/1"));
    look("z report");
    assertThat(browser.find("[data-difference]").getText()).isEqualTo("49.50 EUR");
    browser.go("/closings");
    look("day closed");
    assertThat(browser.find("[data-receipts]").getText()).isEqualTo("none");
    assertThat(browser.find("[data-expected]").getText()).isEqualTo("20.00 EUR");
  }

  @Test
  @Order(6)
  void a_user_and_a_key_are_made_and_shown_once() {
    browser.size(Browser.PHONE, 844).go("/users");
    look("users");
    browser.find("#name").sendKeys("ben", Keys.ENTER);
    assertThat(browser.find("[data-secret]").getText()).hasSize(23);
    look("users with a password");

    browser.go("/keys").find("#name").sendKeys("scales", Keys.ENTER);
    assertThat(browser.find("[data-secret]").getText()).startsWith("gg_");
    look("keys");
    assertThat(browser.go("/keys").all("[data-secret]")).isEmpty();

    browser.go("/audit?kind=KEY");
    look("audit");
    assertThat(browser.find("tbody").getText()).contains("scales", "admin");
    browser.go("/customers");
    look("customers");
    browser.go("/prices/history?name=quince");
    look("price history");
  }

  @Test
  @Order(7)
  void signing_out_closes_the_door() {
    browser.size(Browser.PHONE, 844).go("/account");
    look("account");
    browser.click("main form button");

    browser.until(() -> browser.path().startsWith("/sign-in"));
    assertThat(browser.go("/checkout").path()).startsWith("/sign-in");
  }

  /** Every page fits its window and meets WCAG 2.2 AA, in light and in dark. */
  private void look(String page) {
    browser.find("main");
    // A page that is scrolled has buttons half under its head, which says nothing about their size.
    browser.script("window.scrollTo(0, 0)");
    assertThat(browser.overhang()).as(page + " is wider than a phone").isLessThanOrEqualTo(0);
    for (String scheme : List.of("dark", "light")) {
      browser.scheme(scheme);
      browser
          .violations()
          .forEach(found -> inaccessible.add(page + " in " + scheme + ": " + found));
    }
    pictures(page);
  }

  /** With {@code -Dgreengrocer.pictures=FOLDER}, for eyes. */
  private void pictures(String page) {
    String pictures = System.getProperty("greengrocer.pictures");
    if (pictures != null) {
      try {
        browser.screenshot(
            Files.createDirectories(Path.of(pictures)).resolve(page.replace(' ', '-') + ".png"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

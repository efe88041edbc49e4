package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A clerk who types at the checkout, with a browser behind a network of their own. */
final class TypingClerk implements AutoCloseable {

  private final SlowNetwork network;
  private final Browser browser;

  private TypingClerk(SlowNetwork network, Browser browser) {
    this.network = network;
    this.browser = browser;
  }

  /** Opens a browser for a clerk at a server. */
  static TypingClerk at(WebServer server) throws IOException {
    SlowNetwork network = SlowNetwork.before(server);
    return new TypingClerk(network, Browser.open(server, network));
  }

  SlowNetwork network() {
    return network;
  }

  Browser browser() {
    return browser;
  }

  /**
   * Sells two goods key by key: the tare while the weight is on its way, the price while the tare
   * is.
   */
  String sell(int pace, int latency, Runnable beforePaying) {
    network.latency(Duration.ofMillis(latency));
    String kilogram = add("quince", "2.99", "kg");
    String piece = add("honey", "9.99", "piece");

    type("#customer", "Frau Müller", pace);
    type("#mobile", "+49 151 2345 6789", pace);
    type("#weight-" + kilogram, "0,51", pace);
    browser.press(Keys.TAB);
    browser.type("0.012", pace);
    browser.press(Keys.TAB);
    // Tab has selected the old price, so that the new one takes its place.
    browser.type("12.50", pace);
    type("#pieces-" + piece, "3", pace);
    browser.press(Keys.TAB);
    beforePaying.run();
    browser.type("0.50", pace);
    assertThat(browser.find("#customer").getDomProperty("value")).isEqualTo("Frau Müller");
    // The last field is still being typed in, and nothing has been waited for.
    browser.click(browser.find("button[value=CARD]"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    return browser.find(".receipt").getText();
  }

  /** Adds goods by hand and gives the id of their line. */
  String add(String name, String price, String unit) {
    browser.go("/checkout");
    int lines = browser.all("[data-line]").size();
    browser.find("#hand-name").sendKeys(name);
    browser.find("#hand-price").sendKeys(price);
    browser.find("#hand-unit").sendKeys(unit);
    browser.find("#hand-name").sendKeys(Keys.ENTER);
    List<WebElement> all = browser.await("[data-line]", lines + 1);
    return String.valueOf(all.get(lines).getDomAttribute("data-line"));
  }

  /** Replaces what a field holds. */
  void type(String css, String text, int pace) {
    WebElement input = browser.find(css);
    browser.click(input);
    browser.press(Keys.chord(Keys.CONTROL, "a"));
    browser.type(text, pace);
  }

  @Override
  public void close() throws IOException {
    browser.close();
    network.close();
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Slips of the hand are asked for before they count, in a real browser at three sizes. */
final class SlipsBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_price_that_is_far_from_the_list_and_a_mistyped_name_are_asked_for()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844);
        addAtAPrice(browser, width);
        changeAPrice(browser, width);
        throwAway(browser, width);
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void addAtAPrice(Browser browser, int width) {
    browser.go("/checkout");
    browser.find("#hand-name").sendKeys("tomato");
    browser.find("#hand-price").sendKeys("299", Keys.ENTER);
    assertThat(browser.find("#hand-price-fault").getText())
        .contains("299.00 EUR / kg is far from the price list, 2.99 EUR / kg");
    browser.look("a price beside a new line at " + width);
    // Enter asks again, and never says yes.
    browser.find("#hand-price").sendKeys(Keys.ENTER);
    browser.until(() -> !browser.all("#hand-price-fault").isEmpty());
    assertThat(browser.all("[data-basket] [data-line]")).isEmpty();
    browser.click("#hand-price-fault button");
    WebElement line = browser.await("[data-basket] [data-line]", 1).get(0);
    assertThat(line.getText()).contains("tomato");
    assertThat(browser.all("#hand-price-fault")).isEmpty();
    remove(browser);
  }

  private static void changeAPrice(Browser browser, int width) {
    browser.go("/till");
    browser.find("#hand-name").sendKeys("kiwi", Keys.ENTER);
    String line =
        String.valueOf(
            browser.await("[data-basket] [data-line]", 1).get(0).getDomAttribute("data-line"));
    browser.click("[data-line] details summary");
    WebElement price = browser.find("#price-" + line);
    // Emptied by itself, it would be left and get the list's price back before the digits come.
    price.sendKeys(Keys.chord(Keys.CONTROL, "a"), "45", Keys.ENTER);
    browser.until(() -> !browser.all("#price-" + line + "-fault").isEmpty());
    assertThat(browser.find("#price-" + line + "-fault").getText())
        .contains("45.00 EUR / piece is far from the price list, 0.45 EUR / piece");
    browser.look("a price of a line at " + width);
    browser.click("[data-pay]");
    browser.until(() -> browser.find("[data-progress]").getText().contains("Not sold"));
    browser.click("#price-" + line + "-fault button");
    browser.until(() -> browser.find("[data-total]").getText().equals("45.00 EUR"));
    assertThat(browser.all("#price-" + line + "-fault")).isEmpty();
    remove(browser);
  }

  private static void throwAway(Browser browser, int width) {
    String name = "tomatto " + width;
    browser.go("/stock");
    browser.find("#waste-name").sendKeys(name);
    browser.find("#waste-amount").sendKeys("1 kg");
    browser.find("#waste-reason").sendKeys("rotten", Keys.ENTER);
    browser.until(() -> !browser.all("[data-question]").isEmpty());
    assertThat(browser.find("[data-question]").getText()).contains("Nothing is called '" + name);
    browser.look("waste of an unknown name at " + width);
    browser.find("#waste-reason").sendKeys(Keys.ENTER);
    browser.until(() -> !browser.all("[data-question]").isEmpty());
    browser.click("[data-question] button");
    browser.until(() -> !browser.all(".message.success").isEmpty());
    assertThat(browser.find(".message.success").getText()).contains("thrown away");
  }

  private static void remove(Browser browser) {
    browser.click("[data-line] [title=Remove]");
    browser.until(() -> browser.all("[data-line]").isEmpty());
  }
}

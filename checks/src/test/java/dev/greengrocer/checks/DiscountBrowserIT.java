package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Something is taken off at the till and a label is scanned, in a real browser. */
final class DiscountBrowserIT {

  @TempDir private static Path folder;

  @Test
  void what_is_taken_off_is_typed_set_and_sold_at_every_size()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/checkout");
        // A scanner types thirteen digits and Enter: 534 g of tomatoes, 2.99 × 0.534.
        browser.find("#hand-name").sendKeys("2904064005347", Keys.ENTER);
        String line =
            String.valueOf(
                browser.await("[data-basket] [data-line]", 1).get(0).getDomAttribute("data-line"));
        browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
        // The next label can be scanned at once.
        browser.until(() -> "hand-name".equals(browser.focused().getDomAttribute("id")));

        browser.click(browser.find("[data-line='" + line + "'] details summary"));
        browser.find("#discount-" + line).sendKeys("10 %");
        browser.look("a discount at " + width);
        browser.click(browser.find("button[value=CARD]"));
        browser.until(() -> browser.find("[data-progress]").getText().contains("set the discount"));
        browser.find("#discount-" + line).sendKeys(Keys.ENTER);
        assertThat(browser.find("#reason-" + line + "-fault").getText()).contains("Say why");
        // Another change keeps the disclosure open and what is typed in it.
        WebElement tare = browser.find("#tare-" + line);
        browser.click(tare);
        tare.sendKeys("0.034", Keys.TAB);
        browser.until(() -> browser.find("[data-total]").getText().equals("1.50 EUR"));
        WebElement reason = browser.find("#reason-" + line);
        assertThat(browser.find("#discount-" + line).getDomProperty("value")).isEqualTo("10 %");
        browser.click(reason);
        reason.sendKeys("bruised");
        // A finger has no Enter.
        browser.click(browser.find("[data-line='" + line + "'] [data-discount] button"));
        // 2.99 × 0.5 = 1.50, less 0.15
        browser.until(() -> browser.find("[data-total]").getText().equals("1.35 EUR"));
        assertThat(browser.find("[data-off]").getText()).contains("bruised: 10 % off");
        browser.look("taken off at " + width);
        browser.click(browser.find("button[value=CARD]"));
        browser.until(() -> browser.path().startsWith("/sales/"));
        browser.look("receipt at " + width);
        assertThat(browser.find(".receipt").getText())
            .contains("bruised: 0.15 taken off 1.50", "1.35");
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_label_is_scanned_wherever_the_cursor_is() throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("scans"));
        Browser browser = Browser.open(server)) {
      browser.go("/checkout");
      browser.find("#hand-name").sendKeys("quince");
      browser.find("#hand-price").sendKeys("3", Keys.ENTER);
      WebElement weight = browser.find("[name=weight]");
      browser.until(() -> "weight".equals(browser.focused().getDomAttribute("name")));
      // The cursor waits for a weight, and a label is scanned instead: 2.99 × 0.534.
      browser.press("2904064005347", Keys.ENTER);
      browser.await("[data-basket] [data-line]", 2);
      browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
      assertThat(weight.getDomProperty("value")).isEmpty();
      assertThat(browser.all("[aria-invalid=true]")).isEmpty();
      browser.click(weight);
      browser.press("1", Keys.ENTER);
      browser.until(() -> "given".equals(browser.focused().getDomAttribute("id")));
      browser.press("2904064005347", Keys.ENTER);
      browser.await("[data-basket] [data-line]", 3);
      // 3.00 + 2 × 1.60
      browser.until(() -> browser.find("[data-total]").getText().equals("6.20 EUR"));
      assertThat(browser.find("#given").getDomProperty("value")).isEmpty();
      // One digit is misread.
      browser.find("#hand-name").sendKeys("2904064005346", Keys.ENTER);
      assertThat(browser.find("#hand-name-fault").getText()).contains("check digit must be 7");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A scale sends weights while a clerk is at the till, in a real browser. */
final class ScaleBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_weight_comes_by_itself_and_never_over_what_somebody_types()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      browser.size(Browser.PHONE, 844).go("/checkout");
      browser.click(browser.find("details.disclosure summary"));
      browser.find("#till-name").sendKeys("counter-1");
      browser.look("scale");
      browser.find("#till-name").sendKeys(Keys.ENTER);
      browser.find(".message.success");
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/checkout");
        String first = add(browser, "quince");
        browser.go("/checkout").await("[data-basket] [data-line]", 1);
        // The cursor is in the empty field, and the weight comes all the same.
        browser.until(() -> ("weight-" + first).equals(focusedId(browser)));
        server.weigh("counter-1", 534);
        browser.until(() -> "0.534".equals(value(browser, "#weight-" + first)));
        browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
        assertThat(browser.find("[data-progress]").getText())
            .isEqualTo("quince: 0.534 kg from the scale");
        browser.look("weighed at " + width);

        String second = add(browser, "medlar");
        browser.until(() -> ("weight-" + second).equals(focusedId(browser)));
        browser.press("0.2");
        server.weigh("counter-1", 999);
        // 2.99 × 0.534 and 2.99 × 0.999 until what is being typed is finished.
        browser.until(() -> browser.find("[data-total]").getText().equals("4.59 EUR"));
        assertThat(value(browser, "#weight-" + second)).isEqualTo("0.2");
        browser.press("5", Keys.TAB);
        // 2.99 × 0.25
        browser.until(() -> browser.find("[data-total]").getText().equals("2.35 EUR"));
        assertThat(value(browser, "#weight-" + second)).isEqualTo("0.250");
        browser.click(browser.find("button[value=CARD]"));
        browser.until(() -> browser.path().startsWith("/sales/"));
        assertThat(browser.find(".receipt").getText()).contains("0.534 kg", "0.250 kg", "2.35");
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static String add(Browser browser, String name) {
    int lines = browser.all("[data-basket] [data-line]").size();
    WebElement field = browser.find("#hand-name");
    browser.click(field);
    field.sendKeys(name);
    browser.find("#hand-price").sendKeys("2.99");
    browser.find("#hand-price").sendKeys(Keys.ENTER);
    List<WebElement> all = browser.await("[data-basket] [data-line]", lines + 1);
    return String.valueOf(all.get(lines).getDomAttribute("data-line"));
  }

  private static String focusedId(Browser browser) {
    return String.valueOf(browser.focused().getDomAttribute("id"));
  }

  private static String value(Browser browser, String css) {
    return String.valueOf(browser.find(css).getDomProperty("value"));
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A customer brings a part of what they bought back, in a real browser. */
final class ReturnBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_part_of_a_receipt_is_given_back_at_every_size() throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/checkout");
        browser.find("#hand-name").sendKeys("kiwi", Keys.ENTER);
        browser.await("[data-basket] [name=pieces]", 1).get(0).clear();
        browser.find("[data-basket] [name=pieces]").sendKeys("3", Keys.TAB);
        // 3 × 0.45
        browser.until(() -> browser.find("[data-total]").getText().equals("1.35 EUR"));
        browser.click(browser.find("button[value=CASH]"));
        browser.until(() -> browser.path().startsWith("/sales/"));
        browser.click(browser.find("[data-return] summary"));
        browser.find("#quantity-1").sendKeys("1");
        browser.look("a return at " + width);
        browser.find("#return-reason").sendKeys("rotten", Keys.ENTER);
        browser.find("[data-answer=yes]").click();

        assertThat(browser.find("[data-return-of]").getText()).contains("receipt", "rotten");
        assertThat(browser.find("[data-total]").getText()).isEqualTo("-0.45");
        browser.look("given back at " + width);
        browser.click(browser.find("[data-return-of] a"));
        assertThat(browser.find("[data-returned]").getText()).contains("0.45 EUR, rotten");
        browser.click(browser.find("[data-return] summary"));
        assertThat(browser.find("#quantity-1-hint").getText()).isEqualTo("at most 2");
        browser.look("a receipt with a return at " + width);
      }
      browser.size(Browser.PHONE, 844).go("/closings");
      browser.look("day closing with returns");
      assertThat(browser.find("[data-returned]").getText()).isEqualTo("-1.35 (3)");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}

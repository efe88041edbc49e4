package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A basket is parked at one till and taken back at another, in two real browsers. */
final class ParkingBrowserIT {

  private static final int TABLET = 820;

  @TempDir private static Path folder;

  @Test
  void a_basket_goes_from_one_till_to_another_and_outlives_the_server()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path data = folder.resolve("data");
    try (WebServer server = WebServer.start(data);
        Browser tablet = Browser.open(server)) {
      tablet.size(TABLET, 1180).go("/checkout");
      tablet.find("#hand-name").sendKeys("quince");
      tablet.find("#hand-price").sendKeys("2.99", Keys.ENTER);
      WebElement weight = tablet.find("[name=weight]");
      tablet.find("#customer").sendKeys("Ada");
      // What is still being typed is parked, too.
      weight.sendKeys("0.5");
      tablet.find("#park-name").sendKeys("purse at home");
      tablet.look("before parking");
      tablet.find("#park-name").sendKeys(Keys.ENTER);
      tablet.find(".message.success");

      // 2.99 × 0.5 = 1.495
      assertThat(tablet.find("[data-waiting]").getText())
          .contains("Basket 1, purse at home", "1.50 EUR", "1 line");
      assertThat(tablet.all("[data-basket] [data-line]")).isEmpty();
      tablet.look("parked");
      // The next customer is not the one before.
      tablet.find("#hand-name").sendKeys("honey");
      tablet.find("#hand-price").sendKeys("9.99", Keys.ENTER);
      assertThat(tablet.find("#customer").getDomProperty("value")).isEmpty();
      assertThat(tablet.complaints()).isEmpty();
    }
    try (WebServer server = WebServer.start(data);
        Browser phone = Browser.open(server);
        Browser desk = Browser.open(server)) {
      phone.size(Browser.PHONE, 844).go("/checkout");
      desk.size(Browser.DESK, 800).go("/checkout");
      phone.look("on a phone");
      desk.look("on a desk");
      take(phone);
      phone.find(".message.success");
      assertThat(phone.find("[data-total]").getText()).isEqualTo("1.50 EUR");
      assertThat(phone.find("[data-line] [name=weight]").getDomProperty("value"))
          .isEqualTo("0.500");

      // The other till still shows it, and gets the answer.
      take(desk);
      assertThat(desk.find(".message.error").getText()).contains("Basket 1", "waits no more");
      assertThat(desk.all("[data-basket] [data-line]")).isEmpty();

      phone.click(phone.find("button[value=CARD]"));
      phone.until(() -> phone.path().startsWith("/sales/"));
      assertThat(phone.find(".receipt").getText()).contains("quince", "1.50");
      assertThat(phone.complaints()).isEmpty();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  private static void take(Browser browser) {
    WebElement parked = browser.find("[data-waiting]");
    browser.click(parked.findElement(By.cssSelector("[data-take] button")));
  }
}

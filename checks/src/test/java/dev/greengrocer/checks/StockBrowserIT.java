package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * From a delivery's photos to a count, in a real browser at three sizes: crates are photographed,
 * ticked off and booked, sold below zero, thrown away and counted.
 */
final class StockBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_delivery_is_taken_in_sold_thrown_away_and_counted_at_every_size()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    List<Path> photos =
        List.of(
            Files.write(folder.resolve("one.jpg"), DrawnProduce.jpeg("lemon", 3)),
            Files.write(folder.resolve("two.jpg"), DrawnProduce.jpeg("tomato", 4)));
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      int round = 0;
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        round++;
        browser.size(width, 844);
        takeIn(browser, photos, width, round);
        sellBelowZero(browser, width);
        throwAway(browser);
        count(browser, width);
      }
      for (String path : List.of("/stock/movements", "/deliveries", "/dashboard")) {
        for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
          browser.size(width, 844).go(path);
          browser.look(path + " at " + width);
        }
      }
      assertThat(browser.find("[data-stock-figures]").getText()).contains("tomato", "Shrinkage");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_crate_whose_photo_cannot_be_read_is_not_left_out()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path good = Files.write(folder.resolve("good.jpg"), DrawnProduce.jpeg("lemon", 5));
    Path text = Files.writeString(folder.resolve("text.jpg"), "no photo at all");
    try (WebServer server = WebServer.start(folder.resolve("unreadable"));
        Browser browser = Browser.open(server)) {
      browser.go("/deliveries/new");
      browser.choose("[data-files]", List.of(good, text));
      browser.await("[data-crate][data-photo]:not([aria-busy])", 2);
      type(browser.all("[data-crate]").get(0), "name", "tomato");
      type(browser.all("[data-crate]").get(0), "amount", "0,6");
      browser.click(browser.all("[data-tick]").get(0));
      browser.until(() -> browser.find("[data-progress]").getText().contains("1 of 2 ticked off."));

      browser.click("[data-book]");

      browser.until(
          () ->
              browser
                  .find("[data-progress]")
                  .getText()
                  .contains("a crate has a photo and no name"));
      assertThat(browser.path()).isEqualTo("/deliveries/new");
      browser.go("/deliveries/new"); // A reload loses the picture, not the crate.
      browser.until(() -> browser.find("[data-progress]").getText().contains("1 of 2 ticked off."));
      browser.click(browser.all("[data-remove]").get(1));
      browser.click("[data-book]");
      browser.until(() -> browser.path().equals("/deliveries/1"));
      assertThat(browser.all("[data-booked-crate]")).hasSize(1);
    }
  }

  @Test
  void a_booking_whose_answer_was_lost_is_told_of_and_its_crates_leave_the_page()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("lost"));
        Browser browser = Browser.open(server)) {
      browser.go("/deliveries/new");
      fill(browser.all("[data-crate]").get(0), "tomato");
      bookAndLoseTheAnswer(browser);

      browser.go("/deliveries/new");

      browser.await("[data-already] a", 1);
      assertThat(browser.find("[data-already]").getText())
          .isEqualTo("Already booked as delivery 1.");
      assertThat(browser.all("[data-crate] [name=name]").get(0).getDomProperty("value")).isEmpty();
      // The same page with one crate more, as a tab that never noticed has it.
      fill(browser.all("[data-crate]").get(0), "lemon");
      bookAndLoseTheAnswer(browser);
      browser.click("[data-more]");
      fill(browser.all("[data-crate]").get(1), "kiwi");
      browser.click("[data-book]");
      browser.until(() -> browser.find("[data-already]").getText().contains("delivery 2"));
      assertThat(browser.all("[data-crate] [name=name]").get(0).getDomProperty("value"))
          .isEqualTo("kiwi");
      browser.complaints(); // of the page with status 422
      browser.click("[data-tick]");
      browser.click("[data-book]");
      browser.until(() -> browser.path().equals("/deliveries/3"));
      assertThat(browser.all("[data-booked-crate]")).hasSize(1);
      browser.go("/deliveries/new");
      assertThat(browser.all("[data-already]")).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void a_draft_that_another_tab_changes_is_told_of_and_not_overwritten()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("tabs"));
        Browser browser = Browser.open(server)) {
      browser.go("/deliveries/new");
      String first = browser.openTab("/deliveries/new");
      browser.find("#supplier").sendKeys("Miller");
      browser.toTab(first);
      browser.until(
          () -> browser.find("[data-progress]").getText().contains("changed in another tab"));

      browser.find("#supplier").sendKeys("Smith");
      browser.go("/deliveries/new");

      assertThat(browser.find("#supplier").getDomProperty("value")).isEqualTo("Miller");
    }
  }

  private static void fill(WebElement crate, String name) {
    type(crate, "name", name);
    type(crate, "amount", "1 kg");
    crate.findElement(By.cssSelector("[data-tick]")).click();
  }

  /** The server books, and the page never hears of it. */
  private static void bookAndLoseTheAnswer(Browser browser) {
    browser.script(
        """
        const form = document.querySelector("[data-delivery]");
        form.addEventListener("submit", (event) => {
          event.preventDefault();
          fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual"})
            .then(() => { form.dataset.lost = "yes"; });
        }, {once: true});
        """);
    browser.click("[data-book]");
    browser.await("[data-delivery][data-lost]", 1);
  }

  private static void takeIn(Browser browser, List<Path> photos, int width, int round) {
    browser.go("/deliveries/new");
    browser.look("a new delivery at " + width);
    browser.find("#supplier").sendKeys("Miller");
    browser.choose("[data-files]", photos);
    browser.until(
        () ->
            browser.all("[data-crate][data-photo]:not([aria-busy]) [name=prediction]").stream()
                    .filter(field -> !String.valueOf(field.getDomProperty("value")).isEmpty())
                    .count()
                == 2);
    for (WebElement crate : browser.all("[data-crate]")) {
      // Whatever the model makes of a drawing: the person decides.
      type(crate, "name", "tomato");
      type(crate, "amount", "0,6");
      type(crate, "cost", "1.20");
    }
    browser.click(browser.all("[data-tick]").get(0));
    browser.until(() -> browser.find("[data-progress]").getText().contains("1 of 2 ticked off."));
    browser.click("[data-book]");
    // The server says which one is missing, and everything is still there.
    assertThat(browser.find("[data-fault]").getText()).contains("Tick it off");
    browser.look("a delivery with a fault at " + width);
    assertThat(browser.complaints()).allMatch(one -> one.contains("422")); // of the refusal alone
    browser.click("[data-more]");
    assertThat(browser.all("[data-crate]")).hasSize(3);
    browser.all("[data-crate] [name=lot]").get(2).sendKeys("L 7");
    browser.go("/deliveries/new"); // A reload loses nothing that was typed.
    browser.await("[data-crate] img", 2);
    assertThat(browser.find("#supplier").getDomProperty("value")).isEqualTo("Miller");
    assertThat(browser.all("[data-crate] [name=lot]").get(2).getDomProperty("value"))
        .isEqualTo("L 7");
    browser.click(browser.all("[data-remove]").get(2));
    browser.click(browser.all("[data-tick]").get(1));
    browser.look("a delivery that is ticked off at " + width);
    browser.click("[data-book]");
    browser.until(() -> browser.path().equals("/deliveries/" + round));
    assertThat(browser.all("[data-booked-crate]")).hasSize(2);
    assertThat(browser.find("[data-cost]").getText()).isEqualTo("2.40 EUR");
    browser.look("a delivery at " + width);
    browser.go("/deliveries/new");
    assertThat(browser.find("#supplier").getDomProperty("value")).isEmpty();
  }

  private static void type(WebElement crate, String field, String text) {
    WebElement input = crate.findElement(By.name(field));
    input.clear();
    input.sendKeys(text);
  }

  private static void sellBelowZero(Browser browser, int width) {
    browser.go("/checkout");
    browser.find("#hand-name").sendKeys("tomato", Keys.ENTER);
    browser.await("[data-basket] [name=weight]", 1).get(0).sendKeys("3", Keys.TAB);
    browser.until(() -> !browser.all("[data-short-of]").isEmpty());
    assertThat(browser.find("[data-short-of]").getText())
        .contains("tomato", "3.000 kg in the basket");
    browser.look("more than there is in stock at " + width);
    browser.click(browser.find("button[value=CASH]"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    browser.go("/stock");
    assertThat(browser.find("[data-below]").getText()).contains("tomato");
    browser.look("stock below zero at " + width);
  }

  private static void throwAway(Browser browser) {
    browser.find("#waste-name").sendKeys("tomato");
    browser.find("#waste-amount").sendKeys("100 g");
    browser.find("#waste-reason").sendKeys("rotten", Keys.ENTER);
    browser.until(() -> !browser.all(".message.success").isEmpty());
    assertThat(browser.find(".message.success").getText()).contains("tomato 0.100 kg thrown away");
  }

  private static void count(Browser browser, int width) {
    browser.go("/stock/count");
    browser.look("the sheet of a count at " + width);
    browser.find("#counted-0").sendKeys("1,0");
    browser.find("#count-reason").sendKeys("weighed anew");
    browser.go("/stock"); // Left without booking, and opened again.
    browser.go("/stock/count");
    browser.find("[data-restored]");
    browser.look("a sheet with what was typed before at " + width);
    assertThat(browser.find("#count-reason").getDomProperty("value")).isEqualTo("weighed anew");
    browser.find("#counted-0").sendKeys(Keys.ENTER);
    browser.until(() -> browser.path().equals("/stock"));
    assertThat(browser.find(".message.success").getText())
        .contains("1 counted. Differences: tomato +");
    assertThat(browser.find("[data-goods=tomato] [data-on-hand]").getText()).isEqualTo("1.000 kg");
    browser.look("stock at " + width);
    browser.go("/stock/count"); // What is booked is not kept.
    assertThat(browser.find("#counted-0").getDomProperty("value")).isEmpty();
    assertThat(browser.all("[data-restored][hidden]")).hasSize(1);
  }
}

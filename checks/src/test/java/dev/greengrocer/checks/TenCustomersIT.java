package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * Counts what a clerk at the till touches and types for ten customers with 41 goods that are sold
 * by weight, of which the model is sure about 27 and gives a shortlist for 14. A touch of the
 * number pad counts as a key, everything else that is touched as a tap; what happens once a day
 * (naming the till, starting the camera) does not count.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TenCustomersIT {

  /** How many goods each customer buys. */
  private static final List<Integer> CUSTOMERS = List.of(3, 5, 2, 6, 4, 3, 7, 1, 5, 5);

  private static final int GOODS = 41;
  private static final int SHORTLISTED = 14;

  @TempDir private static Path folder;

  private WebServer server;
  private KnownPhotos photos;
  private Browser browser;
  private PhotoCamera camera;
  private int taps;
  private int keys;
  private int chosen;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    server = WebServer.start(folder.resolve("data"));
    photos = KnownPhotos.of(server, GOODS - SHORTLISTED, SHORTLISTED);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Each clerk has a browser of their own, with a basket of its own, and counts from nothing. */
  @BeforeEach
  void beginDay() {
    browser = Browser.open(server);
    camera = PhotoCamera.in(browser);
    taps = 0;
    keys = 0;
    chosen = 0;
  }

  @AfterEach
  void endDay() {
    if (browser != null) {
      browser.close();
    }
  }

  /** How the weight of the goods that were put in last gets into its field. */
  private interface Weighing {
    void weigh(int grams) throws IOException, InterruptedException;
  }

  @Test
  void with_a_scale_at_most_1_6_taps_and_no_key_an_item() throws Exception {
    day("with a scale", "counter-1", this::scale);

    assertThat(each(taps)).isLessThanOrEqualTo(1.6);
    assertThat(keys).isZero();
  }

  @Test
  void without_a_scale_at_most_2_taps_and_3_4_keys_an_item() throws Exception {
    day("without a scale", "", this::type);

    assertThat(each(taps)).isLessThanOrEqualTo(2.0);
    assertThat(each(keys)).isLessThanOrEqualTo(3.4);
  }

  private void day(String what, String till, Weighing weighing) throws Exception {
    open(till);
    int item = 0;
    for (int customer = 0; customer < CUSTOMERS.size(); customer++) {
      List<String> weights = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS.get(customer); i++, item++) {
        int grams = grams(item);
        put(item);
        weighing.weigh(grams);
        weights.add("%d.%03d kg".formatted(grams / 1000, grams % 1000));
      }
      tap(browser.find("[data-pay]"));
      String receipt = String.valueOf(browser.find("[data-receipt] a").getDomAttribute("href"));
      assertThat(new String(server.bytes(receipt), StandardCharsets.UTF_8))
          .as("the receipt of customer %d", customer + 1)
          .contains(weights);
      browser.until(() -> browser.all("[data-line]").isEmpty());
    }
    assertThat(item).isEqualTo(GOODS);
    assertThat(chosen).as("goods chosen from a shortlist").isEqualTo(SHORTLISTED);
    System.out.printf(
        Locale.ROOT,
        "Ten customers %s, %d goods: %d taps and %d keys, %.2f and %.2f an item%n",
        what,
        GOODS,
        taps,
        keys,
        each(taps),
        each(keys));
  }

  private static double each(int count) {
    return (double) count / GOODS;
  }

  /** What a clerk does at the beginning of a day. */
  private void open(String till) {
    browser.size(820, 1180).go("/till").click("[data-start]");
    if (!till.isEmpty()) {
      browser.click(
          browser.all("summary").stream()
              .filter(one -> one.getText().startsWith("Scale"))
              .findFirst()
              .orElseThrow());
      browser.find("#till-name").sendKeys(till, Keys.ENTER);
      browser.find(".message.success");
    }
    browser.find("[data-shutter]");
  }

  /** From 120 g to 1.5 kg; three of ten are a kilogram or more. */
  private static int grams(int item) {
    return 120 + item * 137 % 1380;
  }

  /** Every third of the goods is one that the model hesitates about, until there were enough. */
  private void put(int item) {
    boolean isDoubtful = item % 3 == 1;
    KnownPhotos.Photo photo =
        isDoubtful ? photos.shortlisted(item / 3) : photos.sure(item - (item + 1) / 3);
    int lines = browser.all("[data-line]").size();
    camera.show(photo.jpeg());
    tap(browser.find("[data-shutter]"));
    browser.until(
        () ->
            browser.all("[data-line]").size() > lines
                || !browser.all("[data-photos] .tile").isEmpty());
    List<WebElement> tiles = browser.all("[data-photos] .tile");
    if (!tiles.isEmpty()) {
      chosen++;
      tap(
          tiles.stream()
              .filter(
                  tile ->
                      tile.findElement(By.className("tile-name")).getText().equals(photo.kind()))
              .findFirst()
              .orElse(tiles.get(0)));
    }
    browser.await("[data-line]", lines + 1);
    browser.until(() -> field().equals("weight"));
  }

  private String field() {
    return String.valueOf(browser.focused().getDomAttribute("name"));
  }

  private void scale(int grams) throws IOException, InterruptedException {
    WebElement weight = browser.focused();
    server.weigh("counter-1", grams);
    browser.until(() -> weight.getDomAttribute("data-saved") != null);
  }

  /**
   * Types where the cursor is, on the keyboard and on the pad in turn; what comes next saves it.
   */
  private void type(int grams) {
    for (char digit : Integer.toString(grams).toCharArray()) {
      keys++;
      if (grams % 2 == 0) {
        browser.press(String.valueOf(digit));
      } else {
        browser.find("[data-pad] [data-type='" + digit + "']").click();
      }
    }
  }

  private void tap(WebElement element) {
    taps++;
    browser.click(element);
  }
}

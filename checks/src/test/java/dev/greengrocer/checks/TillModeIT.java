package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The till, in a real browser on a real server with the bundled model, on good networks and bad
 * ones. Photos are held before a camera; which of them the model is sure about is asked first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TillModeIT {

  @TempDir private static Path folder;

  private WebServer server;
  private SlowNetwork network;
  private Browser browser;
  private PhotoCamera camera;
  private KnownPhotos photos;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    server = WebServer.start(folder.resolve("data"));
    photos = KnownPhotos.of(server, 2, 2);
    network = SlowNetwork.before(server);
    browser = Browser.open(server, network);
    camera = PhotoCamera.in(browser);
  }

  @AfterAll
  void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (network != null) {
      network.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void next_customer() {
    network.down(false);
    network.latency(Duration.ZERO);
    browser.size(Browser.DESK, 800).scheme("light").go("/till");
    // One after the other: a line that goes moves the buttons of those below it.
    for (int lines = browser.all("[data-line]").size(); lines > 0; lines--) {
      int left = lines - 1;
      browser.click(browser.find("[data-line] [title=Remove]"));
      browser.until(() -> browser.all("[data-line]").size() == left);
    }
    for (int open = browser.all("[data-photos] [data-open]").size(); open > 0; open--) {
      int left = open - 1;
      browser.click(browser.find("[data-photos] [data-open] .row .button:last-child"));
      browser.until(() -> browser.all("[data-photos] [data-open]").size() == left);
    }
    if (browser.all("[data-start]").get(0).isDisplayed()) {
      browser.click("[data-start]");
    }
    browser.find("[data-shutter]");
    browser.complaints();
    browser.foreignHosts();
  }

  @AfterEach
  void nobody_else_was_asked() {
    assertThat(browser.foreignHosts()).as("foreign hosts").isEmpty();
  }

  // ---- Goods ------------------------------------------------------------------------------------

  @Test
  void a_sure_answer_is_in_the_basket_after_one_tap_and_the_cursor_in_its_weight() {
    take(photos.sure(0));

    WebElement line = browser.await("[data-line]", 1).get(0);
    assertThat(line.findElement(By.tagName("h2")).getText()).isEqualTo(photos.sure(0).label());
    browser.until(() -> focusedId().startsWith("weight-"));
    assertThat(browser.find("[data-photos]").getText()).contains("is in the basket");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_tile_of_a_shortlist_puts_the_goods_in_with_the_cursor_in_their_weight() {
    take(photos.shortlisted(0));
    List<WebElement> tiles = browser.await("[data-photos] .tile", 2);
    String name = tiles.get(1).findElement(By.className("tile-name")).getText();

    browser.click(tiles.get(1));

    WebElement line = browser.await("[data-line]", 1).get(0);
    assertThat(line.findElement(By.tagName("h2")).getText()).isEqualTo(name);
    browser.until(() -> focusedId().matches("(weight|pieces)-.*"));
    // What the person said of it is kept with the answer.
    String id = String.valueOf(line.getDomAttribute("data-photo"));
    browser.until(() -> answer(id).contains("\"feedback\":{"));
    assertThat(answer(id)).contains("\"label\":\"" + name + "\"");
  }

  private String answer(String id) {
    try {
      return new String(server.bytes("/api/v1/predictions/" + id), StandardCharsets.UTF_8)
          .replaceAll("\\s*:\\s*", ":");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Test
  void something_else_corrects_the_line_that_is_in_the_basket() {
    take(photos.sure(0));
    browser.await("[data-line]", 1);
    browser.until(() -> browser.find("[data-photos]").getText().contains("is in the basket"));

    browser.click(browser.find("[data-photos] button"));
    browser.find("[data-photos] [role=combobox]").sendKeys("brinjal", Keys.ENTER);

    browser.until(() -> browser.find("[data-line] h2").getText().equals("eggplant"));
    assertThat(browser.find("[data-line]").getText()).contains("Corrected from");
  }

  @Test
  void a_plu_is_typed_without_choosing_a_field_first() {
    browser.script("document.activeElement.blur()");
    browser.find("body").sendKeys("4011", Keys.ENTER);

    browser.until(() -> browser.find("[data-line] h2").getText().equals("banana"));
    browser.until(() -> focusedId().startsWith("weight-"));
  }

  // ---- Weights ----------------------------------------------------------------------------------

  @Test
  void enter_leads_from_weight_to_weight_and_then_to_the_payment() {
    network.latency(Duration.ofMillis(200));
    add("tomato");
    add("banana");
    browser.click(browser.find("[data-line] [name=weight]"));

    browser.type("534", 20);
    browser.press(Keys.ENTER);
    browser.type("1250 g", 20);
    browser.press(Keys.ENTER);

    browser.until(() -> "given".equals(focusedId()));
    browser.until(() -> weights().equals(List.of("0.534", "1.250")));
    browser.type("20", 20);
    browser.until(() -> browser.find("#given-hint").getText().startsWith("Change "));
    browser.press(Keys.ENTER);
    assertThat(browser.find("[data-receipt]").getText()).contains("Sold for", "Change");
  }

  @Test
  void the_number_pad_reads_534_as_grams() {
    add("tomato");
    assertThat(browser.find("[data-pad]").isDisplayed()).isTrue();

    for (String key : List.of("[data-type='5']", "[data-type='3']", "[data-type='9']")) {
      browser.find("[data-pad] " + key).click();
    }
    browser.find("[data-pad] [data-erase]").click();
    browser.find("[data-pad] [data-type='4']").click();
    browser.find("[data-pad] [data-next]").click();

    browser.until(() -> weights().equals(List.of("0.534")));
    browser.until(() -> "given".equals(focusedId()));
  }

  @Test
  void what_the_pad_typed_is_saved_when_its_field_is_left() {
    add("tomato");
    browser.find("[data-pad] [data-type='2']").click();
    browser.click(browser.find("#hand-name"));

    browser.until(() -> weights().equals(List.of("2.000")));
    assertThat(browser.all("[data-unsaved]")).isEmpty();
  }

  @Test
  void an_implausible_weight_is_asked_for_and_not_sold_before_the_answer() {
    add("tomato");
    browser.type("50", 20);
    browser.click("[data-pay]");

    browser.until(() -> browser.find("[data-progress]").getText().contains("Not sold"));
    assertThat(browser.find("[data-line] .error").getText()).contains("50 kg is more than 25 kg");
    assertThat(focusedId()).startsWith("weight-");
    browser.click(browser.find("[data-line] .error button"));
    browser.until(() -> weights().equals(List.of("50.000")));
    browser.click("[data-pay]");
    assertThat(browser.find("[data-receipt]").getText()).contains("Sold for");
  }

  @Test
  void what_is_typed_stays_while_late_answers_come() {
    network.latency(Duration.ofMillis(500));
    add("tomato");
    take(photos.sure(0));
    browser.click(browser.find("[data-line] [name=weight]"));
    // The answer and the new line come in between.
    browser.type("1234", 400);
    browser.await("[data-line]", 2);

    assertThat(browser.find("[data-line] [name=weight]").getDomProperty("value")).isEqualTo("1234");
    assertThat(focusedId())
        .isEqualTo(browser.find("[data-line] [name=weight]").getDomAttribute("id"));
  }

  // ---- Payment ----------------------------------------------------------------------------------

  @Test
  void cash_says_what_is_missing_and_goes_there() {
    browser.click("[data-pay]");
    assertThat(progress()).isEqualTo("Not sold. The basket is empty.");

    add("tomato");
    browser.script("document.activeElement.blur()");
    browser.click("[data-pay]");
    browser.until(() -> progress().equals("Not sold. tomato: weigh it"));
    assertThat(focusedId()).startsWith("weight-");

    browser.type("534", 10);
    take(photos.shortlisted(0));
    browser.await("[data-photos] .tile", 2);
    browser.click("button[value=CARD]");
    browser.until(() -> progress().equals("Not sold. Choose what the photo shows."));
    assertThat(browser.focused().getDomAttribute("class")).contains("tile");
  }

  @Test
  void a_photo_without_a_name_outlives_a_reload_and_keeps_the_basket_from_being_sold() {
    take(photos.shortlisted(0));
    browser.await("[data-photos] .tile", 2);
    take(photos.shortlisted(1));
    browser.until(() -> browser.all("[data-photos] [data-prediction-id] .tiles").size() == 2);

    browser.go("/till");

    browser.until(() -> browser.all("[data-photos] [data-prediction-id] .tiles").size() == 2);
    browser.click("[data-pay]");
    browser.until(() -> progress().equals("Not sold. Choose what the photo shows."));
    browser.click(browser.await("[data-photos] .tile", 2).get(0));
    browser.await("[data-line]", 1);
    browser.until(() -> browser.all("[data-open]").size() == 1);

    browser.go("/till");

    assertThat(browser.await("[data-photos] [data-open] .tiles", 1)).hasSize(1);
    assertThat(browser.all("[data-line]")).as("the goods that were named").hasSize(1);
    browser.click(browser.find("[data-photos] [data-open] .row .button:last-child"));
    browser.until(() -> browser.all("[data-photos] > li").isEmpty());
    browser.go("/till");
    assertThat(browser.all("[data-photos] > li")).as("what was removed").isEmpty();
  }

  @Test
  void a_photo_whose_answer_was_not_waited_for_is_asked_for_again() {
    network.down(true);
    take(photos.sure(0));
    browser.await("[data-photos] [data-open]", 1);
    network.down(false);

    browser.go("/till");

    assertThat(browser.await("[data-photos] [data-open]", 1).get(0).getText())
        .contains("had no answer when this page was left");
    browser.click(browser.find("[data-photos] [data-open] .button"));
    browser.until(() -> browser.all("[data-photos] > li").isEmpty());
  }

  @Test
  void after_a_sale_the_next_customer_is_there_without_a_tap() {
    add("tomato");
    browser.type("500", 10);
    browser.press(Keys.ENTER);
    browser.until(() -> "given".equals(focusedId()));
    browser.click(browser.find("button[name=cash][value='10.00']"));

    assertThat(browser.find("[data-receipt]").getText()).contains("Change");
    assertThat(browser.path()).isEqualTo("/till");
    assertThat(browser.all("[data-line]")).isEmpty();
    browser.click(browser.find("[data-receipt] a"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    assertThat(browser.find(".receipt").getText()).contains("tomato", "0.500 kg");
  }

  // ---- Networks ---------------------------------------------------------------------------------

  @Test
  void without_a_network_nothing_is_lost_and_nothing_is_put_in_twice() {
    add("tomato");
    browser.type("534", 10);
    network.down(true);
    browser.press(Keys.ENTER);
    browser.until(() -> progress().contains("Not saved"));
    assertThat(browser.find("[data-unsaved]").getText()).isEqualTo("not saved");
    take(photos.sure(0));
    browser.until(() -> browser.find("[data-photos]").getText().contains("out of reach"));
    browser.click("[data-pay]");

    network.down(false);
    browser.until(() -> weights().equals(List.of("0.534")));
    assertThat(browser.path()).isEqualTo("/till");
    browser.until(() -> progress().contains("try again or remove it"));
    browser.click(browser.find("[data-photos] button"));
    browser.await("[data-line]", 2);
    assertThat(browser.complaints()).allMatch(words -> words.contains("ERR_"));
  }

  @Test
  void goods_whose_answer_got_lost_are_in_the_basket_once() {
    take(photos.shortlisted(0));
    browser.await("[data-photos] .tile", 2);
    network.loseAnswers(1);
    browser.click(browser.find("[data-photos] .tile"));

    browser.await("[data-line]", 1);
    browser.until(() -> browser.all("[data-open]").isEmpty());
    browser.go("/till").find("[data-line]");
    assertThat(browser.all("[data-line]")).hasSize(1);
  }

  // ---- Looks ------------------------------------------------------------------------------------

  @ParameterizedTest
  @ValueSource(ints = {Browser.PHONE, 820, Browser.DESK})
  void it_fits_and_can_be_used_by_everybody(int width) {
    browser.size(width, width == 820 ? 1180 : 800).go("/till").find("[data-shutter]");
    look("empty at " + width);
    for (String name : List.of("tomato", "banana", "kiwi", "onion", "carrot")) {
      add(name);
    }
    take(photos.shortlisted(0));
    browser.await("[data-photos] .tile", 2);
    browser.script("document.querySelector('[name=weight]').focus()");
    look("numbers at " + width);
    for (WebElement weight : browser.all("[name=weight], [name=pieces]")) {
      browser.script("window.scrollTo(0, document.documentElement.scrollHeight)");
      assertInSight("[data-pay]");
      assertInSight("[data-total]");
      browser.click(weight);
      weight.sendKeys("weight".equals(weight.getDomAttribute("name")) ? "534" : "3");
    }
    // A touch beside everything puts the number pad away.
    browser.script("document.activeElement.blur(); document.querySelector('main').click()");
    browser.until(() -> browser.all("[data-line] [data-status] .badge").isEmpty());
    look("weighed at " + width);
    browser.click(browser.find("[data-photos] .button"));
    browser.find("[data-photos] [role=combobox]");
    look("search at " + width);
  }

  private void look(String what) {
    // A page that is scrolled has buttons half under its head, which says nothing about their size.
    browser.look(what);
    assertThat(browser.script(SMALL_TARGETS)).as(what).isEqualTo(List.of());
    pictures(what);
  }

  private static final String SMALL_TARGETS =
      """
      return [...document.querySelectorAll("main button, main input, main select, main summary")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
        .filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width < 44 || height < 44;
        })
        .map((one) => one.outerHTML);
      """;

  private void assertInSight(String css) {
    assertThat(
            browser.script(
                "const one = document.querySelector(\"%s\").getBoundingClientRect();".formatted(css)
                    + "return one.top >= 0 && one.bottom <= window.innerHeight"))
        .as(css)
        .isEqualTo(true);
  }

  /** With {@code -Dgreengrocer.pictures=FOLDER}, for eyes. */
  private void pictures(String what) {
    String pictures = System.getProperty("greengrocer.pictures");
    if (pictures != null) {
      try {
        browser.screenshot(
            Files.createDirectories(Path.of(pictures))
                .resolve("till-" + what.replace(' ', '-') + ".png"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  // ---- Hands ------------------------------------------------------------------------------------

  private void take(KnownPhotos.Photo photo) {
    camera.show(photo.jpeg());
    browser.click("[data-shutter]");
  }

  /** Adds goods by name and waits until the cursor is where they need something. */
  private void add(String name) {
    int lines = browser.all("[data-line]").size();
    WebElement field = browser.find("#hand-name");
    browser.click(field);
    field.sendKeys(name, Keys.ENTER);
    browser.await("[data-line]", lines + 1);
    String added =
        String.valueOf(browser.all("[data-line]").get(lines).getDomAttribute("data-line"));
    browser.until(() -> focusedId().endsWith(added));
  }

  private String focusedId() {
    return String.valueOf(browser.focused().getDomAttribute("id"));
  }

  private String progress() {
    return String.valueOf(browser.all("[data-progress]").get(0).getText());
  }

  /** The weights of the basket as they are saved. */
  private List<String> weights() {
    return browser.all("[data-line] [name=weight]").stream()
        .map(field -> String.valueOf(field.getDomAttribute("data-saved")))
        .toList();
  }
}

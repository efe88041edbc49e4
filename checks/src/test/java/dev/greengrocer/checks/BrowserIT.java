package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
import org.openqa.selenium.support.ui.Select;

/**
 * The pages as people use them, in a real browser on a real server with the bundled model. What the
 * model makes of drawn produce is its own affair: the tests go whichever way it answers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserIT {

  @TempDir private static Path folder;

  private WebServer server;
  private Browser browser;
  private final List<Path> photos = new ArrayList<>();

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Browser.requireInstalled();
    for (String kind : DrawnProduce.KINDS) {
      Path photo = folder.resolve(kind + ".jpg");
      Files.write(photo, DrawnProduce.jpeg(kind, 1));
      photos.add(photo);
    }
    server = WebServer.start(folder.resolve("data"));
    browser = Browser.open(server);
    for (String kind : DrawnProduce.KINDS) {
      assertThat(server.name(DrawnProduce.jpeg(kind, 2)).statusCode()).isEqualTo(201);
    }
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

  @BeforeEach
  void beginAtADesk() {
    browser.size(Browser.DESK, 800).scheme("light");
    browser.complaints();
    browser.foreignHosts();
  }

  @AfterEach
  void nothing_was_refused_and_nobody_else_was_asked() {
    assertThat(browser.complaints()).as("console").isEmpty();
    assertThat(browser.foreignHosts()).as("foreign hosts").isEmpty();
  }

  @Test
  void several_photos_are_named_and_confirmed_or_corrected() {
    browser.go("/").choose("[data-files]", photos.subList(0, 3));

    List<WebElement> cards = browser.await("[data-prediction-id]", 3);
    for (WebElement card : cards) {
      switch (String.valueOf(card.getDomAttribute("data-decision"))) {
        case "accept" -> browser.click(card.findElement(By.cssSelector(".button.primary")));
        case "shortlist" -> browser.click(card.findElement(By.cssSelector(".tile")));
        default ->
            card.findElement(By.cssSelector("[role=combobox]")).sendKeys("tomat", Keys.ENTER);
      }
    }

    browser.await(".answer .message.success", 3);
  }

  /** What comes after a card stays under the finger that is about to press it. */
  @ParameterizedTest
  @ValueSource(ints = {Browser.PHONE, Browser.DESK})
  void a_card_keeps_its_height_when_its_photo_is_confirmed(int width) {
    browser.size(width, 800).go("/").choose("[data-files]", photos.subList(0, 3));
    browser.await("[data-prediction-id]", 3);
    // A photo that is shown late makes its card taller.
    browser.until(
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return [...document.querySelectorAll('.answer img')]"
                        + ".every(photo => photo.complete)")));
    List<Integer> before = cardHeights();

    for (WebElement button :
        browser.all(".answer .button.primary, .answer li:first-child > .tile")) {
      browser.click(button);
    }
    browser.await(".answer .message.success", 1);
    browser.until(() -> browser.all(".answer .button.primary, .answer .tile").isEmpty());

    assertThat(cardHeights()).isEqualTo(before);
    browser.size(width == Browser.PHONE ? Browser.DESK : Browser.PHONE, 800);
    browser.until(
        () ->
            Boolean.TRUE.equals(
                browser.script(
                    "return [...document.querySelectorAll('.answer')]"
                        + ".every(card => card.style.minHeight === '')")));
  }

  private List<Integer> cardHeights() {
    return browser.all(".answer").stream().map(card -> card.getSize().getHeight()).toList();
  }

  /** Chromium shows AVIF, which the server does not read: it is sent as JPEG and answered. */
  @Test
  void a_photo_that_only_the_browser_reads_is_sent_as_jpeg() throws IOException {
    browser.go("/").choose("[data-files]", List.of(resource("photo.avif")));

    assertThat(browser.await("[data-prediction-id]", 1)).hasSize(1);
  }

  @Test
  void a_photo_that_neither_reads_is_named_and_what_to_do_is_said() throws IOException {
    browser.go("/").choose("[data-files]", List.of(resource("phone.heic")));

    assertThat(browser.await(".answer .message", 1).get(0).getText())
        .contains("phone.heic", "HEIC", "convert it to JPEG");
  }

  private static Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream stream = BrowserIT.class.getResourceAsStream(name)) {
      Files.write(file, stream.readAllBytes());
    }
    return file;
  }

  @Test
  void an_answer_is_corrected_by_another_name_of_what_it_shows() {
    browser.go("/").choose("[data-files]", photos.subList(6, 7));
    WebElement card = browser.await("[data-prediction-id]", 1).get(0);
    card.findElements(By.xpath(".//button[contains(., 'Something else')]")).forEach(browser::click);

    card.findElement(By.cssSelector("[role=combobox]")).sendKeys("brinjal", Keys.ENTER);

    assertThat(browser.find(".answer .message.success").getText()).contains("eggplant");
    browser.go("/history/" + card(browser));
    assertThat(browser.find("main").getText()).contains("eggplant");
  }

  private static String card(Browser browser) {
    return String.valueOf(
        browser.all("[data-prediction-id]").get(0).getDomAttribute("data-prediction-id"));
  }

  @Test
  void a_photo_is_taken_with_the_live_camera() {
    browser.go("/").click("[data-take]");
    browser.find("dialog[data-camera] video");
    browser.until(
        () ->
            Boolean.TRUE.equals(
                browser.script("return document.querySelector('video').videoWidth > 0")));

    browser.click("[data-shutter]");
    browser.until(() -> browser.find("[data-taken]").getText().equals("1 photo taken"));
    browser.click("dialog[data-camera] [data-close]");

    browser.await("[data-prediction-id]", 1);
    assertThat(browser.script("return document.querySelector('video').srcObject"))
        .as("the camera is off")
        .isNull();
    browser.go("/history/" + card(browser));
    assertThat(browser.find("img.photo").getDomProperty("naturalWidth")).isNotEqualTo("0");
  }

  @Test
  void a_heat_map_shows_what_speaks_for_the_name_and_goes_again() {
    browser.go("/").choose("[data-files]", photos.subList(1, 2));
    WebElement card = browser.await("[data-prediction-id]", 1).get(0);
    browser.click(card.findElement(By.cssSelector("summary")));
    WebElement button = card.findElement(By.xpath(".//button[contains(., 'Heat map')]"));
    WebElement picture = card.findElement(By.cssSelector("img"));
    String plain = String.valueOf(picture.getDomProperty("src"));

    browser.click(button);
    browser.until(() -> "true".equals(button.getDomAttribute("aria-pressed")));
    assertThat(picture.getDomProperty("src")).isNotEqualTo(plain);
    assertThat(picture.getDomAttribute("alt")).contains("speak for");
    browser.click(button);
    browser.until(() -> plain.equals(picture.getDomProperty("src")));

    browser.go("/history/" + card(browser)).click("[data-heat]");
    browser.until(
        () ->
            String.valueOf(browser.find("img.photo").getDomProperty("src")).endsWith("/explanation")
                && !"0".equals(browser.find("img.photo").getDomProperty("naturalWidth")));
  }

  @Test
  void another_model_answers_after_a_click_and_the_first_one_after_another() throws IOException {
    Path second = Files.createDirectories(folder.resolve("data/models/second"));
    String name = shelve(second);
    browser.go("/model").find("#bundle");
    new Select(browser.find("#bundle")).selectByVisibleText("second");

    browser.click(browser.find("form[action='/model/swap'] button"));
    browser.click("[data-confirm-dialog] [data-answer=yes]");

    browser.until(() -> browser.find("h1").getText().equals("second"));
    assertThat(browser.find(".message.success").getText()).contains("second answers from now on");
    browser.click(browser.find("form[action='/model/rollback'] button"));
    browser.click("[data-confirm-dialog] [data-answer=yes]");
    browser.until(() -> browser.find("h1").getText().equals(name));
  }

  /** Puts the bundled model beside itself under another name; tells its own. */
  private static String shelve(Path place) throws IOException {
    Path bundled = Path.of(System.getProperty("greengrocer.home", ".."), "models", "bundled");
    try (Stream<Path> files = Files.list(bundled)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, place.resolve(file.getFileName()));
      }
    }
    Path metadata = place.resolve("bundle.json");
    String json = Files.readString(metadata);
    Matcher name = Pattern.compile("\"name\" : \"([^\"]+)\"").matcher(json);
    assertThat(name.find()).isTrue();
    String own = name.group(1);
    Files.writeString(metadata, name.replaceFirst("\"name\" : \"second\""));
    return own;
  }

  @Test
  void a_file_that_is_no_photo_is_refused_in_words() throws IOException {
    Path text = Files.writeString(folder.resolve("list.jpg"), "milk, eggs, bread");
    browser.go("/").choose("[data-files]", List.of(text));

    assertThat(browser.find(".answer .message.error").getText()).isNotBlank();
    // The refusal itself is one line in the console, and the picture that is none another.
    assertThat(browser.complaints())
        .allMatch(line -> line.contains("415") || line.contains("blob:"));
  }

  @Test
  void photos_are_reviewed_with_the_keyboard_alone() {
    browser.go("/review");
    String first = reviewed();
    String name = String.valueOf(browser.find("button[data-key='1']").getDomAttribute("value"));

    browser.press("1");
    browser.until(() -> !browser.all(".review-photo").isEmpty() && !reviewed().equals(first));
    String second = reviewed();
    browser.press("u");
    browser.until(() -> reviewed().equals(first));

    browser.press("/");
    assertThat(browser.focused().getDomAttribute("role")).isEqualTo("combobox");
    // The same name as before: which photo is worth most next depends on the names given so far.
    browser.press(name, Keys.ENTER);
    browser.until(() -> !reviewed().equals(first));
    assertThat(reviewed()).isEqualTo(second);

    browser.press("s");
    browser.until(() -> !reviewed().equals(second));
    browser.go("/history?feedback=any&q=");
    assertThat(browser.find("main").getText()).contains(name);
  }

  private String reviewed() {
    return String.valueOf(browser.await(".review-photo", 1).get(0).getDomAttribute("src"));
  }

  @Test
  void the_history_is_searched_and_opens_an_answer() {
    browser.go("/history");
    int shown = browser.await("table.history tbody tr", 5).size();
    String rejected = "No name";
    String name =
        browser.all("table.history .lead a").stream()
            .map(WebElement::getText)
            .filter(text -> !text.equals(rejected))
            .findFirst()
            .orElseThrow();

    browser.find("#q").sendKeys(name, Keys.ENTER);
    browser.until(() -> browser.path().contains("q="));

    assertThat(browser.await("table.history tbody tr", 1).size()).isLessThanOrEqualTo(shown);
    assertThat(browser.all("table.history .lead a"))
        .allSatisfy(link -> assertThat(link.getText()).isIn(name, rejected));
    browser.click("table.history .lead a");
    browser.find("h1.answer-name");
  }

  @Test
  void the_dashboard_counts_the_answers_and_has_the_numbers_behind_each_chart() {
    browser.go("/dashboard?days=1");

    String answers = browser.find(".figure-tile .value").getText();
    assertThat(Integer.parseInt(answers)).isGreaterThanOrEqualTo(DrawnProduce.KINDS.size());
    browser.click(".chart summary");
    assertThat(browser.find(".chart table tbody tr").getText()).isNotBlank();
  }

  @Test
  void the_page_can_be_used_with_the_keyboard_alone() {
    browser.go("/");

    browser.press(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Skip to the page");
    browser.press(Keys.ENTER);
    browser.press(Keys.TAB);

    assertThat(browser.focused().getText()).isEqualTo("Take a photo");
  }

  @Test
  void a_theme_that_somebody_chose_stays() {
    browser.go("/model").click("[data-theme-toggle]");
    assertThat(browser.go("/history").script("return document.documentElement.dataset.theme"))
        .isEqualTo("dark");

    browser.click("[data-theme-toggle]");
    assertThat(browser.script("return document.documentElement.dataset.theme")).isEqualTo("light");
    browser.script("localStorage.removeItem('theme')");
  }

  @Test
  void every_page_fits_a_phone() {
    browser.size(Browser.PHONE, 844);
    for (String page : pages()) {
      assertThat(browser.go(page).overhang()).as(page).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void every_page_meets_wcag_2_2_aa_in_light_and_dark() {
    List<String> found = new ArrayList<>();
    for (String page : pages()) {
      for (String scheme : List.of("light", "dark")) {
        browser.scheme(scheme).go(page);
        browser.script("document.querySelectorAll('main details').forEach(one => one.open = true)");
        browser.violations().forEach(one -> found.add(page + " in " + scheme + ": " + one));
      }
    }
    assertThat(found).isEmpty();
  }

  /** Every page that the header leads to, and one answer. */
  private Set<String> pages() {
    Set<String> pages = new LinkedHashSet<>();
    browser.go("/").find(".site-nav");
    for (WebElement link : browser.all(".site-nav a")) {
      pages.add(String.valueOf(link.getDomAttribute("href")));
    }
    assertThat(pages).contains("/", "/history", "/review", "/dashboard", "/model");
    browser.go("/history");
    pages.add(String.valueOf(browser.find("table.history .lead a").getDomAttribute("href")));
    return pages;
  }
}

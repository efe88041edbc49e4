package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The pictures of {@code docs/web.md}, taken again by {@code make screenshots}: drawn produce, and
 * what the bundled model really makes of it.
 */
@EnabledIfSystemProperty(named = "greengrocer.screenshots", matches = ".+")
final class ScreenshotsIT {

  private static final int PHOTOS_A_KIND = 4;

  @Test
  void take(@TempDir Path folder) throws Exception {
    Path pictures =
        Path.of(System.getProperty("greengrocer.home", ".."))
            .resolve(System.getProperty("greengrocer.screenshots"));
    Files.createDirectories(pictures);
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (String kind : DrawnProduce.KINDS) {
        for (int seed = 0; seed < PHOTOS_A_KIND; seed++) {
          server.name(DrawnProduce.jpeg(kind, seed));
        }
      }
      review(browser, 6);
      sell(server);
      fill(browser);
      Map<String, String> pages = pages(browser);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        for (boolean phone : List.of(true, false)) {
          browser.size(phone ? Browser.PHONE : Browser.DESK, phone ? 844 : 800);
          browser.scheme("light").go(page.getValue());
          if (page.getKey().equals("identify")) {
            answer(browser, folder, phone ? 1 : 2);
          }
          browser.script("document.activeElement.blur(); window.scrollTo(0, 0)");
          browser.screenshot(pictures.resolve(page.getKey() + (phone ? "-phone" : "") + ".png"));
        }
      }
      browser.size(Browser.DESK, 800).scheme("dark").go("/dashboard?days=7");
      browser.screenshot(pictures.resolve("dashboard-dark.png"));
    }
  }

  /** Confirms a few answers, so that there is something to show. */
  private static void review(Browser browser, int count) {
    for (int i = 0; i < count; i++) {
      browser.go("/review");
      String photo = photo(browser);
      browser.press("1");
      browser.until(() -> !photo(browser).equals(photo));
    }
  }

  /** A sale, so that the lists of sales and of what is sold most show something. */
  private static void sell(WebServer server) throws Exception {
    String sale =
        """
        {"lines": [{"name": "tomato", "kilograms": "0.534"}, {"name": "kiwi", "pieces": 3},
          {"name": "banana", "kilograms": "0.820"}, {"name": "lemon", "pieces": 2}]}
        """;
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/api/v1/sales"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(sale))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Goods in the basket, for the pages of the till and the checkout. */
  private static void fill(Browser browser) {
    browser.go("/till");
    add(browser, "banana", "1250", 1);
    add(browser, "tomato", "0.320", 2);
  }

  private static void add(Browser browser, String name, String amount, int lines) {
    browser.find("#hand-name").sendKeys(name, Keys.ENTER);
    browser.await("[data-basket] [data-line]", lines);
    browser.until(
        () ->
            String.valueOf(browser.focused().getDomAttribute("id")).matches("(weight|pieces)-.*"));
    browser.press(Keys.chord(Keys.CONTROL, "a"), amount, Keys.ENTER);
    browser.until(() -> browser.all("[data-line] .line-total").size() == lines);
  }

  private static String photo(Browser browser) {
    return String.valueOf(browser.find(".review-photo").getDomAttribute("src"));
  }

  private static void answer(Browser browser, Path folder, int count) throws Exception {
    List<Path> photos = new ArrayList<>();
    for (String kind : List.of("carrot", "lemon").subList(0, count)) {
      photos.add(Files.write(folder.resolve(kind + ".jpg"), DrawnProduce.jpeg(kind, 0)));
    }
    browser.choose("[data-files]", photos);
    browser.await("[data-prediction-id]", count);
  }

  /** A name for each page that the header leads to, for one answer and for a label. */
  private static Map<String, String> pages(Browser browser) {
    Map<String, String> pages = new LinkedHashMap<>();
    browser.go("/").find(".site-nav");
    for (WebElement link : browser.all(".site-nav a")) {
      String path = String.valueOf(link.getDomAttribute("href"));
      pages.put(path.equals("/") ? "identify" : path.substring(1).replace('/', '-'), path);
    }
    browser.go("/history");
    pages.put(
        "answer", String.valueOf(browser.find("table.history .lead a").getDomAttribute("href")));
    pages.put("price-label", "/price-labels?name=tomato&amount=534");
    pages.replace("dashboard", "/dashboard?days=7");
    return pages;
  }
}

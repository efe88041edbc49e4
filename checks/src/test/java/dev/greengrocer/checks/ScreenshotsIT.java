package dev.greengrocer.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
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

  /** A name for each page that the header leads to, and for one answer. */
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
    pages.replace("dashboard", "/dashboard?days=7");
    return pages;
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Favourites are put into the basket by one touch each, in a real browser. */
final class FavouriteBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_tile_puts_its_goods_in_with_the_cursor_in_the_weight()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      sell(server, "{\"name\": \"tomato\", \"kilograms\": 1}, {\"name\": \"kiwi\", \"pieces\": 1}");
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/checkout");
        browser.look("favourites at " + width);
        browser.click(browser.find("[data-favourites] button[value=kiwi]"));
        browser.click(browser.find("[data-favourites] button[value=tomato]"));
        browser.await("[data-basket] [data-line]", 2);
        browser.until(() -> "weight".equals(browser.focused().getDomAttribute("name")));
        browser.press("534", Keys.ENTER);
        // 0.45 + 2.99 × 0.534
        browser.until(() -> browser.find("[data-total]").getText().equals("2.05 EUR"));
        browser.click(browser.find("button[value=CARD]"));
        browser.until(() -> browser.path().startsWith("/sales/"));
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void sell(WebServer server, String lines)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/api/v1/sales"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"lines\": [" + lines + "]}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }
}

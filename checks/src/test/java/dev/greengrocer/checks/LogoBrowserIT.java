package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A logo is uploaded in a real browser, begins a receipt and is removed. */
final class LogoBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_receipt_shows_the_logo_until_it_is_removed() throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path picture = folder.resolve("logo.png");
    ImageIO.write(
        new BufferedImage(900, 200, BufferedImage.TYPE_INT_ARGB), "png", picture.toFile());
    Path words = Files.writeString(folder.resolve("words.png"), "no picture");
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      String receipt = "/sales/" + sell(server);
      browser.size(Browser.DESK, 844).go("/settings");
      upload(browser, words);
      browser.until(() -> !browser.all(".message.error").isEmpty());
      assertThat(browser.find(".message.error").getText()).contains("must be a PNG or JPEG file");
      upload(browser, picture);
      browser.until(() -> !browser.all("[data-logo] img").isEmpty());
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844);
        for (String path : List.of("/settings", receipt)) {
          browser.go(path);
          browser.look(path + " at " + width);
          assertThat(
                  String.valueOf(
                      browser.script("return document.querySelector('.shop-logo').naturalWidth")))
              .isEqualTo("600");
        }
      }
      browser.go("/settings");
      browser.click("[data-logo] .danger");
      browser.until(() -> browser.all("[data-logo] img").isEmpty());
      browser.go(receipt);
      assertThat(browser.all(".shop-logo")).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void upload(Browser browser, Path file) {
    browser.choose("#logo-file", List.of(file));
    browser.click("[data-logo] form[enctype] button");
  }

  private static String sell(WebServer server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/api/v1/sales"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"lines\": [{\"name\": \"kiwi\", \"pieces\": 2}]}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.testing.DrawnCollection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A device is named in a real browser, and its photos are found by that name. */
final class StationBrowserIT {

  @TempDir private static Path folder;

  @Test
  void a_device_is_named_once_and_its_photos_say_so_from_then_on()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    Path photos = DrawnCollection.write(folder.resolve("photos"), 1, 76);
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      for (int width : List.of(Browser.PHONE, Browser.DESK)) {
        browser.size(width, 844).go("/account");
        browser.look("this device at " + width);
      }
      name(browser, "belt/1");
      browser.until(() -> says(browser).startsWith("Not kept"));
      name(browser, " till 2 ");
      browser.until(() -> says(browser).contains("till 2"));
      browser.look("a device with a name");

      browser.go("/");
      browser.choose("[data-files]", List.of(photo(photos, "tomato")));
      browser.await("[data-answers] > li", 1);
      browser.until(() -> !browser.all("[data-answers] a[href^='/history/']").isEmpty());
      browser.go("/till");
      browser.choose("[data-files]", List.of(photo(photos, "corn")));
      browser.until(() -> !browser.all("[data-photos] .thumbnail").isEmpty());
      browser.until(
          () -> {
            browser.go("/history?station=till%202");
            return browser.all("tbody tr").size() == 2;
          });
      browser.click(browser.find("tbody tr a"));
      browser.until(() -> browser.path().matches("/history/.+"));
      assertThat(browser.find("[data-station]").getText()).isEqualTo("till 2");
      browser.go("/dashboard");
      assertThat(browser.find("[aria-labelledby=stations] tbody").getText()).startsWith("till 2 2");
      browser.look("stations on the dashboard");

      browser.go("/account");
      assertThat(browser.find("#station").getDomProperty("value")).isEqualTo("till 2");
      name(browser, "");
      browser.until(() -> says(browser).contains("no name"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static Path photo(Path photos, String kind) {
    try (Stream<Path> files = Files.list(photos.resolve(kind))) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void name(Browser browser, String name) {
    browser.find("#station").clear();
    browser.find("#station").sendKeys(name, Keys.ENTER);
  }

  private static String says(Browser browser) {
    return browser.find("[data-device-says]").getText();
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * A scale that is plugged into the computer of the till, which the browser reads. The browser is
 * real, the port is a pair of streams behind {@code navigator.serial}.
 */
final class SerialScaleBrowserIT {

  /** A scale that says what it shows when it is asked by {@code SI}, and counts how often. */
  private static final String PORT =
      """
      let send;
      window.scale = {asked: 0, closed: false, shows: 'S S      0.000 kg', opened: null};
      const port = {
        async open(options) {
          scale.opened = JSON.stringify(options);
          scale.closed = false;
          port.readable = new ReadableStream({start(controller) { send = controller; }});
          port.writable = new WritableStream({write(bytes) {
            if (new TextDecoder().decode(bytes) === 'SI\\r\\n') {
              scale.asked++;
              send.enqueue(new TextEncoder().encode(scale.shows + '\\r\\n'));
            }
          }});
        },
        async close() {
          if (port.readable.locked || port.writable.locked) {
            throw new TypeError('somebody still reads or writes');
          }
          scale.closed = true;
        },
      };
      scale.unplug = () => send.error(new DOMException('The device has been lost.', 'NetworkError'));
      navigator.serial.requestPort = async () => port;
      """;

  @TempDir private static Path folder;

  @Test
  void its_weights_are_filled_in_by_themselves() throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      browser.size(Browser.PHONE, 844).go("/till");
      assertThat(browser.all("[data-serial-scale]"))
          .as("a till without a name has no weights to wait for")
          .isEmpty();
      nameTill(browser);

      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        String at = width == 820 ? "/checkout" : "/till";
        browser.size(width, 844).go(at);
        browser.script(PORT);
        connect(browser);
        browser.look(at + " at " + width);
        assertThat(browser.script("return scale.opened"))
            .isEqualTo("{\"baudRate\":9600,\"dataBits\":8,\"stopBits\":1,\"parity\":\"none\"}");

        add(browser, "tomato");
        browser.script("scale.shows = 'S D      0.700 kg'");
        said(browser, "It shows 0.700 kg.");
        assertThat(weights(browser)).as("it moves").containsExactly("");
        browser.script("scale.shows = 'S S      0.534 kg'");
        browser.until(() -> weights(browser).equals(List.of("0.534")));

        add(browser, "garlic");
        waits(browser);
        assertThat(weights(browser)).as("the same goods").containsExactly("0.534", "");
        browser.script("scale.shows = 'S S      0.000 kg'");
        said(browser, "It shows 0.000 kg.");
        browser.script("scale.shows = 'S S      0.100 kg'");
        browser.until(() -> weights(browser).equals(List.of("0.534", "0.100")));

        browser.script("scale.unplug()");
        said(browser, "The connection was lost: The device has been lost.");
        browser.until(() -> Boolean.TRUE.equals(browser.script("return scale.closed")));
        browser.script("scale.shows = 'S S      0.000 kg'");
        connect(browser);
        browser.click(browser.find("[data-disconnect]"));
        said(browser, "Not connected.");
        browser.until(() -> Boolean.TRUE.equals(browser.script("return scale.closed")));

        browser.click(browser.find("button[value=CARD]"));
        browser.until(
            () -> browser.path().startsWith("/sales/") || !browser.all("[data-receipt]").isEmpty());
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void nameTill(Browser browser) {
    browser.click(scale(browser));
    browser.find("#till-name").sendKeys("counter-1", Keys.ENTER);
    browser.find(".message.success");
  }

  private static WebElement scale(Browser browser) {
    return browser.all("details.disclosure summary").stream()
        .filter(summary -> summary.getText().startsWith("Scale"))
        .findFirst()
        .orElseThrow();
  }

  private static void connect(Browser browser) {
    if (!browser.all("[data-serial-scale]").get(0).isDisplayed()) {
      browser.click(scale(browser));
    }
    browser.find("#serial-scale").sendKeys("mt-sics");
    browser.click(browser.find("[data-connect]"));
    said(browser, "It shows 0.000 kg.");
  }

  private static void said(Browser browser, String words) {
    browser.until(() -> browser.find("[data-scale-says]").getText().equals(words));
  }

  /** Until the scale was asked three times more: what comes of its weight has come. */
  private static void waits(Browser browser) {
    long before = asked(browser);
    browser.until(() -> asked(browser) > before + 3);
  }

  private static long asked(Browser browser) {
    return Long.parseLong(String.valueOf(browser.script("return scale.asked")));
  }

  private static void add(Browser browser, String name) {
    int lines = browser.all("[data-basket] [data-line]").size();
    browser.find("#hand-name").sendKeys(name, Keys.ENTER);
    browser.await("[data-basket] [data-line]", lines + 1);
  }

  private static List<String> weights(Browser browser) {
    return browser.all("[data-measure] input[name=weight]").stream()
        .map(field -> String.valueOf(field.getDomProperty("value")))
        .toList();
  }
}

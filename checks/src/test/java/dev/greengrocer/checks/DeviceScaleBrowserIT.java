package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A scale on the browser's own device weighs, with a stand-in for the browser's serial port. */
final class DeviceScaleBrowserIT {

  /** What a page needs of Web Serial: a port that is asked for once, and says what it is told. */
  private static final String STAND_IN =
      """
      (() => {
        let say = () => {};
        let end = () => {};
        const port = {
          opened: null,
          async open(options) {
            port.opened = options;
            port.readable = new ReadableStream({ start(line) {
              say = (text) => line.enqueue(new TextEncoder().encode(text));
              end = () => line.error(new Error('The device has been lost.'));
            } });
            port.writable = new WritableStream({ write(bytes) {
              window.asked = new TextDecoder().decode(bytes);
            } });
          },
          async close() {},
        };
        window.scale = { say: (text) => say(text), end: () => end(), port };
        Object.defineProperty(navigator, 'serial', { value: {
          async requestPort() { sessionStorage.setItem('port', 'granted'); return port; },
          async getPorts() { return sessionStorage.getItem('port') ? [port] : []; },
        } });
      })();
      """;

  @TempDir private static Path folder;

  @Test
  void its_weights_go_into_the_line_that_waits_and_only_once() throws Exception {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      browser.beforeEveryPage(STAND_IN);
      browser.size(Browser.PHONE, 844).go("/till");
      browser.script("document.querySelector('#till-name').closest('details').open = true");
      browser.find("#till-name").sendKeys("counter-1", Keys.ENTER);
      browser.find(".message.success");
      connect(browser);
      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/till");
        browser.until(() -> says(browser).equals("The scale is connected."));
        look(browser, "a connected scale at " + width);
        sell(browser);
      }
      browser.script("scale.end()");
      browser.until(() -> says(browser).contains("The device has been lost."));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void connect(Browser browser) throws IOException {
    browser.go("/till");
    open(browser);
    browser.find("#device-scale-protocol").sendKeys("mt-sics");
    browser.click("[data-device-scale] button");
    browser.until(() -> says(browser).equals("The scale is connected."));
    assertThat(browser.script("return scale.port.opened.baudRate")).isEqualTo(9600L);
    // This one sends nothing without being asked.
    browser.until(() -> "SI\r\n".equals(browser.script("return window.asked")));
  }

  private static void open(Browser browser) {
    browser.script("document.querySelector('[data-device-scale]').closest('details').open = true");
  }

  private static void sell(Browser browser) {
    browser.find("#hand-name").sendKeys("tomato", Keys.ENTER);
    browser.await("[data-basket] [data-line]", 1);
    browser.script("scale.say('S D      0.530 kg\\r\\nS S      0.5')");
    browser.script("scale.say('34 kg\\r\\n')");
    // 2.99 × 0.534
    browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
    assertThat(says(browser)).isEqualTo("0.534 kg: tomato");

    browser.find("#hand-name").sendKeys("lemon", Keys.ENTER);
    browser.await("[data-basket] [data-line]", 2);
    // What lies there still is not weighed for the next goods.
    browser.script("scale.say('S S      0.534 kg\\r\\nS S      0.000 kg\\r\\n')");
    browser.go("/checkout");
    browser.until(() -> !browser.all("[data-basket] [data-line]").isEmpty());
    assertThat(browser.find("[data-basket]").getText()).contains("tomato", "lemon");
    browser.all("[data-basket] [name=weight], [data-basket] [name=pieces]").stream()
        .filter(field -> String.valueOf(field.getDomProperty("value")).isEmpty())
        .forEach(field -> field.sendKeys("1", Keys.TAB));
    browser.click(browser.find("button[value=CARD]"));
    browser.until(() -> browser.path().startsWith("/sales/"));
    assertThat(browser.find(".receipt").getText()).containsOnlyOnce("0.534 kg");
  }

  private static String says(Browser browser) {
    return String.valueOf(
        browser.script("return document.querySelector('[data-device-scale-says]').textContent"));
  }

  private static void look(Browser browser, String what) {
    open(browser);
    browser.script("window.scrollTo(0, 0)");
    assertThat(browser.overhang()).as(what).isLessThanOrEqualTo(0);
    for (String scheme : List.of("dark", "light")) {
      browser.scheme(scheme);
      assertThat(browser.violations()).as(what + " in " + scheme).isEmpty();
    }
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A bag gets a label, which is printed and scanned at the same shop's till, in a real browser. */
final class PriceLabelBrowserIT {

  private static final Pattern BARCODE = Pattern.compile("\u001dkC\r(\\d{13})");

  @TempDir private static Path folder;

  @Test
  void a_label_is_printed_from_the_till_and_the_price_list_and_scanned_at_every_size()
      throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      BlockingQueue<String> papers = papers(door);
      browser.go("/settings");
      WebElement printers = browser.find("#receipts-printers");
      printers.sendKeys("counter-1: 127.0.0.1:" + door.getLocalPort());
      browser.click("[data-save]");
      browser.until(() -> !browser.all(".message.success").isEmpty());

      for (int width : List.of(Browser.PHONE, 820, Browser.DESK)) {
        browser.size(width, 844).go("/till");
        browser.find("#hand-name").sendKeys("tomato", Keys.ENTER);
        browser.await("[data-line]", 1);
        browser.until(() -> "weight".equals(browser.focused().getDomAttribute("name")));
        assertThat(browser.all("[data-line] [data-label]")).isEmpty();
        browser.press("534", Keys.ENTER);
        // 2.99 × 0.534
        browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
        browser.look("till with a line at " + width);

        browser.click("[data-line] [data-label]");
        browser.until(() -> browser.path().startsWith("/price-labels"));
        browser.look("label of a line at " + width);
        assertThat(browser.find("[data-label]").getText())
            .contains("tomato", "PLU 4064", "2.99 EUR / kg", "0.534 kg", "1.60 EUR");
        browser.click(browser.find("main form button.primary"));
        browser.until(() -> browser.path().equals("/till"));
        assertThat(browser.find(".message.success").getText()).contains("tomato, 0.534 kg");

        String barcode = barcode(papers);
        browser.click(browser.find("[data-line] [title=Remove]"));
        browser.until(() -> browser.all("[data-line]").isEmpty());
        browser.find("#hand-name").sendKeys(barcode, Keys.ENTER);
        browser.until(() -> browser.find("[data-total]").getText().equals("1.60 EUR"));
        browser.click(browser.find("[data-line] [title=Remove]"));
        browser.until(() -> browser.all("[data-line]").isEmpty());

        browser.go("/prices");
        browser.look("prices at " + width);
        browser.click(
            browser.find("main").findElement(By.cssSelector("[aria-label='Label of kiwi']")));
        browser.until(() -> "amount".equals(browser.focused().getDomAttribute("id")));
        browser.press("3", Keys.ENTER);
        browser.until(() -> !browser.all("[data-label]").isEmpty());
        browser.look("label of a price at " + width);
        assertThat(browser.find("[data-label]").getText()).contains("kiwi", "3 pieces", "1.35 EUR");
        browser.click(browser.find("main form button.primary"));
        browser.until(() -> browser.path().equals("/prices"));
        assertThat(barcode(papers)).startsWith("200403000135");
      }
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.foreignHosts()).isEmpty();
    }
  }

  private static String barcode(BlockingQueue<String> papers) throws InterruptedException {
    Matcher barcode = BARCODE.matcher(String.valueOf(papers.poll(30, TimeUnit.SECONDS)));
    assertThat(barcode.find()).isTrue();
    return barcode.group(1);
  }

  /** What a printer without paper gets. */
  private static BlockingQueue<String> papers(ServerSocket door) {
    BlockingQueue<String> papers = new LinkedBlockingQueue<>();
    Thread printer =
        new Thread(
            () -> {
              while (!door.isClosed()) {
                try (Socket line = door.accept()) {
                  papers.add(
                      new String(
                          line.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  return; // The test is over.
                }
              }
            },
            "paper");
    printer.setDaemon(true);
    printer.start();
    return papers;
  }
}

package dev.greengrocer.checks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a browser fetches on its first visit, by its own account. A line of 50 KB/s brings 125 KB in
 * the 2.5 s in which a page is to be seen; a fifth of that is left for the way there and back.
 */
final class FirstVisitIT {

  private static final int LINE_BYTES_A_SECOND = 50_000;
  private static final double SECONDS = 2.5;
  private static final double SHARE = 0.8;

  /** What must have come before anything is drawn: the page and what holds its drawing up. */
  private static final String BYTES =
      """
      const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      return all.filter(one => one.entryType === 'navigation' || one.renderBlockingStatus === 'blocking')
          .reduce((sum, one) => sum + one.transferSize, 0);
      """;

  private static final String SHOWN =
      "return performance.getEntriesByName('first-contentful-paint').length";

  @TempDir private static Path folder;

  @Test
  void a_page_is_shown_in_time_on_a_slow_line() throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"))) {
      for (String page : List.of("/", "/till", "/checkout", "/prices", "/history", "/dashboard")) {
        try (Browser browser = Browser.open(server)) {
          browser.slowLine(LINE_BYTES_A_SECOND);
          browser.go(page);
          browser.until(() -> number(browser, SHOWN) == 1);

          long bytes = number(browser, BYTES);

          assertThat(bytes).as(page).isPositive();
          assertThat(bytes / (double) LINE_BYTES_A_SECOND).as(page).isLessThan(SECONDS * SHARE);
        }
      }
    }
  }

  private static long number(Browser browser, String script) {
    return ((Number) requireNonNull(browser.script(script))).longValue();
  }
}

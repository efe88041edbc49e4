package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that shows the API: all of it is there, and a request can be tried. */
final class ApiPageBrowserIT {

  @TempDir private static Path folder;

  @Test
  void every_operation_is_shown_and_one_is_tried() throws IOException, InterruptedException {
    Browser.requireInstalled();
    try (WebServer server = WebServer.start(folder.resolve("data"));
        Browser browser = Browser.open(server)) {
      int operations = 0;
      for (JsonNode path : new JsonMapper().readTree(server.bytes("/api/openapi")).path("paths")) {
        operations += path.size();
      }

      browser.go("/api/docs");

      assertThat(browser.await(".opblock", operations)).hasSize(operations);
      assertThat(browser.path()).isEqualTo("/api/swagger-ui/index.html");
      String model = "#operations-Model-getModel ";
      browser.click(model + ".opblock-summary-control");
      browser.click(model + ".try-out__btn");
      browser.click(model + ".execute");
      WebElement status =
          browser.find(model + ".live-responses-table .response .response-col_status");
      browser.picture("the page of the API");
      assertThat(status.getText()).startsWith("200");
      // Swagger UI styles one thing inline, which the page does without.
      assertThat(browser.complaints())
          .allSatisfy(
              complaint ->
                  assertThat(complaint).contains("swagger-ui-bundle.js", "Applying inline style"));
      assertThat(browser.foreignHosts()).isEmpty();
    }
  }
}

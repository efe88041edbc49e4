package dev.greengrocer.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Every mark of the dashboard leads to as many photos as it counts. */
@TestPropertySource(properties = "greengrocer.checkout.shop=Linked") // books of its own
class LinkedMarksTest extends ServedTest {

  private static final Pattern CELL =
      Pattern.compile("<a href=\"(/history[^\"]*)\"[^>]*>([0-9]+)</a>");
  private static final Pattern BAR =
      Pattern.compile("<a href=\"(/(?:history|sales)[^\"]*)\" tabindex=\"-1\">");

  @Test
  void the_number_of_a_mark_is_the_number_of_photos_behind_it() {
    List<JsonNode> answers = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      answers.add(json(post("/api/v1/predictions", Photos.jpeg(96, 96, 500 + seed))));
    }
    JsonNode first = answers.get(0);
    List<String> names = labels();
    String said = first.at("/predictions/0/label").asString();
    String truth = names.get((names.indexOf(said) + 5) % names.size());
    HttpResponse<String> corrected =
        postJson(
            "/api/v1/predictions/%s/feedback".formatted(first.at("/id").asString()),
            "{\"label\": \"%s\"}".formatted(truth));
    assertThat(corrected.statusCode()).as(corrected.body()).isLessThan(300);
    postJson("/api/v1/sales", "{\"lines\": [{\"name\": \"tomato\", \"kilograms\": 1}]}");

    String page = get("/dashboard?days=7").body();
    Matcher cells = CELL.matcher(page);
    int seen = 0;
    while (cells.find()) {
      String address = cells.group(1).replace("&amp;", "&");
      assertThat(rows(address)).as(address).isEqualTo(Integer.parseInt(cells.group(2)));
      seen++;
    }
    // All answers, at least one decision, one tenth of confidence.
    assertThat(seen).isGreaterThanOrEqualTo(3);
    Matcher bars = BAR.matcher(page);
    int marks = 0;
    while (bars.find()) {
      String address = bars.group(1).replace("&amp;", "&");
      HttpResponse<String> there = get(address);
      assertThat(there.statusCode()).as(address).isEqualTo(200);
      assertThat(there.body()).as(address).contains("<tbody>");
      marks++;
    }
    assertThat(marks).isGreaterThanOrEqualTo(6);
    assertThat(page)
        .contains("/history?from=", "&amp;model=", "&amp;label=", "href=\"/sales?from=");
  }

  private List<String> labels() {
    List<String> names = new ArrayList<>();
    json(get("/api/v1/model"))
        .at("/labels")
        .forEach(label -> names.add(label.at("/name").asString()));
    return names;
  }

  /** How many answers a page of the history lists. */
  private int rows(String address) {
    Matcher row =
        Pattern.compile("<tr[^>]*>")
            .matcher(get(address).body().replaceAll("(?s)<thead>.*?</thead>", ""));
    int rows = 0;
    while (row.find()) {
      rows++;
    }
    return rows;
  }
}

package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages as a browser without JavaScript uses them. */
final class PagesTest extends ServedTest {

  @Test
  void a_form_with_a_photo_leads_to_the_page_of_its_answer() {
    HttpResponse<String> sent =
        postForm("/identify", "image", "../../etc/passwd.jpg", Photos.jpeg(96, 96, 51));

    assertThat(sent.statusCode()).isEqualTo(302);
    String page = URI.create(sent.headers().firstValue("Location").orElseThrow()).getPath();
    assertThat(page).startsWith("/history/");
    assertThat(get(page).body()).contains("What is it really?").doesNotContain("passwd");
  }

  @Test
  void a_form_without_a_photo_says_so() {
    HttpResponse<String> sent = postForm("/identify", "image", "", new byte[0]);

    assertThat(sent.statusCode()).isEqualTo(400);
  }

  @Test
  void a_correction_by_form_stands_in_the_history() {
    String id = answer(52).get("id").asString();

    HttpResponse<String> said = form("/history/" + id + "/feedback", "label=aubergine");

    assertThat(said.statusCode()).isEqualTo(302);
    assertThat(get("/history/" + id).body()).contains("eggplant");
    assertThat(get("/history?q=" + id).statusCode()).as("an id leads to its answer").isEqualTo(302);
    assertThat(get("/history?feedback=any").body()).contains(id);
    JsonNode entry = json(get("/api/v1/audit?kind=label&subject=" + id)).at("/items/0");
    assertThat(entry.at("/actor").asString()).isEqualTo("key:test");
    assertThat(entry.at("/after").asString()).isEqualTo("eggplant");
  }

  @Test
  void what_fits_no_filter_is_not_shown() {
    JsonNode answer = answer(53);
    String id = answer.get("id").asString();
    double percent = answer.at("/predictions/0/probability").asDouble() * 100;
    String label = answer.at("/predictions/0/label").asString();

    assertThat(get("/history").body()).contains(id);
    assertThat(get("/history?max=" + (percent - 0.01)).body()).doesNotContain(id);
    assertThat(get("/history?min=" + (percent - 0.01) + "&label=" + encoded(label)).body())
        .contains(id);
    assertThat(get("/history?from=2999-01-01").body()).doesNotContain(id).contains("Nothing found");
    assertThat(get("/history?model=0000").body()).doesNotContain(id);
    assertThat(get("/history?q=" + encoded(label.substring(0, 3))).body()).contains(id);
  }

  @Test
  void a_filter_that_makes_no_sense_is_named_and_harms_nobody() {
    assertThat(get("/history?from=yesterday&min=200").body())
        .contains("from: &#39;yesterday&#39; is not a day")
        .contains("min: &#39;200&#39; is not a percentage");
    for (String number : List.of("1e1", "0x1p3", "NaN", "1d", "-0", "%D9%A3", "5.", "1,0,0")) {
      assertThat(get("/history?min=" + number).body()).as(number).contains("is not a percentage");
    }
    assertThat(get("/dashboard?days=0x1").statusCode()).isEqualTo(400);
    assertThat(get("/dashboard?days=%D9%A3").statusCode()).isEqualTo(400);
    assertThat(get("/history/export.csv?min=x").statusCode()).isEqualTo(400);
    assertThat(get("/history?q=" + encoded("<script>alert(1)</script>")).body())
        .doesNotContain("<script>alert");
  }

  @Test
  void the_file_holds_what_the_filter_lets_through() {
    String id = answer(54).get("id").asString();
    String other = answer(55).get("id").asString();
    form("/history/" + id + "/feedback", "notInList=true");

    String csv = get("/history/export.csv?feedback=not-in-list").body();

    assertThat(csv).startsWith("id,").contains(id).doesNotContain(other);
  }

  @Test
  void a_formula_for_a_name_is_text_in_the_file_and_on_the_page() {
    String formula = "=HYPERLINK(\"http://evil\",\"<b>you</b>\")";
    post("/api/v1/predictions?customer=" + encoded(formula), Photos.jpeg(96, 96, 56));

    for (String file : List.of("/history/export.csv", "/api/v1/export/predictions")) {
      assertThat(get(file).body())
          .as(file)
          .contains("\"'=HYPERLINK(\"\"http://evil\"\"")
          .doesNotContain(",=HYPERLINK", ",\"=HYPERLINK");
    }
    assertThat(get("/history?q=" + encoded(formula)).body())
        .contains("&lt;b&gt;you")
        .doesNotContain("<b>you");
  }

  private JsonNode answer(long seed) {
    return json(post("/api/v1/predictions", Photos.jpeg(96, 96, seed)));
  }

  private HttpResponse<String> form(String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

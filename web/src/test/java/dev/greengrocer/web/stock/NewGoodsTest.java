package dev.greengrocer.web.stock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A name that no one knows is asked for before something is booked under it. */
final class NewGoodsTest extends ServedTest {

  @Test
  void waste_of_an_unknown_name_is_asked_for_and_booked_once_it_is_said_to_be_new() {
    Visitor clerk = visitor(Role.CLERK);

    HttpResponse<String> asked = waste(clerk, "bananna", "1 kg");
    assertThat(asked.body())
        .contains("Nothing is called &#39;bananna&#39;", "did you mean banana?")
        .contains("name=\"sure\" value=\"bananna\"", "value=\"1 kg\"", "value=\"mouldy\"");
    assertThat(get("/api/v1/stock").body()).doesNotContain("bananna");

    assertThat(waste(clerk, "bananna", "1 kg", "sure", "bananna").body())
        .contains("bananna 1.000 kg thrown away.");
    // Now the stock knows it.
    assertThat(waste(clerk, "bananna", "1 kg").body()).contains("thrown away.");
    assertThat(waste(clerk, "Brinjal", "1 kg").body()).contains("eggplant 1.000 kg thrown away.");
    // An answer is for the name that was asked about.
    assertThat(waste(clerk, "sputnik berry", "1 kg", "sure", "bananna").body())
        .contains("Nothing is called &#39;sputnik berry&#39;. Is it something new?");
  }

  @Test
  void more_than_there_is_is_thrown_away_once_it_is_said_to_have_been_there() {
    Visitor clerk = visitor(Role.CLERK);
    postJson("/api/v1/deliveries", "{\"crates\": [{\"name\": \"quince\", \"kilograms\": 12}]}");

    assertThat(waste(clerk, "quince", "50 kg").body())
        .contains("Of quince there is 12.000 kg, less than 50.000 kg.")
        .contains("name=\"all\" value=\"50 kg\"");
    assertThat(get("/api/v1/stock").body()).contains("\"12.000\"");
    // An answer is for the amount that was asked about.
    assertThat(waste(clerk, "quince", "60 kg", "all", "50 kg").body())
        .contains("Of quince there is 12.000 kg, less than 60.000 kg.");

    assertThat(waste(clerk, "quince", "50 kg", "all", "50 kg").body())
        .contains("quince 50.000 kg thrown away.")
        .containsPattern("More went out than came in: <span>[^<]*\\bquince\\b");
  }

  @Test
  void a_threshold_of_an_unknown_name_is_asked_for() {
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    assertThat(threshold(administrator, "kiwwi").body())
        .contains("did you mean kiwi?", "value=\"kiwwi\"");
    assertThat(get("/api/v1/stock").body()).doesNotContain("kiwwi");
    assertThat(threshold(administrator, "kiwwi", "sure", "kiwwi").body()).contains("5.000 kg");
    assertThat(get("/api/v1/stock").body()).contains("kiwwi");
  }

  @Test
  void a_count_of_unknown_names_is_asked_for_name_by_name() {
    Visitor clerk = visitor(Role.CLERK);
    String[] rows = {
      "name",
      "zuchini",
      "unit",
      "",
      "counted",
      "2",
      "name",
      "moon fruit",
      "unit",
      "",
      "counted",
      "1"
    };

    String asked = count(clerk, rows).body();
    assertThat(asked)
        .contains("did you mean zucchini?", "Nothing is called &#39;moon fruit&#39;")
        .contains("name=\"sure\" value=\"zuchini\"", "value=\"2\"");
    String second = count(clerk, with(rows, "sure", "moon fruit")).body();
    assertThat(second)
        .contains("did you mean zucchini?", "type=\"hidden\" name=\"sure\" value=\"moon fruit\"")
        .doesNotContain("Nothing is called &#39;moon fruit&#39;");
    assertThat(get("/api/v1/stock").body()).doesNotContain("zuchini", "moon fruit");

    assertThat(count(clerk, with(rows, "sure", "moon fruit", "sure", "zuchini")).body())
        .contains("2 counted.");
  }

  private static HttpResponse<String> count(Visitor clerk, String... fields) {
    return clerk.submit("/stock/count", "/stock/count", fields);
  }

  private static HttpResponse<String> waste(
      Visitor clerk, String name, String amount, String... sure) {
    return clerk.submit(
        "/stock", "/stock/waste", with(sure, "name", name, "amount", amount, "reason", "mouldy"));
  }

  private static HttpResponse<String> threshold(Visitor user, String name, String... sure) {
    return user.submit(
        "/stock", "/stock/thresholds", with(sure, "name", name, "amount", "5", "unit", "kg"));
  }

  private static String[] with(String[] more, String... fields) {
    String[] all = java.util.Arrays.copyOf(fields, fields.length + more.length);
    System.arraycopy(more, 0, all, fields.length, more.length);
    return all;
  }
}

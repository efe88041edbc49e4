package dev.greengrocer.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.audit.AuditEntry;
import dev.greengrocer.ledger.audit.AuditLog;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class AuditTest extends ServedTest {

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private AuditLog audit;

  @Test
  void what_a_person_says_of_a_photo_is_written_down_with_what_was_said_before() {
    String id = json(post("/api/v1/predictions", Photos.jpeg(90, 80, 71))).at("/id").asString();
    say(id, "{\"label\": \"kiwi\"}");
    say(id, "{\"notInList\": true}");

    JsonNode last = json(get("/api/v1/audit?kind=label&subject=" + id)).at("/items/0");

    assertThat(last.at("/before").asString()).isEqualTo("kiwi");
    assertThat(last.at("/after").asString()).isEqualTo("not in the list");
    assertThat(last.at("/actor").asString()).isEqualTo("key:test");
  }

  @Test
  void another_model_is_written_down() {
    HttpResponse<String> swapped =
        send(
            HttpRequest.newBuilder(uri("/api/v1/model"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"bundle\": \"bundled\"}")));

    assertThat(swapped.statusCode()).as(swapped.body()).isEqualTo(200);
    assertThat(json(get("/api/v1/audit?kind=model")).at("/items/0/action").asString())
        .isEqualTo("answers");
  }

  @Test
  void the_list_is_filtered_paged_and_exported_without_formulas() {
    for (int i = 0; i < 3; i++) {
      audit.record(Actor.SERVER, AuditEntry.Kind.PRICE, "=1+1", "set", null, "number " + i);
    }

    JsonNode first = json(get("/api/v1/audit?subject=%3D1%2B1&size=2"));
    JsonNode second =
        json(get("/api/v1/audit?subject=%3D1%2B1&size=2&cursor=" + first.at("/next").asString()));
    String page = get("/audit?kind=PRICE&subject=%3D1%2B1").body();
    String file = get("/audit/export.csv?kind=PRICE&subject=%3D1%2B1").body();

    assertThat(first.at("/items/0/after").asString()).isEqualTo("number 2");
    assertThat(first.at("/items").size()).isEqualTo(2);
    assertThat(second.at("/items").size()).isEqualTo(1);
    assertThat(page).contains("number 0", "number 2").doesNotContain("number 3");
    assertThat(file.lines()).hasSize(4);
    assertThat(file).contains(",server,price,'=1+1,set,,number 2");
    assertThat(get("/audit?from=2001-01-01&to=2001-01-02").body()).contains("Nothing here");
    assertProblem(get("/api/v1/audit?kind=weather"), 400, "weather");
  }

  private void say(String id, String what) {
    assertThat(postJson("/api/v1/predictions/" + id + "/feedback", what).statusCode())
        .isEqualTo(200);
  }
}

package dev.greengrocer.web.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PredictionApiTest extends ServedTest {

  private static final String PATH = "/api/v1/predictions";

  @Test
  void a_photo_is_answered_and_the_answer_is_there_to_read_again() {
    HttpResponse<String> created = post(PATH + "?top=3", Photos.jpeg(400, 300, 1));

    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode answer = json(created);
    assertThat(answer.at("/decision").asString()).isIn("accept", "shortlist", "reject");
    assertThat(answer.at("/reason/words").asString()).endsWith(".");
    assertThat(answer.at("/predictions").size()).isEqualTo(3);
    assertThat(answer.at("/predictions/0/probability").asDouble())
        .isGreaterThanOrEqualTo(answer.at("/predictions/1/probability").asDouble());
    assertThat(answer.at("/milliseconds/total").asDouble()).isPositive();
    assertThat(answer.at("/photo/width").asInt()).isEqualTo(400);
    String place = created.headers().firstValue("Location").orElseThrow();
    assertThat(place).isEqualTo(PATH + "/" + answer.at("/id").asString());
    assertThat(json(get(place + "?top=3"))).isEqualTo(answer);
  }

  @Test
  void a_form_is_answered_as_a_bare_body_is() {
    byte[] photo = Photos.jpeg(320, 240, 2);

    JsonNode form = json(postForm(PATH, "image", "apple.jpg", photo));
    JsonNode body = json(post(PATH, photo));

    assertThat(form.at("/predictions")).isEqualTo(body.at("/predictions"));
    assertThat(form.at("/predictions").size()).isEqualTo(5);
  }

  @Test
  void a_list_is_paged_from_the_latest_to_the_earliest_without_gap_or_repetition() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(
          0, json(post(PATH + "?customer=paging", Photos.jpeg(64, 64, i))).at("/id").asString());
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = json(get(PATH + "?customer=paging&limit=2" + cursor));
      page.at("/items").forEach(item -> listed.add(item.at("/id").asString()));
      assertThat(page.at("/items").size()).isLessThanOrEqualTo(2);
      cursor = page.at("/next").isString() ? "&cursor=" + page.at("/next").asString() : null;
    }

    assertThat(listed).isEqualTo(sent);
  }

  @Test
  void a_list_is_narrowed_by_what_is_asked() {
    JsonNode answer = json(post(PATH + "?customer=narrow", Photos.jpeg(64, 64, 7)));
    String label = answer.at("/predictions/0/label").asString();
    String id = answer.at("/id").asString();
    String at = answer.at("/at").asString();

    assertThat(ids("?customer=narrow&label=" + label.replace(" ", "%20"))).containsExactly(id);
    assertThat(ids("?customer=narrow&label=nonesuch")).isEmpty();
    assertThat(ids("?customer=narrow&decision=" + answer.at("/decision").asString()))
        .containsExactly(id);
    assertThat(ids("?customer=narrow&reviewed=true")).isEmpty();
    assertThat(ids("?customer=narrow&source=api&from=" + at)).containsExactly(id);
    assertThat(ids("?customer=narrow&to=" + at)).isEmpty();
    assertThat(ids("?customer=narrow&source=web")).isEmpty();
  }

  @Test
  void what_a_person_says_is_kept_under_the_labels_own_name() {
    JsonNode answer = json(post(PATH, Photos.jpeg(64, 64, 8)));
    String place = PATH + "/" + answer.at("/id").asString();
    String best = answer.at("/predictions/0/label").asString();
    String other = best.equals("apple") ? "banana" : "apple";

    HttpResponse<String> said = postJson(place + "/feedback", "{\"label\":\"" + other + "s\"}");

    assertThat(said.statusCode()).isEqualTo(200);
    assertThat(json(get(place)).at("/feedback/kind").asString()).isEqualTo("corrected");
    assertThat(json(get(place)).at("/feedback/label").asString()).isEqualTo(other);
    postJson(place + "/feedback", "{\"label\":\"" + best + "\"}");
    assertThat(json(get(place)).at("/feedback/kind").asString()).isEqualTo("confirmed");
    postJson(place + "/feedback", "{\"notInList\":true}");
    assertThat(json(get(place)).at("/feedback/kind").asString()).isEqualTo("not-in-list");
    assertThat(json(get(place)).at("/feedback/label").isMissingNode()).isTrue();
  }

  @Test
  void a_label_that_the_model_does_not_know_is_refused() {
    String id = json(post(PATH, Photos.jpeg(64, 64, 9))).at("/id").asString();

    assertProblem(
        postJson(PATH + "/" + id + "/feedback", "{\"label\":\"spaceship\"}"), 422, "spaceship");
    assertProblem(postJson(PATH + "/" + id + "/feedback", "{}"), 400, "notInList");
    assertProblem(postJson(PATH + "/" + id + "/feedback", "{oops"), 400, "not valid JSON");
    assertProblem(postJson(PATH + "/nobody/feedback", "{\"notInList\":true}"), 404, "nobody");
  }

  @Test
  void the_same_key_with_the_same_photo_gets_the_same_answer_and_one_row() {
    byte[] photo = Photos.jpeg(64, 64, 10);
    String path = PATH + "?customer=idempotent";

    JsonNode first = json(post(path, photo, "Idempotency-Key", "till-1-0042"));
    HttpResponse<String> again = post(path, photo, "Idempotency-Key", "till-1-0042");

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(json(again)).isEqualTo(first);
    assertThat(ids("?customer=idempotent")).hasSize(1);
    assertProblem(
        post(path, Photos.jpeg(64, 64, 11), "Idempotency-Key", "till-1-0042"),
        422,
        "Idempotency-Key");
  }

  @Test
  void a_request_keeps_the_name_that_its_caller_gave_it_when_it_does_no_harm() {
    HttpResponse<String> named =
        post(PATH, Photos.jpeg(64, 64, 12), "X-Request-Id", "till-7.basket_3");
    HttpResponse<String> harmful = post(PATH, Photos.jpeg(64, 64, 13), "X-Request-Id", "a b<c>");

    assertThat(named.headers().firstValue("X-Request-Id")).hasValue("till-7.basket_3");
    assertThat(harmful.headers().firstValue("X-Request-Id"))
        .hasValueSatisfying(id -> assertThat(id).doesNotContain("<").hasSize(36));
  }

  @Test
  void the_probabilities_are_the_classifiers_own() {
    JsonNode answer = json(post(PATH + "?top=10", Photos.png(200, 200, 14)));

    double sum = 0;
    for (JsonNode score : answer.at("/predictions")) {
      sum += score.at("/probability").asDouble();
    }
    assertThat(sum).isLessThanOrEqualTo(1 + 1e-9).isGreaterThan(0.3);
    for (JsonNode group : answer.at("/shortlist")) {
      assertThat(group.at("/probability").asDouble()).isCloseTo(0.5, within(0.5));
    }
  }

  @Test
  void parameters_that_make_no_sense_are_refused_in_words() {
    assertProblem(get(PATH + "?limit=0"), 400, "limit '0'");
    assertProblem(get(PATH + "?limit=many"), 400, "limit");
    for (String number :
        List.of("0x1", "-0x1", "%231", "%D9%A3", "+1", "1.0", "1e0", "%EF%BC%95")) {
      assertProblem(get(PATH + "?limit=" + number), 400, "must be a whole number");
      assertProblem(get("/api/v1/closings/" + number), 400, "must be a whole number");
    }
    assertProblem(get(PATH + "?cursor=made-up"), 400, "cursor");
    assertProblem(get(PATH + "?decision=maybe"), 400, "accept");
    assertProblem(get(PATH + "/none"), 404, "none");
    assertProblem(get("/api/v1/nothing-here"), 404, "");
    assertProblem(post(PATH + "?top=99", Photos.jpeg(64, 64, 15)), 400, "top '99'");
  }

  private List<String> ids(String query) {
    List<String> ids = new ArrayList<>();
    json(get(PATH + query)).at("/items").forEach(item -> ids.add(item.at("/id").asString()));
    return ids;
  }
}

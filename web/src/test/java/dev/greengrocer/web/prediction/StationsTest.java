package dev.greengrocer.web.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.model.ActiveModel;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Devices that send photos name themselves, and their photos are found and counted by that. */
class StationsTest extends ServedTest {

  private static final String PATH = "/api/v1/predictions";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Test
  void a_station_goes_with_the_photo_and_finds_it_again() {
    String till = station();
    String scale = station();
    String one = send(till, 1);
    String other = send(scale, 2);
    String none = json(post(PATH, Photos.jpeg(64, 64, 3))).at("/id").asString();

    assertThat(json(get(PATH + "/" + one)).at("/station").asString()).isEqualTo(till);
    assertThat(json(get(PATH + "/" + none)).has("station")).isFalse();
    assertThat(ids("?station=" + encoded(till))).containsExactly(one);
    assertThat(ids("?station=" + encoded(till) + "&source=web")).isEmpty();
    assertThat(ids("?station=" + encoded(scale))).containsExactly(other);
    assertThat(get("/api/v1/export/predictions?station=" + encoded(till)).body())
        .startsWith("id,at,source,actor,customer,station,")
        .contains("," + till + ",")
        .doesNotContain(other);
  }

  @Test
  void a_form_names_it_in_a_part_and_the_inference_protocol_in_its_parameters() {
    String till = station();
    byte[] photo = Photos.jpeg(64, 64, 4);
    String form =
        json(postForm(PATH + "?station=" + encoded(till), "image", "a.jpg", photo))
            .at("/id")
            .asString();
    String request =
        """
        {"parameters":{"station":"%s","other":[1]},
        "inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["%s"]}]}
        """;
    String base64 = Base64.getEncoder().encodeToString(photo);
    String infer = "/v2/models/" + models.current().name() + "/infer";

    assertThat(postJson(infer, request.formatted(till, base64)).statusCode()).isEqualTo(200);

    assertThat(ids("?station=" + encoded(till))).hasSize(2).contains(form);
    assertThat(ids("?source=inference&station=" + encoded(till))).hasSize(1);
    assertThat(postJson(infer, request.formatted("a/b", base64)).statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_no_name_is_refused_and_an_empty_one_is_none() {
    byte[] photo = Photos.jpeg(64, 64, 5);

    for (String wrong : List.of("a/b", "=1", "x".repeat(41), "a\nb")) {
      assertProblem(post(PATH + "?station=" + encoded(wrong), photo), 400, "station");
    }
    assertThat(json(post(PATH + "?station=", photo)).has("station")).isFalse();
  }

  @Test
  void the_same_key_gets_the_same_answer_though_the_device_was_renamed_meanwhile() {
    byte[] photo = Photos.jpeg(64, 64, 6);
    String key = UUID.randomUUID().toString();
    JsonNode first = json(post(PATH + "?station=before", photo, "Idempotency-Key", key));

    JsonNode again = json(post(PATH + "?station=after", photo, "Idempotency-Key", key));

    assertThat(again).isEqualTo(first);
  }

  @Test
  void pages_show_filter_and_count_it() {
    String till = station();
    String id = send(till, 7);
    String other = send(station(), 8);

    assertThat(get("/history/" + id).body()).contains("data-station>" + till + "<");
    assertThat(get("/history?station=" + encoded(till)).body())
        .contains(id, "selected=\"selected\">" + till + "</option>")
        .doesNotContain(other);
    assertThat(get("/history/export.csv?station=" + encoded(till)).body())
        .contains(id)
        .doesNotContain(other);
    assertThat(get("/dashboard?days=7").body())
        .contains("station=" + encoded(till).replace("+", "%20") + "\">" + till + "</a>");
  }

  private String send(String station, long seed) {
    return json(post(PATH + "?station=" + encoded(station), Photos.jpeg(64, 64, seed)))
        .at("/id")
        .asString();
  }

  private List<String> ids(String query) {
    return json(get(PATH + query))
        .at("/items")
        .valueStream()
        .map(item -> item.at("/id").asString())
        .toList();
  }

  /** A name that no other test has. */
  private static String station() {
    return "till " + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}

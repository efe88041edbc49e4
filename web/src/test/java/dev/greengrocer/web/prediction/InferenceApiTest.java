package dev.greengrocer.web.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.model.ModelSlot;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The Open Inference Protocol, as its clients speak it. */
final class InferenceApiTest extends ServedTest {

  private static final String INFER = "/v2/models/greengrocer/infer";

  private final byte[] photo = Photos.jpeg(300, 200, 21);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ModelSlot models;

  @Test
  void it_tells_what_it_is_and_what_it_takes() {
    assertThat(json(get("/v2")).at("/name").asString()).isEqualTo("greengrocer");
    assertThat(json(get("/v2/health/live")).at("/live").asBoolean()).isTrue();
    assertThat(json(get("/v2/health/ready")).at("/ready").asBoolean()).isTrue();
    assertThat(json(get("/v2/models/greengrocer/ready")).at("/ready").asBoolean()).isTrue();
    JsonNode model = json(get("/v2/models/" + models.current().name()));
    assertThat(model.at("/inputs/1/shape/1").asInt()).isEqualTo(3);
    assertThat(model.at("/outputs/0/shape/1").asInt()).isEqualTo(models.current().labels().size());
    assertProblem(get("/v2/models/another"), 404, "another");
  }

  @Test
  void photos_in_base_64_are_answered_as_the_api_answers_them_and_stand_in_the_books() {
    String base64 = Base64.getEncoder().encodeToString(photo);

    HttpResponse<String> response =
        postJson(
            INFER,
            """
            {"id":"q1","inputs":[{"name":"image","datatype":"BYTES","shape":[2],"data":["%s","%s"]}]}
            """
                .formatted(base64, base64));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode answer = json(response);
    assertThat(answer.at("/id").asString()).isEqualTo("q1");
    assertThat(output(answer, "probabilities").at("/shape/0").asInt()).isEqualTo(2);
    JsonNode own = json(post("/api/v1/predictions", photo));
    assertThat(output(answer, "label").at("/data/0")).isEqualTo(own.at("/predictions/0/label"));
    String id = output(answer, "prediction_id").at("/data/1").asString();
    assertThat(json(get("/api/v1/predictions/" + id)).at("/source").asString())
        .isEqualTo("inference");
  }

  @Test
  void photos_behind_the_json_are_answered_too() {
    byte[] header =
        """
        {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],
        "parameters":{"binary_data_size":%d}}],"outputs":[{"name":"label"}]}
        """
            .formatted(4 + photo.length)
            .getBytes(UTF_8);
    byte[] body =
        ByteBuffer.allocate(header.length + 4 + photo.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header)
            .putInt(photo.length)
            .put(photo)
            .array();

    JsonNode answer =
        json(post(INFER, body, "Inference-Header-Content-Length", header.length + ""));

    assertThat(answer.at("/outputs").size()).isEqualTo(1);
    assertThat(answer.at("/outputs/0/data/0"))
        .isEqualTo(json(post("/api/v1/predictions", photo)).at("/predictions/0/label"));
  }

  @Test
  void a_prepared_tensor_gets_the_probabilities_of_its_photo() {
    ImageTensor tensor =
        models
            .current()
            .preprocessing()
            .apply(
                new ImageDecoder()
                    .decode(photo, "photo", models.current().preprocessing().resize()));

    JsonNode answer =
        json(
            postJson(
                INFER,
                """
                {"inputs":[{"name":"tensor","datatype":"FP32","shape":%s,"data":%s}]}
                """
                    .formatted(Arrays.toString(tensor.shape()), Arrays.toString(tensor.values()))));

    JsonNode own = json(post("/api/v1/predictions", photo));
    int index = models.current().labels().indexOf(own.at("/predictions/0/label").asString());
    assertThat(output(answer, "probabilities").at("/data/" + index).asDouble())
        .isCloseTo(own.at("/predictions/0/probability").asDouble(), within(1e-6));
  }

  @Test
  void what_does_not_follow_the_protocol_is_refused_in_its_words() {
    HttpResponse<String> refused = postJson(INFER, "{\"inputs\":[]}");

    assertProblem(refused, 400, "inputs");
    assertThat(json(refused).at("/error").asString()).contains("inputs");
    assertProblem(postJson(INFER, "nonsense"), 400, "JSON");
    assertProblem(
        postJson(
            INFER,
            "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1,3,9,9],\"data\":[1]}]}"),
        400,
        "shape");
    assertProblem(
        postJson(
            INFER,
            "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"!\"]}]}"),
        400,
        "base 64");
    assertProblem(
        postJson(
            INFER,
            "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"aGk=\"]}]}"),
        415,
        "not a JPEG");
    assertProblem(
        post(INFER, "{}".getBytes(UTF_8), "Inference-Header-Content-Length", "99"), 400, "99");
  }

  private static JsonNode output(JsonNode answer, String name) {
    for (JsonNode output : answer.at("/outputs")) {
      if (output.at("/name").asString().equals(name)) {
        return output;
      }
    }
    throw new AssertionError("no output " + name + " in " + answer);
  }
}

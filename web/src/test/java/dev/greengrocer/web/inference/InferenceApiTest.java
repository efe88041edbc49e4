package dev.greengrocer.web.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.model.ActiveModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The Open Inference Protocol, as its clients speak it. */
final class InferenceApiTest extends ServedTest {

  private static final String INFER = "/v2/models/greengrocer/infer";

  private final byte[] photo = Photos.jpeg(300, 200, 21);

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

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

  @Test
  void its_version_has_paths_of_its_own_and_no_other_version_has() {
    String version = json(get("/v2/models/greengrocer")).at("/versions/0").asString();
    String path = "/v2/models/greengrocer/versions/" + version;

    assertThat(json(get(path)).at("/inputs/0/name").asString()).isEqualTo("image");
    assertThat(json(get(path + "/ready")).at("/ready").asBoolean()).isTrue();
    assertThat(postJson(path + "/infer", image("")).statusCode()).isEqualTo(200);
    for (String other : List.of("1", "latest", version + "0", "%20")) {
      String wrong = "/v2/models/greengrocer/versions/" + other;
      assertProblem(get(wrong), 404, version);
      assertProblem(get(wrong + "/ready"), 404, version);
      assertProblem(get(wrong + "/config"), 404, version);
      assertProblem(get(wrong + "/stats"), 404, version);
      assertProblem(postJson(wrong + "/infer", image("")), 404, version);
    }
    assertProblem(get("/v2/models/other/versions/" + version), 404, "other");
  }

  @Test
  void configuration_statistics_and_index_are_served_and_what_is_not_says_what_is() {
    assertThat(json(get("/v2")).at("/extensions").toString())
        .contains("classification", "binary_tensor_data", "statistics", "model_configuration");
    JsonNode config = json(get("/v2/models/greengrocer/config"));
    assertThat(config.at("/max_batch_size").asInt()).isEqualTo(16);
    assertThat(config.at("/input/1/data_type").asString()).isEqualTo("TYPE_FP32");
    assertThat(config.at("/input/1/dims").toString()).startsWith("[3,");
    postJson(INFER, image(""));
    for (String path : List.of("/v2/models/greengrocer/stats", "/v2/models/stats")) {
      JsonNode figures = json(get(path)).at("/model_stats/0");
      assertThat(figures.at("/inference_count").asLong()).isPositive();
      assertThat(figures.at("/inference_stats/compute_infer/ns").asLong()).isPositive();
      assertThat(figures.at("/last_inference").asLong()).isPositive();
    }
    JsonNode index = json(postJson("/v2/repository/index", "{}"));
    assertThat(index.at("/0/name").asString()).isEqualTo(models.current().name());
    assertThat(index.at("/0/state").asString()).isEqualTo("READY");
    for (String path : List.of("/v2/models/greengrocer/trace/setting", "/v2/nope", "/v2/models")) {
      assertProblem(get(path), 404, "served are /v2");
      assertThat(json(get(path)).at("/error").asString()).contains("/infer");
    }
    assertProblem(postJson("/v2/repository/models/greengrocer/load", "{}"), 404, "served are");
  }

  @Test
  void compressed_requests_are_read_and_bounded() {
    byte[] body = image("").getBytes(UTF_8);
    JsonNode plain = json(postJson(INFER, image("")));
    for (String encoding : List.of("gzip", "deflate", "GZIP", "x-gzip", "identity")) {
      HttpResponse<String> answer = packed(INFER, encoding, pack(encoding, body));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(output(json(answer), "label")).isEqualTo(output(plain, "label"));
      HttpResponse<String> own =
          packed("/api/v1/predictions", encoding, pack(encoding, photo), "image/jpeg");
      assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
    }
    for (String encoding : List.of("br", "zstd", "gzip, gzip", "compress", "gzip;q=1")) {
      assertProblem(packed(INFER, encoding, body), 415, encoding);
      assertProblem(
          packed("/api/v1/predictions", encoding, photo, "image/jpeg"), 415, "gzip or deflate");
    }
    assertProblem(packed(INFER, "gzip", body), 400, "not gzip");
    assertProblem(packed(INFER, "deflate", body), 400, "not deflate");
    byte[] cut = Arrays.copyOf(pack("gzip", photo), 500);
    assertProblem(packed("/api/v1/predictions", "gzip", cut, "image/jpeg"), 400, "cut off");
    assertProblem(packed("/api/v1/sales", "gzip", "{}".getBytes(UTF_8)), 400, "not gzip");
    assertProblem(
        packed(
            "/api/v1/predictions", "gzip", pack("gzip", photo), "multipart/form-data; boundary=a"),
        415,
        "forms must not");
    byte[] bomb = pack("gzip", new byte[100_000_000]);
    assertThat(bomb.length).isLessThan(200_000);
    assertProblem(packed(INFER, "gzip", bomb), 413, "");
    assertProblem(packed("/api/v1/predictions", "gzip", bomb, "image/jpeg"), 413, "");
    assertProblem(
        packed("/api/v1/sales", "gzip", pack("gzip", spaces(100_000_000))), 413, "unpacked");
  }

  @Test
  void a_packed_body_is_read_to_its_last_byte() throws Exception {
    byte[] body = image("").getBytes(UTF_8);
    for (String encoding : List.of("gzip", "deflate")) {
      byte[] whole = pack(encoding, body);
      for (byte[] more : List.of(new byte[1], "\n".getBytes(UTF_8), new byte[9000], body)) {
        assertProblem(packed(INFER, encoding, joined(whole, more)), 400, "not " + encoding);
        assertProblem(
            packed(
                "/api/v1/predictions", encoding, joined(pack(encoding, photo), more), "image/jpeg"),
            400,
            "not " + encoding);
      }
      for (int length : new int[] {0, 1, 9, whole.length / 2, whole.length - 1}) {
        assertProblem(packed(INFER, encoding, Arrays.copyOf(whole, length)), 400, "");
      }
      byte[] flipped = whole.clone();
      flipped[flipped.length - 2] ^= 1;
      assertProblem(packed(INFER, encoding, flipped), 400, "not " + encoding);
    }
    // A gzip file may have several members, in whatever pieces it arrives.
    byte[] half = Arrays.copyOf(body, 100);
    byte[] rest = Arrays.copyOfRange(body, 100, body.length);
    byte[] two = joined(pack("gzip", half), pack("gzip", rest));
    assertThat(packed(INFER, "gzip", two).statusCode()).isEqualTo(200);
    assertProblem(packed(INFER, "gzip", Arrays.copyOf(two, two.length - 3)), 400, "cut off");
    assertProblem(packed(INFER, "gzip", joined(pack("gzip", body), pack("gzip", body))), 400, "");
    byte[] bomb = joined(pack("gzip", spaces(10_000_000)), pack("gzip", spaces(90_000_000)));
    assertProblem(packed("/api/v1/sales", "gzip", bomb), 413, "unpacked");
    assertProblem(
        packed("/api/v1/sales", "gzip", joined(pack("deflate", body), pack("gzip", body))),
        400,
        "not gzip");
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void the_most_probable_classes_are_given_when_asked_for() {
    JsonNode answer =
        json(
            postJson(
                INFER,
                image(
                    ",\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":3}},{\"name\":\"label\"}]")));

    JsonNode classes = output(answer, "probabilities");
    assertThat(classes.at("/datatype").asString()).isEqualTo("BYTES");
    assertThat(classes.at("/shape").toString()).isEqualTo("[1,3]");
    String[] best = classes.at("/data/0").asString().split(":", 3);
    assertThat(best[2]).isEqualTo(output(answer, "label").at("/data/0").asString());
    assertThat(models.current().labels().names().get(Integer.parseInt(best[1]))).isEqualTo(best[2]);
    assertThat(Double.parseDouble(best[0]))
        .isGreaterThanOrEqualTo(
            Double.parseDouble(classes.at("/data/1").asString().split(":", 3)[0]));
    int all = models.current().labels().size();
    assertThat(
            json(postJson(
                    INFER,
                    image(
                        ",\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":9999}}]")))
                .at("/outputs/0/shape/1")
                .asInt())
        .isEqualTo(all);
    assertProblem(
        postJson(
            INFER,
            image(",\"outputs\":[{\"name\":\"label\",\"parameters\":{\"classification\":3}}]")),
        400,
        "only 'probabilities'");
    for (String wrong : List.of("0", "-1", "1.5", "\"3\"", "true", "99999999999", "null", "[1]")) {
      assertProblem(
          postJson(
              INFER,
              image(
                  ",\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"classification\":"
                      + wrong
                      + "}}]")),
          400,
          "outputs[0].parameters.classification");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | the body: null",
        "[] | the body: an array",
        "{} | inputs",
        "{\"inputs\":null} | inputs: null",
        "{\"inputs\":{}} | inputs: an object",
        "{\"inputs\":[null]} | inputs[0]: null",
        "{\"inputs\":[1]} | inputs[0]: a whole number",
        "{\"inputs\":[{}]} | inputs[0].name",
        "{\"inputs\":[{\"name\":\"image\"}]} | inputs[0].datatype",
        "{\"inputs\":[{\"name\":null}]} | inputs[0].name: null",
        "{\"inputs\":[{\"name\":5}]} | inputs[0].name: a whole number",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":null}]} | inputs[0].datatype: null",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\"}]} | inputs[0].shape",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":null}]} |"
            + " inputs[0].shape: null",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[null]}]} |"
            + " inputs[0].shape[0]: null",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1.5]}]} |"
            + " inputs[0].shape[0]",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[9e99]}]} |"
            + " inputs[0].shape[0]",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[99999999999999999999]}]}"
            + " | ",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[{},{}]}]}"
            + " | inputs[0].data[0]: an object",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1,null]}]}"
            + " | inputs[0].data[1]: null",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1,true]}]}"
            + " | inputs[0].data[1]: true",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[[0],1e39]}]}"
            + " | inputs[0].data[1]: 1e39",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[-1e400]}]}"
            + " | finite",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[NaN]}]} |"
            + " not the JSON",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1e99999999999]}]}"
            + " | ",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[\"a\"]}]}"
            + " | base 64",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[\"aGk=\"]}]}"
            + " | shape",
        "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":5}]} |"
            + " inputs[0].data: a whole number",
        "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]} | 'image'"
            + " (BYTES) or 'tensor' (FP32)",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]} |"
            + " must be BYTES",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[],\"data\":[]}]} |"
            + " shape",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[-1],\"data\":[\"aGk=\"]}]}"
            + " | shape",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[4294967296,4294967296],\"data\":[\"aGk=\"]}]}"
            + " | shape",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]}]} | no data",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":null}]}"
            + " | inputs[0].parameters: null",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":null}}]}"
            + " | binary_data_size: null",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":9}}]}"
            + " | 0 bytes follow",
        "{\"inputs\":[{\"name\":\"image\",\"name\":\"tensor\"}]} | twice",
        "{\"inputs\":[],\"inputs\":[]} | twice",
        "{\"id\":null} | id: null",
        "{\"id\":7} | id: a whole number",
        "{\"id\":\"\\ud800\"} | ",
        "{\"parameters\":{\"a\":[{\"b\":null}]}} | parameters.a: null",
        "{\"outputs\":[null]} | outputs[0]: null",
        "{\"outputs\":[{}]} | outputs[0].name",
        "{\"outputs\":[{\"name\":null}]} | outputs[0].name: null",
        "{\"outputs\":{\"name\":\"label\"}} | outputs: an object",
        "{\"inputs\" | line 1",
        "{\"a\":1} {} | ",
      })
  void nothing_in_a_body_is_a_bug_and_every_fault_names_its_place(String body, String words) {
    assertProblem(postJson(INFER, body), 400, words == null ? "" : words);
  }

  @Test
  void outputs_that_the_model_has_not_and_too_many_inputs() {
    assertProblem(postJson(INFER, image(",\"outputs\":[{\"name\":\"x\"}]")), 400, "the model has");
    String one = "{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"aGk=\"]}";
    assertProblem(postJson(INFER, "{\"inputs\":[" + one + "," + one + "]}"), 400, "more than 1");
    assertProblem(
        postJson(
            INFER,
            "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":["
                + "9".repeat(900)
                + "]}]}"),
        400,
        "");
    assertProblem(postJson(INFER, "[".repeat(100_000)), 400, "");
    assertProblem(postJson(INFER, "{\"parameters\":" + "[".repeat(100_000)), 400, "");
    assertProblem(
        post(INFER, "{\"inputs\":[".getBytes(UTF_8), "Inference-Header-Content-Length", "x"),
        400,
        "");
    assertProblem(
        post(
            INFER,
            (image("") + "more").getBytes(UTF_8),
            "Inference-Header-Content-Length",
            "" + image("").length()),
        400,
        "4 bytes follow");
  }

  @Test
  void a_body_of_ten_million_numbers_or_objects_costs_little_three_at_once() throws Exception {
    List<String> bodies =
        List.of(
            tensor("{},".repeat(4_500_000) + "{}"),
            tensor("0,".repeat(6_900_000) + "0"),
            tensor("[".repeat(7) + "0,".repeat(6_900_000) + "0" + "]".repeat(7)),
            "{\"parameters\":[" + "{},".repeat(4_500_000) + "{}]}",
            "{\"parameters\":{" + members() + "}}");
    for (String body : bodies) {
      List<CompletableFuture<HttpResponse<String>>> three =
          IntStream.range(0, 3)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> postJson(INFER, body)))
              .toList();
      for (CompletableFuture<HttpResponse<String>> answer : three) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(400);
      }
    }
  }

  private static String members() {
    StringBuilder members = new StringBuilder("\"a\":0");
    for (int i = 0; i < 1_000_000; i++) {
      members.append(",\"").append(Integer.toHexString(i)).append("\":0");
    }
    return members.toString();
  }

  private static String tensor(String data) {
    return "{\"inputs\":[{\"name\":\"tensor\",\"datatype\":\"FP32\",\"shape\":[1,3,224,224],\"data\":["
        + data
        + "]}]}";
  }

  private String image(String more) {
    return "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"%s\"]}]%s}"
        .formatted(Base64.getEncoder().encodeToString(photo), more);
  }

  private static byte[] spaces(int count) {
    byte[] spaces = new byte[count];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }

  private static byte[] pack(String encoding, byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding.toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> new GZIPOutputStream(packed);
          case "deflate" -> new DeflaterOutputStream(packed);
          default -> packed;
        }) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private HttpResponse<String> packed(String path, String encoding, byte[] body) {
    return packed(path, encoding, body, "application/json");
  }

  private HttpResponse<String> packed(String path, String encoding, byte[] body, String type) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
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

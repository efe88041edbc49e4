package dev.greengrocer.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.photo.PhotoStore;
import dev.greengrocer.ledger.prediction.LoggedPrediction;
import dev.greengrocer.ledger.prediction.PredictionLog;
import dev.greengrocer.ledger.privacy.PredictionEraser;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class BooksTest extends ServedTest {

  private static final String PATH = "/api/v1/predictions";

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PhotoStore photos;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionLog log;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private PredictionEraser eraser;

  @Test
  void a_photo_is_kept_once_and_its_thumbnail_from_the_first_look_on() throws IOException {
    byte[] photo = Photos.jpeg(500, 400, 31);
    JsonNode answer = json(post(PATH, photo));
    post(PATH, photo);
    String sha256 = photoOf(answer.at("/id").asString()).sha256();
    assertThat(photos.findThumbnail(sha256)).as("before anybody looks").isEmpty();

    HttpResponse<byte[]> kept = getBytes(answer.at("/photo/href").asString());
    HttpResponse<byte[]> thumbnail = getBytes(answer.at("/photo/thumbnail").asString());

    assertThat(kept.body()).isEqualTo(photo);
    assertThat(kept.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(thumbnail.statusCode()).isEqualTo(200);
    RgbImage small = new ImageDecoder().decode(thumbnail.body(), "thumbnail");
    assertThat(small.width()).isEqualTo(192);
    assertThat(small.height()).isEqualTo(154);
    assertThat(photos.findThumbnail(sha256).orElseThrow().bytes()).isEqualTo(thumbnail.body());
    assertThat(getBytes(answer.at("/photo/thumbnail").asString()).body())
        .as("a second look")
        .isEqualTo(thumbnail.body());
    try (var tree = Files.walk(dataDirectory().resolve("photos"))) {
      assertThat(tree.filter(file -> file.toString().endsWith(".partial"))).isEmpty();
    }
  }

  @Test
  void a_photo_of_an_earlier_version_is_found_by_its_file_and_a_part_can_be_asked_for() {
    byte[] photo = Photos.jpeg(90, 80, 36);
    JsonNode answer = json(post(PATH, photo));
    String id = answer.at("/id").asString();
    assertThat(photoOf(id).format()).isEqualTo(ImageFormat.JPEG);
    database
        .sql("UPDATE predictions SET photo_type = NULL WHERE id = :id")
        .param("id", id)
        .update();
    assertThat(photoOf(id).format()).isNull();

    HttpResponse<byte[]> kept = getBytes(answer.at("/photo/href").asString());

    assertThat(kept.body()).isEqualTo(photo);
    assertThat(kept.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(kept.headers().firstValueAsLong("Content-Length")).hasValue(photo.length);
    HttpResponse<String> part =
        send(
            HttpRequest.newBuilder(uri(answer.at("/photo/href").asString()))
                .header("Range", "bytes=0-9"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 0-9/" + photo.length);
  }

  @Test
  void a_customer_who_asks_for_it_is_forgotten_and_the_answers_stay() {
    JsonNode answer = json(post(PATH + "?customer=Ada", Photos.jpeg(90, 80, 32)));
    String id = answer.at("/id").asString();
    String sha256 = photoOf(id).sha256();
    getBytes(answer.at("/photo/thumbnail").asString());
    assertThat(photos.findThumbnail(sha256)).isPresent();

    HttpResponse<String> erased = postJson("/api/v1/erasures", "{\"customer\":\"Ada\"}");

    assertThat(json(erased).at("/rows/predictions").asInt()).isEqualTo(1);
    JsonNode left = json(get(PATH + "/" + id));
    assertThat(left.at("/predictions")).isEqualTo(answer.at("/predictions"));
    assertThat(left.at("/customer").isMissingNode()).isTrue();
    assertThat(left.at("/photo").isMissingNode()).isTrue();
    assertThat(photos.find(sha256, null)).isEmpty();
    assertThat(photos.findThumbnail(sha256)).isEmpty();
    assertProblem(get(PATH + "/" + id + "/photo"), 404, "erased");
  }

  @Test
  void one_photo_is_erased_by_its_answer() {
    String id = json(post(PATH, Photos.jpeg(90, 80, 33))).at("/id").asString();

    HttpResponse<String> erased =
        send(HttpRequest.newBuilder(uri(PATH + "/" + id + "/photo")).DELETE());

    assertThat(erased.statusCode()).isEqualTo(204);
    assertProblem(get(PATH + "/" + id + "/thumbnail"), 404, "erased");
    assertProblem(
        send(HttpRequest.newBuilder(uri(PATH + "/nobody/photo")).DELETE()), 404, "nobody");
  }

  @Test
  void photos_whose_time_is_over_go_and_those_sent_again_stay() {
    byte[] photo = Photos.jpeg(90, 80, 34);
    String old = json(post(PATH, Photos.jpeg(90, 80, 35))).at("/id").asString();
    String sentAgain = json(post(PATH, photo)).at("/id").asString();
    Instant limit = after(sentAgain);
    while (Instant.now().isBefore(limit)) {
      Thread.onSpinWait();
    }
    post(PATH, photo);

    assertThat(eraser.erasePhotosBefore(Actor.SERVER, limit)).isPositive();

    assertProblem(get(PATH + "/" + old + "/photo"), 404, "erased");
    assertThat(get(PATH + "/" + sentAgain + "/photo").statusCode()).isEqualTo(200);
  }

  @Test
  void the_export_holds_what_was_asked_for_and_no_formula() throws IOException {
    String formula = "%3DHYPERLINK(%22http://x%22)";
    String id =
        json(post(PATH + "?customer=" + formula, Photos.jpeg(90, 80, 36))).at("/id").asString();
    postJson(PATH + "/" + id + "/feedback", "{\"label\":\"apple\"}");

    HttpResponse<String> export = get("/api/v1/export/predictions?customer=" + formula);

    assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    List<CSVRecord> rows =
        CSVParser.parse(
                export.body(),
                CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())
            .getRecords();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("id")).isEqualTo(id);
    assertThat(rows.get(0).get("customer")).isEqualTo("'=HYPERLINK(\"http://x\")");
    assertThat(rows.get(0).get("true_label")).isEqualTo("apple");
    assertThat(export.body().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(100);
  }

  @Test
  void what_prometheus_scrapes_tells_stages_decisions_confidence_and_model() {
    post(PATH, Photos.jpeg(90, 80, 37));
    post(PATH, new byte[] {1, 2, 3});

    String metrics = get("/actuator/prometheus").body();

    assertThat(metrics)
        .contains("greengrocer_stage_seconds_bucket{stage=\"decode\"")
        .contains("greengrocer_stage_seconds_count{stage=\"log\"}")
        .contains("greengrocer_predictions_total{decision=")
        .contains("greengrocer_refused_total{reason=\"not-an-image\"}")
        .contains("greengrocer_confidence_bucket{le=\"0.9\"")
        .contains("greengrocer_queue_depth")
        .contains("greengrocer_model_info{");
  }

  /** The first moment after that of an id, which has whole milliseconds. */
  private static Instant after(String id) {
    return Instant.ofEpochMilli((UUID.fromString(id).getMostSignificantBits() >>> 16) + 1);
  }

  private LoggedPrediction.Photo photoOf(String id) {
    LoggedPrediction.Photo photo = log.find(id).orElseThrow().photo();
    if (photo == null) {
      throw new AssertionError("no photo");
    }
    return photo;
  }
}

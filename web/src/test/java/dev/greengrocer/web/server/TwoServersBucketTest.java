package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.testing.S3Server;
import dev.greengrocer.web.OnPostgres;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Two servers of one shop that keep their photos in one bucket, which goes away. */
@OnPostgres
@TestPropertySource(properties = "greengrocer.checkout.shop=two servers, one bucket")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TwoServersBucketTest extends ServedTest {

  private static final String ADDRESS = "s3://photos-of-two/shop";

  @SuppressWarnings("NullAway.Init")
  private static S3Server server;

  @SuppressWarnings("NullAway.Init")
  private static Path bucket;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private Environment settings;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private JdbcClient database;

  @SuppressWarnings("NullAway.Init")
  private ConfigurableApplicationContext second;

  @DynamicPropertySource
  static void bucket(DynamicPropertyRegistry settings) throws IOException, InterruptedException {
    server = S3Server.start(Files.createTempDirectory("greengrocer-two-and-a-bucket"));
    bucket = server.bucket("photos-of-two");
    settings.add("greengrocer.photos.bucket", () -> ADDRESS);
    settings.add("greengrocer.bucket.endpoint", () -> server.endpoint().toString());
  }

  @BeforeAll
  void startASecondServer() throws IOException {
    second =
        new SpringApplicationBuilder(Application.class)
            .run(
                "--server.port=0",
                "--greengrocer.home=" + settings.getRequiredProperty("greengrocer.home"),
                "--greengrocer.database=" + settings.getRequiredProperty("greengrocer.database"),
                "--greengrocer.photos.bucket=" + ADDRESS,
                "--greengrocer.bucket.endpoint=" + server.endpoint(),
                "--greengrocer.data-dir="
                    + Files.createTempDirectory("greengrocer-second").resolve("data"));
  }

  @AfterAll
  void stop() {
    second.close();
    server.close();
  }

  @Test
  void a_photo_that_was_sent_to_one_is_shown_by_the_other() throws Exception {
    byte[] photo = Photos.jpeg(96, 96, 21);
    String id = predict("/api/v1/predictions", photo);

    await(() -> Files.exists(stored(id)));
    for (String path : new String[] {photo(id), other(photo(id))}) {
      HttpResponse<byte[]> shown = getBytes(path);
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
      assertThat(shown.body()).isEqualTo(Files.readAllBytes(stored(id)));
    }
    HttpResponse<byte[]> thumbnail = getBytes(other(thumbnail(id)));
    assertThat(thumbnail.statusCode()).isEqualTo(200);
    await(() -> Files.exists(stored(id).resolveSibling(sha256(id) + ".thumbnail.jpg")));
    assertThat(getBytes(thumbnail(id)).body()).isEqualTo(thumbnail.body());
  }

  @Test
  void answers_go_on_while_the_bucket_is_away_and_no_photo_is_lost() throws Exception {
    String before = predict("/api/v1/predictions", Photos.jpeg(96, 96, 22));
    await(() -> Files.exists(stored(before)));
    await(() -> metric("greengrocer_photo_queue_length") == 0);
    String meanwhile;
    String erased;
    server.goAway();
    try {
      meanwhile = predict("/api/v1/predictions", Photos.jpeg(96, 96, 23));
      erased = predict(other("/api/v1/predictions"), Photos.jpeg(96, 96, 24));
      assertThat(getBytes(photo(meanwhile)).statusCode()).isEqualTo(200);
      assertAway(get(other(photo(meanwhile))));
      assertAway(get(photo(before)));
      assertThat(metric("greengrocer_photo_queue_length")).isEqualTo(1);
      assertThat(metric("greengrocer_photo_queue_bytes")).isPositive();
      assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);

      for (String id : new String[] {before, erased}) {
        HttpResponse<String> deleted =
            send(HttpRequest.newBuilder(uri(photo(id))).method("DELETE", BodyPublishers.noBody()));
        assertThat(deleted.statusCode()).as(deleted.body()).isBetween(200, 204);
        assertThat(get(photo(id)).statusCode()).isEqualTo(404);
        assertThat(get(other(photo(id))).statusCode()).isEqualTo(404);
      }
    } finally {
      server.comeBack();
    }

    await(() -> Files.exists(stored(meanwhile)));
    await(() -> get(other(photo(meanwhile))).statusCode() == 200);
    await(() -> database.sql(WAITING).query(Long.class).single() == 0);
    Path kept = bucket.resolve("shop/kept-photos");
    assertThat(kept).isDirectoryRecursivelyContaining("glob:**" + sha256(meanwhile) + ".jpeg");
    assertThat(photosIn(kept))
        .as("only those that an answer leads to")
        .allMatch(
            sha256 ->
                database
                        .sql("SELECT COUNT(*) FROM predictions WHERE photo_sha256 = :sha256")
                        .param("sha256", sha256)
                        .query(Long.class)
                        .single()
                    > 0);
    await(() -> metric("greengrocer_photo_queue_length") == 0);
    assertThat(metric("greengrocer_photo_upload_failures_total")).isPositive();
  }

  private static final String WAITING = "SELECT COUNT(*) FROM photo_erasures WHERE done_at IS NULL";

  private static List<String> photosIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().substring(0, 64))
          .toList();
    }
  }

  private static void assertAway(HttpResponse<String> answer) {
    assertProblem(answer, 503, "");
    assertThat(json(answer).at("/type").asString()).endsWith(":photos-away");
    assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
  }

  private double metric(String name) {
    String key = key(Role.ADMINISTRATOR);
    return sendAsIs(
            HttpRequest.newBuilder(uri("/actuator/prometheus"))
                .header("Authorization", "Bearer " + key))
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private String predict(String path, byte[] photo) {
    HttpResponse<String> answer = post(path, photo);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return json(answer).at("/id").asString();
  }

  private static String photo(String id) {
    return "/api/v1/predictions/" + id + "/photo";
  }

  private static String thumbnail(String id) {
    return "/api/v1/predictions/" + id + "/thumbnail";
  }

  private String sha256(String id) {
    return database
        .sql("SELECT photo_sha256 FROM predictions WHERE id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private Path stored(String id) {
    return bucket
        .resolve("shop/kept-photos")
        .resolve(PhotoName.of(sha256(id), ImageFormat.JPEG).path());
  }

  private String other(String path) {
    return "http://127.0.0.1:"
        + second.getEnvironment().getRequiredProperty("local.server.port")
        + path;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it takes too long").isLessThan(until);
      Thread.sleep(100);
    }
  }
}

package dev.greengrocer.web.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.RenamedBundle;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** A bundle comes as a ZIP file, is tried on the shop's reviewed photos, and answers then. */
@DirtiesContext // another model runs
class BundleUploadTest extends ServedTest {

  @TempDir private Path folder;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ActiveModel models;

  @Test
  void a_bundle_is_uploaded_tried_on_reviewed_photos_and_swapped() throws Exception {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    String before = models.current().name();
    // Three photos: two are reviewed as what the model says, one as something else.
    for (int seed = 0; seed < 3; seed++) {
      byte[] photo = Photos.jpeg(96, 96, 300 + seed);
      JsonNode answer = json(post("/api/v1/predictions", photo));
      int said = firstGroup(photo);
      int other = (said + 7) % models.current().labels().groups().size();
      review(answer.at("/id").asString(), nameOf(seed < 2 ? said : other));
    }

    HttpResponse<String> taken = upload(ada, "spring-2027.zip", BundleZip.of("", bundle("spring")));
    assertThat(taken.body()).contains("spring-2027 was checked and added to the models");
    String page = awaitTrial(ada);
    // The same network: both are right on the same two photos of three.
    assertThat(page)
        .contains("spring-2027 on reviewed photos", ">66.7 %<", before + " (present)")
        .contains("Difference 0.0 points", "Luck alone could explain the difference.");
    assertThat(get("/api/v1/audit?kind=model").body())
        .contains("\"uploaded\"", "spring-2027: 2 of 3 photos right");
    assertThat(models.current().name()).isEqualTo(before);

    assertThat(ada.submit("/model", "/model/swap", "bundle", "spring-2027").body())
        .contains("answers from now on");
    assertThat(upload(ada, "spring-2027.zip", BundleZip.of("", bundle("again"))).body())
        .contains("There is a bundle &#39;spring-2027&#39; already");
  }

  @Test
  void what_is_no_bundle_leaves_nothing_behind_and_the_present_model_goes_on() throws Exception {
    Visitor ada = visitor(Role.ADMINISTRATOR);
    String before = models.current().name();

    assertThat(upload(ada, "a.zip", "no archive".getBytes(StandardCharsets.UTF_8)).body())
        .contains("holds no bundle.json");
    assertThat(upload(ada, "..zip", BundleZip.of("", bundle("named"))).body())
        .contains("Call the ZIP file");
    assertThat(upload(ada, "b.zip", archive("../../evil.sh", "x")).body())
        .contains("holds no bundle.json");
    assertThat(upload(ada, "c.zip", archive("bundle.json", "{}")).body())
        .contains("The bundle was not taken");
    Path broken = bundle("broken");
    Files.write(broken.resolve(ModelBundle.MODEL), new byte[] {1, 2, 3});
    assertThat(upload(ada, "d.zip", BundleZip.of("d/", broken)).body())
        .contains("The bundle was not taken");

    assertThat(models.current().name()).isEqualTo(before);
    Path catalog = dataDirectory().resolve("models");
    for (String name : List.of("a", "b", "c", "d")) {
      assertThat(catalog.resolve(name)).doesNotExist();
    }
    assertThat(dataDirectory().resolveSibling("evil.sh")).doesNotExist();
    assertThat(dataDirectory().resolve("evil.sh")).doesNotExist();
  }

  @Test
  void a_bundle_beyond_the_limit_of_photos_is_taken_as_a_body_and_other_routes_keep_theirs()
      throws Exception {
    Path large = bundle("large");
    // What is read by no one, and does not become smaller in a ZIP file.
    byte[] ballast = new byte[16 * 1024 * 1024];
    new Random(1).nextBytes(ballast);
    Files.write(large.resolve("ballast.bin"), ballast);
    byte[] zip = BundleZip.of("", large);
    assertThat(zip.length).isGreaterThan(15 * 1024 * 1024);

    HttpResponse<String> taken = put("summer-2027", zip, key(Role.ADMINISTRATOR));

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    assertThat(json(taken).at("/bundle").asString()).isEqualTo("summer-2027");
    Visitor ada = visitor(Role.ADMINISTRATOR);
    awaitTrial(ada);
    assertThat(ada.get("/model?taken=summer-2027&tried=true").body())
        .contains("summer-2027 was checked and added to the models");
    assertThat(ada.get("/model?taken=nonesuch").body()).doesNotContain("nonesuch");
    assertProblem(put("summer-2027", zip, key(Role.ADMINISTRATOR)), 409, "already");
    assertProblem(put("-x", zip, key(Role.ADMINISTRATOR)), 422, "Call the ZIP file");
    assertProblem(put("autumn", new byte[] {1}, key(Role.ADMINISTRATOR)), 422, "no bundle.json");
    assertProblem(post("/api/v1/predictions", zip), 413, "smaller photo");
    assertThat(upload(ada, "form.zip", zip).statusCode()).isEqualTo(413);
    assertProblem(put("mine", zip, key(Role.REVIEWER)), 403, "");
    assertThat(dataDirectory().resolve("models").resolve("mine")).doesNotExist();
    assertThat(dataDirectory().resolve("models").resolve("autumn")).doesNotExist();
  }

  @Test
  void a_body_beyond_its_own_limit_is_refused_by_what_it_announces_and_by_what_comes()
      throws Exception {
    String announced =
        """
        PUT /api/v1/model/bundles/winter HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Content-Type: application/zip\r
        Content-Length: 67108865\r
        \r
        """
            .formatted(key(Role.ADMINISTRATOR));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri("/").getPort())) {
      socket.getOutputStream().write(announced.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 413")
          .contains("bundles.max-size");
    }
    Path large = bundle("larger");
    byte[] ballast = new byte[59 * 1024 * 1024];
    new Random(2).nextBytes(ballast);
    Files.write(large.resolve("ballast.bin"), ballast);
    byte[] zip = BundleZip.of("", large);
    // So little more that the server reads it to its end before it answers.
    assertThat(zip.length).isBetween(64 * 1024 * 1024 + 1, 66 * 1024 * 1024);
    HttpResponse<String> unannounced =
        send(
            HttpRequest.newBuilder(uri("/api/v1/model/bundles/winter"))
                .header("Content-Type", "application/zip")
                .PUT(
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(zip))));
    assertProblem(unannounced, 413, "bundles.max-size");
    assertThat(dataDirectory().resolve("models").resolve("winter")).doesNotExist();
  }

  private HttpResponse<String> put(String name, byte[] zip, String key) {
    return send(
        HttpRequest.newBuilder(uri("/api/v1/model/bundles/" + name))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/zip")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(zip)));
  }

  @Test
  void a_clerk_uploads_and_tries_nothing() throws Exception {
    Visitor clerk = visitor(Role.CLERK);

    assertThat(upload(clerk, "x.zip", BundleZip.of("", bundle("x"))).statusCode()).isEqualTo(403);
    assertThat(clerk.submit("/account", "/model/trial", "bundle", "bundled").statusCode())
        .isEqualTo(403);
    assertThat(clerk.get("/model").body()).doesNotContain("A bundle as a ZIP file");
  }

  /** Which group of synonyms the present model names first, as every figure counts it. */
  private int firstGroup(byte[] photo) {
    try (ActiveModel.Lease lease = models.lease()) {
      LabelSet labels = lease.model().bundle().labels();
      RgbImage image = new ImageDecoder().decode(photo, "photo");
      String named = lease.model().classifier().classify(image).groups(labels).get(0).label();
      return labels.groupIndex(labels.indexOf(named));
    }
  }

  private String nameOf(int group) {
    LabelSet labels = models.current().labels();
    return IntStream.range(0, labels.size())
        .filter(label -> labels.groupIndex(label) == group)
        .mapToObj(labels.names()::get)
        .findFirst()
        .orElseThrow();
  }

  private void review(String id, String label) {
    HttpResponse<String> reviewed =
        postJson(
            "/api/v1/review/" + id,
            "{\"decision\": \"label\", \"label\": \"%s\"}".formatted(label));
    assertThat(reviewed.statusCode()).as(reviewed.body()).isLessThan(300);
  }

  private static String awaitTrial(Visitor visitor) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    String page = visitor.get("/model").body();
    while (page.contains("data-running=\"yes\"")) {
      assertThat(System.nanoTime()).as("the trial ends in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(200);
      page = visitor.get("/model").body();
    }
    return page;
  }

  private Path bundle(String name) throws IOException {
    ModelBundle bundle = models.current();
    Path place = folder.resolve(name);
    if (Files.exists(place)) {
      FolderTree.delete(place);
    }
    RenamedBundle.write(bundle, place, name, bundle.labels(), List.of());
    return place;
  }

  private static byte[] archive(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static HttpResponse<String> upload(Visitor visitor, String file, byte[] archive) {
    return visitor.upload("/account", "/model/bundles", "file", file, "application/zip", archive);
  }
}

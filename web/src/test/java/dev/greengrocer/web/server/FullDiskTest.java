package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Requests for which the server writes a file, on a disk that is full. */
@TestPropertySource(properties = "spring.application.name=full-disk") // a server of its own
@DirtiesContext
final class FullDiskTest extends ServedTest {

  private static final int MEGABYTES = 2;

  private Path disk = Path.of("");

  @AfterEach
  void unmount() throws IOException {
    SmallDisk.unmount(disk);
  }

  @Test
  void photos_that_cannot_be_kept_are_refused_and_thumbnails_say_why() throws IOException {
    mountOver("photos");
    String seen = thumbnail(7000);
    String unseen = thumbnail(7001);
    assertThat(get(seen).statusCode()).isEqualTo(200);
    byte[] photo = Photos.jpeg(640, 480, 7002);
    Path filler = disk.resolve("filler");

    SmallDisk.fill(filler);
    assertFull(get(unseen));
    assertThat(get(seen).statusCode()).as("it is there already").isEqualTo(200);
    assertFull(post("/api/v1/predictions", photo));
    assertFull(postForm("/api/v1/predictions", "image", "a.jpg", photo));
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

    Files.delete(filler);
    assertThat(files()).as("no half-written file").noneMatch(name -> name.endsWith(".partial"));
    assertThat(get(unseen).statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/predictions", photo).statusCode()).isEqualTo(201);
  }

  @Test
  void uploads_that_find_no_place_to_wait_are_refused() throws IOException {
    mountOver("incoming");
    Visitor ada = visitor(Role.ADMINISTRATOR);
    byte[] photo = Photos.jpeg(640, 480, 7003);
    String prices = "name,unit,price\n" + "# nothing to see here, only length\n".repeat(500);
    Path filler = disk.resolve("filler");

    SmallDisk.fill(filler);
    assertFull(post("/api/v1/predictions", photo));
    assertFull(postForm("/api/v1/predictions", "image", "a.jpg", photo));
    assertFull(ada.upload("/prices", "/prices/import", "file", prices));
    assertFull(ada.upload("/model", "/model/bundles", "file", prices));
    assertFull(ada.upload("/", "/identify", "image", prices));
    assertThat(get("/api/v1/prices").statusCode()).isEqualTo(200);

    Files.delete(filler);
    // Of forms IncomingFolder deletes them an hour later.
    assertThat(files()).as("no half-written file").noneMatch(name -> name.endsWith(".upload"));
    assertThat(postForm("/api/v1/predictions", "image", "a.jpg", photo).statusCode())
        .isEqualTo(201);
  }

  private void mountOver(String folder) throws IOException {
    disk = Files.createDirectories(dataDirectory().resolve(folder));
    assumeTrue(
        SmallDisk.mount(disk, MEGABYTES),
        "a small file system can be mounted only by root; run this test as root");
  }

  private String thumbnail(int seed) {
    return json(post("/api/v1/predictions", Photos.jpeg(640, 480, seed)))
        .at("/photo/thumbnail")
        .asString();
  }

  private List<String> files() throws IOException {
    try (var all = Files.walk(disk)) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private static void assertFull(HttpResponse<String> answer) {
    assertThat(answer.statusCode())
        .as(
            () ->
                Base64.getEncoder().encodeToString(answer.body().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(507);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .matches("text/html.*|application/problem\\+json.*");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}

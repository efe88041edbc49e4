package dev.greengrocer.web.prediction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.testing.PngFiles;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AbusiveUploadsTest extends ServedTest {

  private static final String PATH = "/api/v1/predictions";

  @Test
  void a_photo_beyond_the_limit_is_refused_as_body_and_as_form() {
    byte[] long11Megabytes = new byte[11 * 1024 * 1024];
    byte[] jpeg = Photos.jpeg(64, 64, 1);
    System.arraycopy(jpeg, 0, long11Megabytes, 0, jpeg.length);

    assertProblem(post(PATH, long11Megabytes), 413, "limit");
    assertProblem(postForm(PATH, "image", "big.jpg", long11Megabytes), 413, "limit");
  }

  @Test
  void a_body_that_announces_more_than_any_photo_is_refused_unread() {
    assertProblem(post(PATH, new byte[20 * 1024 * 1024]), 413, "longer");
  }

  @Test
  void a_pixel_bomb_is_refused_by_its_header() {
    assertProblem(post(PATH, PngFiles.ofSize(40_000, 40_000)), 422, "40000 x 40000");
  }

  @Test
  void a_photo_as_narrow_as_a_hair_is_refused() {
    assertProblem(post(PATH, Photos.png(640, 8, 2)), 422, "narrow");
  }

  @Test
  void a_truncated_photo_is_refused() {
    byte[] jpeg = Photos.jpeg(400, 300, 3);

    assertProblem(post(PATH, Arrays.copyOf(jpeg, jpeg.length / 2)), 422, "truncated");
    assertProblem(post(PATH, PngFiles.ofSize(100, 100)), 422, "damaged");
  }

  @Test
  void what_is_no_photo_is_refused_whatever_it_calls_itself() {
    byte[] script = "<svg onload=alert(1)>".getBytes(UTF_8);

    assertProblem(postForm(PATH, "image", "apple.jpg", script), 415, "not a JPEG");
    assertProblem(post(PATH, "GIF89".getBytes(UTF_8)), 415, "not a JPEG");
    assertProblem(post(PATH, new byte[0]), 400, "empty");
    assertProblem(postForm(PATH, "image", "apple.jpg", new byte[0]), 400, "empty");
    assertProblem(postForm(PATH, "picture", "apple.jpg", script), 400, "'image'");
    assertProblem(postJson(PATH, "{\"url\":\"http://127.0.0.1/secret.jpg\"}"), 415, "");
  }

  @Test
  void a_body_that_is_not_taken_is_told_what_is() {
    byte[] photo = Photos.jpeg(40, 30, 3);

    HttpRequest.Builder asCurlDoes =
        HttpRequest.newBuilder(uri(PATH))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(photo));
    assertProblem(send(asCurlDoes), 415, "image/*");
    assertProblem(post(PATH, photo, "Content-Encoding", "gzip"), 400, "not gzip");
    assertProblem(post(PATH, photo, "Content-Encoding", "br"), 415, "Content-Encoding 'br'");
    assertProblem(get(PATH + "?from=yesterday"), 400, "from 'yesterday': must be a moment");
  }

  @Test
  void a_file_name_never_becomes_a_path() throws IOException {
    HttpResponse<String> answer =
        postForm(PATH, "image", "../../escaped.jpg", Photos.jpeg(64, 64, 4));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(files(dataDirectory().resolve("../..").normalize(), 9))
        .isNotEmpty()
        .noneMatch(file -> file.toString().contains("escaped"));
    assertThat(answer.body()).doesNotContain("escaped");
  }

  @Test
  void what_the_camera_wrote_about_the_place_is_not_kept() throws IOException {
    String secret = "51.5007 N 0.1246 W";
    byte[] photo = Photos.jpegWithExif(80, 60, 5, secret);
    assertThat(new String(photo, ISO_8859_1)).contains(secret);

    String id = json(post(PATH, photo)).at("/id").asString();

    byte[] kept = getBytes(PATH + "/" + id + "/photo").body();
    assertThat(new String(kept, ISO_8859_1)).startsWith("\u00ff\u00d8").doesNotContain(secret);
    for (Path file : files(dataDirectory(), 9)) {
      assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
          .as("%s", file)
          .doesNotContain(secret);
    }
  }

  private static List<Path> files(Path folder, int depth) throws IOException {
    try (Stream<Path> tree = Files.find(folder, depth, (path, it) -> it.isRegularFile())) {
      return tree.toList();
    }
  }
}

package dev.greengrocer.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.web.Photos;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Whatever writes a file for a request, on a disk that is full. */
@ContextConfiguration(initializers = FullDiskTest.SmallDataDirectory.class)
@DirtiesContext
final class FullDiskTest extends ServedTest {

  private static final int MEGABYTES = 12;

  private static Path disk = Path.of("");
  private static boolean mounted;

  private final List<Path> fillers = new ArrayList<>();

  /** Puts the data directory on it, before the settings of all served tests count. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static final class SmallDataDirectory
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        disk = Files.createTempDirectory("greengrocer-small");
        mounted = SmallDisk.mount(disk, MEGABYTES);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "small disk", Map.of("greengrocer.data-dir", disk.resolve("data").toString())));
    }
  }

  @AfterAll
  static void unmount() throws IOException {
    if (mounted) {
      SmallDisk.unmount(disk);
    }
  }

  @Test
  void each_says_so_and_goes_on_when_there_is_space_again() throws IOException {
    assumeTrue(mounted, "a small file system can be mounted only by root; run this test as root");
    Visitor ada = visitor(Role.ADMINISTRATOR);
    List<String> thumbnails = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      thumbnails.add(
          json(post("/api/v1/predictions", Photos.jpeg(640, 480, 7000 + i)))
              .at("/photo/thumbnail")
              .asString());
    }
    assertThat(get(thumbnails.get(0)).statusCode()).isEqualTo(200);
    String prices = "name,unit,price\n" + "# nothing to see here, only length\n".repeat(500);

    assertPage(onFullDisk(() -> get(thumbnails.get(1))));
    assertThat(get(thumbnails.get(0)).statusCode()).as("kept").isEqualTo(200);
    assertPage(onFullDisk(() -> post("/api/v1/predictions", Photos.jpeg(640, 480, 7002))));
    byte[] photo = Photos.jpeg(640, 480, 7003);
    assertPage(onFullDisk(() -> postForm("/api/v1/predictions", "image", "a.jpg", photo)));
    assertPage(onFullDisk(() -> ada.upload("/prices", "/prices/import", "file", prices)));
    assertPage(onFullDisk(() -> ada.upload("/model", "/model/bundles", "file", prices)));
    assertPage(onFullDisk(() -> ada.upload("/", "/identify", "image", prices)));
    assertThat(get("/api/v1/export/predictions").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    try (var left = Files.walk(disk.resolve("data"))) {
      assertThat(left)
          .noneMatch(file -> file.toString().endsWith(".partial"))
          .noneMatch(file -> file.toString().endsWith(".upload"));
    }

    for (Path filler : fillers) {
      Files.delete(filler);
    }
    assertThat(get(thumbnails.get(1)).statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/predictions", Photos.jpeg(640, 480, 7004)).statusCode())
        .isEqualTo(201);
  }

  /** Earlier requests may have given back some space. */
  private HttpResponse<String> onFullDisk(Supplier<HttpResponse<String>> request) {
    Path filler = disk.resolve("filler-" + fillers.size());
    try {
      SmallDisk.fill(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fillers.add(filler);
    return request.get();
  }

  private static void assertPage(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(507);
    assertThat(page.headers().firstValue("Content-Type").orElse(""))
        .as(page.body())
        .matches("text/html.*|application/problem\\+json.*");
    assertThat(page.headers().firstValue("Retry-After")).isPresent();
  }
}

package dev.greengrocer.web.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.testing.S3Server;
import dev.greengrocer.web.ServedTest;
import dev.greengrocer.web.Visitor;
import dev.greengrocer.web.caller.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The export of a server whose folder for it is in a bucket. */
final class BucketExportTest extends ServedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ADDRESS = "s3://nightly/figures";

  @SuppressWarnings("NullAway.Init")
  private static S3Server server;

  @SuppressWarnings("NullAway.Init")
  private static Path bucket;

  @Autowired
  @SuppressWarnings("NullAway.Init")
  private ServerExport export;

  @DynamicPropertySource
  static void bucket(DynamicPropertyRegistry settings) throws IOException, InterruptedException {
    server = S3Server.start(Files.createTempDirectory("greengrocer-bucket-export"));
    bucket = server.bucket("nightly");
    settings.add("greengrocer.analytics.folder", () -> ADDRESS);
    settings.add("greengrocer.bucket.endpoint", () -> server.endpoint().toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_button_writes_into_the_bucket_and_leaves_no_file_behind() throws Exception {
    List<Path> before = temporary();
    Visitor administrator = visitor(Role.ADMINISTRATOR);

    administrator.submit("/dashboard", "/dashboard/analytics");
    await();

    assertThat(administrator.get("/dashboard").body()).contains(ADDRESS, "tables,");
    assertThat(bucket.resolve("figures/latest.json")).content().contains("manifest.json");
    assertThat(temporary()).isEqualTo(before);

    System.setProperty("aws.secretAccessKey", "another");
    administrator.submit("/dashboard", "/dashboard/analytics");
    await();
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    assertThat(administrator.get("/dashboard").body()).contains("does not accept the credentials");
    assertThat(temporary()).isEqualTo(before);
  }

  private static List<Path> temporary() throws IOException {
    try (Stream<Path> found = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return found
          .filter(path -> path.getFileName().toString().startsWith("greengrocer-analytics"))
          .sorted()
          .toList();
    }
  }

  private void await() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (export.isRunning()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }
}

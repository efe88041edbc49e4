package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.Photos;
import dev.greengrocer.web.server.SmallDisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command that makes space, on a disk that has none. */
final class PruneOnFullDiskTest {

  private static final int PHOTOS = 5;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path disk;

  @SuppressWarnings("NullAway.Init")
  private DataDirectory directory;

  private boolean mounted;

  @BeforeEach
  void fill() throws Exception {
    mounted = SmallDisk.mount(disk, 12);
    assumeTrue(mounted, "a small file system can be mounted only by root; run this test as root");
    directory = DataDirectory.at(disk.resolve("books"));
    try (HikariDataSource source = Databases.open("", directory)) {
      FilledDatabase.migrate(source);
      for (int i = 0; i < PHOTOS; i++) {
        answer(JdbcClient.create(source), i);
      }
    }
  }

  @AfterEach
  void unmount() throws IOException {
    if (mounted) {
      SmallDisk.unmount(disk);
    }
  }

  @Test
  void beside_a_server_it_makes_space() throws IOException {
    try (HikariDataSource server = Databases.open("", directory)) {
      JdbcClient database = JdbcClient.create(server);
      assertThat(withPhoto(database)).isEqualTo(PHOTOS);
      SmallDisk.fill(disk.resolve("filler"));

      assertThat(prune()).as(err.toString()).isZero();

      assertThat(out.toString()).contains(PHOTOS + " photos older than 1ms");
      assertThat(photos()).isZero();
      assertThat(withPhoto(database)).isZero();
      assertThat(
              database
                  .sql("SELECT before_value FROM audit_log WHERE action = 'photos erased'")
                  .query(String.class)
                  .list())
          .containsExactly(PHOTOS + " photos");
    }
  }

  @Test
  void without_a_server_it_makes_space_or_says_in_one_sentence_what_to_do() throws IOException {
    SmallDisk.fill(disk.resolve("filler"));

    int exitCode = prune();

    if (exitCode != 0) {
      assertThat(exitCode).as(err.toString()).isEqualTo(6);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString()).contains(directory.database().toString(), "full", "space");
      assertThat(photos()).as("nothing half done").isEqualTo(PHOTOS);
      Files.delete(disk.resolve("filler"));
      assertThat(prune()).as(err.toString()).isZero();
    }
    assertThat(photos()).isZero();
    try (HikariDataSource source = Databases.open("", directory)) {
      assertThat(withPhoto(JdbcClient.create(source))).isZero();
    }
  }

  private int prune() {
    List<String> command =
        List.of(
            "db", "prune", "--photos-older-than", "1ms", "--data-dir", directory.path().toString());
    return GreengrocerWeb.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(command.toArray(String[]::new));
  }

  private static long withPhoto(JdbcClient database) {
    return database
        .sql("SELECT COUNT(*) FROM predictions WHERE photo_sha256 IS NOT NULL")
        .query(Long.class)
        .single();
  }

  private long photos() throws IOException {
    try (Stream<Path> files = Files.walk(directory.photos())) {
      return files.filter(file -> file.toString().endsWith(".jpeg")).count();
    }
  }

  private void answer(JdbcClient database, int number) throws Exception {
    byte[] photo = Photos.jpeg(320, 240, 8000 + number);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(photo));
    new PhotoFolder(directory.photos()).keep(sha256, photo);
    database
        .sql(
            """
            INSERT INTO predictions (
              id, at, request_id, source, label, probability, decision, reason, model,
              model_sha256, decode_micros, preprocess_micros, queue_micros, infer_micros,
              answered_on, answered_hour, photo_sha256, photo_width, photo_height, photo_type)
            VALUES (:id, :at, 'filled', 'api', 'kiwi', 0.9, 'accept', 'confident', 'drawn',
              'abcdef0123456789', 9000, 1000, 100, 11000, '2020-01-01', 0, :sha256, 320, 240,
              'image/jpeg')
            """)
        .param("id", "01700000-0000-7000-8000-00000000000" + number)
        .param("at", 1_580_000_000_000L + number)
        .param("sha256", sha256)
        .update();
  }
}

package dev.greengrocer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Backups in a bucket of a real server, which is looked at and damaged from behind. */
final class BucketBackupsTest {

  private static final Instant MONDAY = Instant.parse("2026-11-30T02:30:00Z");
  private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
  private static final Instant WEDNESDAY = TUESDAY.plusSeconds(86_400);

  /** Above the 5 MB that a part must have. */
  private static final LargeObjects SMALL_PARTS = new LargeObjects(5 << 20);

  @TempDir private static Path serverFolder;
  private static S3Server server;

  @TempDir private Path folder;
  private Path bucket;
  private S3Address place;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(serverFolder);
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.close();
  }

  @BeforeEach
  void makeBucket(TestInfo test) throws IOException {
    String name = "b" + Integer.toHexString(test.getDisplayName().hashCode());
    bucket = server.bucket(name);
    place = S3Address.of("s3://" + name + "/shop");
  }

  @Test
  void what_was_sent_comes_back_to_the_byte() throws IOException {
    Path sent = backup("monday", MONDAY, "the books", "an apple", "a pear");

    try (BucketBackups backups = open()) {
      BucketBackups.Uploaded uploaded = backups.upload(sent);
      assertThat(uploaded.address()).isEqualTo(place + "/backups/2026-11-30T023000.000Z");
      assertThat(uploaded.photos()).isEqualTo(2);
      assertThat(uploaded.filesSent()).as("with a thumbnail").isEqualTo(3);
      assertThat(backups.newestAt()).contains(MONDAY);
      assertThat(backups.list())
          .containsExactly(new BucketBackups.Listed(uploaded.address(), MONDAY, 9, 2));

      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"));
    }

    assertThat(folder.resolve("fetched/greengrocer.sqlite")).hasContent("the books");
    assertThat(PhotoList.of(folder.resolve("fetched/photos")))
        .isEqualTo(PhotoList.of(sent.resolve("photos")))
        .hasSize(3);
  }

  @Test
  void a_photo_is_sent_once_and_the_newest_backup_is_fetched() throws IOException {
    try (BucketBackups backups = open()) {
      backups.upload(backup("monday", MONDAY, "monday's", "an apple"));
      BucketBackups.Uploaded second =
          backups.upload(backup("tuesday", TUESDAY, "tuesday's", "an apple", "a pear"));

      assertThat(second.filesSent()).isEqualTo(1);
      backups.fetch(folder.resolve("newest"), folder.resolve("nothing"));
      assertThat(folder.resolve("newest/greengrocer.sqlite")).hasContent("tuesday's");
    }

    S3Address monday = S3Address.of(place + "/backups/2026-11-30T023000.000Z");
    try (BucketBackups one = BucketBackups.open(monday, access())) {
      one.fetch(folder.resolve("older"), folder.resolve("nothing"));
      assertThat(folder.resolve("older/greengrocer.sqlite")).hasContent("monday's");
    }
  }

  @Test
  void the_same_backup_is_sent_again_without_harm() throws IOException {
    Path sent = backup("monday", MONDAY, "the books", "an apple");
    try (BucketBackups backups = open()) {
      backups.upload(sent);
      assertThat(backups.upload(sent).filesSent()).isZero();
      assertThat(backups.list()).hasSize(1);
    }
  }

  @Test
  void photos_that_are_known_are_not_fetched_again_unless_they_are_damaged() throws IOException {
    Path sent = backup("monday", MONDAY, "the books", "an apple", "a pear");
    try (BucketBackups backups = open()) {
      backups.upload(sent);
      delete(bucket.resolve("shop/photos").resolve(path("an apple")));
      Path damaged = sent.resolve("photos").resolve(path("a pear"));
      Files.writeString(damaged, "A PEAR");

      backups.fetch(folder.resolve("fetched"), sent.resolve("photos"));
    }

    assertThat(folder.resolve("fetched/photos").resolve(path("an apple"))).hasContent("an apple");
    assertThat(folder.resolve("fetched/photos").resolve(path("a pear"))).hasContent("a pear");
  }

  @Test
  void an_upload_that_ended_early_is_no_backup() throws IOException {
    try (BucketBackups backups = open()) {
      backups.upload(backup("monday", MONDAY, "monday's", "an apple"));
      backups.upload(backup("tuesday", TUESDAY, "tuesday's", "an apple"));
      delete(bucket.resolve("shop/backups/2026-12-01T023000.000Z/backup.json"));

      assertThat(backups.list())
          .extracting(BucketBackups.Listed::writtenAt)
          .containsExactly(MONDAY);
      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"));
      assertThat(folder.resolve("fetched/greengrocer.sqlite")).hasContent("monday's");

      S3Address half = S3Address.of(place + "/backups/2026-12-01T023000.000Z");
      try (BucketBackups one = BucketBackups.open(half, access())) {
        fails(() -> one.fetch(folder.resolve("half"), folder), half + ": holds no whole backup");
      }
    }
  }

  @Test
  void the_newest_stay_and_what_no_backup_holds_goes() throws IOException {
    try (BucketBackups backups = open()) {
      backups.upload(backup("monday", MONDAY, "monday's", "an apple", "a pear"));
      backups.upload(backup("tuesday", TUESDAY, "tuesday's", "a pear"));
      delete(bucket.resolve("shop/backups/2026-11-30T023000.000Z/backup.json"));
      backups.upload(backup("wednesday", WEDNESDAY, "wednesday's", "a plum"));

      assertThat(backups.forgetAllBut(2)).as("the one of monday was none").isZero();
      assertThat(backups.list()).hasSize(2);
      assertThat(bucket.resolve("shop/backups/2026-11-30T023000.000Z/greengrocer.sqlite"))
          .doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("an apple"))).doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("a pear"))).exists();

      assertThat(backups.forgetAllBut(1)).isEqualTo(1);
      assertThat(backups.list())
          .extracting(BucketBackups.Listed::writtenAt)
          .containsExactly(WEDNESDAY);
      assertThat(bucket.resolve("shop/photos").resolve(path("a pear"))).doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("a plum"))).exists();
      assertThat(backups.forgetAllBut(1)).isZero();
    }
  }

  @Test
  void a_database_of_several_parts_is_whole() throws IOException {
    String books = "0123456789abcdef".repeat(700_000);
    try (BucketBackups backups = BucketBackups.open(place, access(), SMALL_PARTS)) {
      backups.upload(backup("monday", MONDAY, books));
      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"));
    }

    assertThat(Sha256.ofFile(folder.resolve("fetched/greengrocer.sqlite")))
        .isEqualTo(Sha256.of(books));
  }

  @Test
  void damage_is_found_by_size_and_by_hash() throws IOException {
    try (BucketBackups backups = open()) {
      backups.upload(backup("monday", MONDAY, "the books", "an apple"));

      Path database = bucket.resolve("shop/backups/2026-11-30T023000.000Z/greengrocer.sqlite");
      Files.writeString(database, "the b");
      fails(() -> fetch(backups), "greengrocer.sqlite: is damaged (it has 5 bytes instead of 9)");
      Files.writeString(database, "the hooks");
      fails(() -> fetch(backups), "greengrocer.sqlite: is damaged (its SHA-256 is ");
      Files.writeString(database, "the books");

      Path photo = bucket.resolve("shop/photos").resolve(path("an apple"));
      Files.writeString(photo, "an ample");
      fails(() -> fetch(backups), ".jpeg: is damaged (its SHA-256 is ");
      delete(photo);
      fails(() -> fetch(backups), ".jpeg: is not there");

      Path description = bucket.resolve("shop/backups/2026-11-30T023000.000Z/backup.json");
      Files.writeString(description, "{\"format\": 1}");
      fails(() -> fetch(backups), "backup.json: is no description of a backup");
      Files.writeString(description, "{\"format\": 2}");
      fails(() -> fetch(backups), "was written by a newer version");
    }
  }

  @Test
  void a_list_that_leads_out_of_its_folder_is_refused() throws IOException {
    Path list = folder.resolve("photos.txt.gz");
    PhotoList.write(new TreeMap<>(Map.of("../../etc/passwd", 1L)), list);

    assertThatThrownBy(() -> PhotoList.read(list))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("../../etc/passwd");
  }

  @Test
  void a_folder_that_is_no_backup_is_not_sent() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    try (BucketBackups backups = open()) {
      fails(() -> backups.upload(none), none + ": holds no whole backup");
      fails(() -> fetch(backups), place + ": holds no whole backup");
    }
  }

  @Test
  void each_way_in_which_a_bucket_cannot_be_used_is_told_in_a_sentence() throws Exception {
    Path sent = backup("monday", MONDAY, "the books", "an apple");

    S3Address nowhere = S3Address.of("s3://no-such-bucket/shop");
    try (BucketBackups backups = BucketBackups.open(nowhere, access())) {
      fails(
          () -> backups.upload(sent), "s3://no-such-bucket/shop/photos/: there is no such bucket");
    }
    System.setProperty("aws.secretAccessKey", "not-the-secret");
    try (BucketBackups backups = open()) {
      fails(() -> backups.upload(sent), "the server does not accept the credentials");
    } finally {
      System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    }
    S3Access closed = new S3Access(URI.create("http://127.0.0.1:1"), null);
    try (BucketBackups backups = BucketBackups.open(place, closed)) {
      fails(() -> backups.upload(sent), "the server cannot be reached");
    }
    assertThat(bucket).isEmptyDirectory();
  }

  private static void fails(ThrowingCallable act, String how) {
    assertThatThrownBy(act)
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(how)
        .message()
        .doesNotContain("\n", S3Server.SECRET_KEY);
  }

  private void fetch(BucketBackups backups) throws IOException {
    backups.fetch(Files.createTempDirectory(folder, "fetched"), folder.resolve("nothing"));
  }

  private BucketBackups open() {
    return BucketBackups.open(place, access());
  }

  private static S3Access access() {
    return new S3Access(server.endpoint(), null);
  }

  /** A folder as 'db backup' writes it; the first photo has a thumbnail. */
  private Path backup(String name, Instant writtenAt, String books, String... photos)
      throws IOException {
    Path backup = Files.createDirectories(folder.resolve(name));
    Files.writeString(backup.resolve("backup.txt"), "A backup");
    Path database = Files.writeString(backup.resolve("greengrocer.sqlite"), books);
    Files.setLastModifiedTime(database, FileTime.from(writtenAt));
    for (String photo : photos) {
      Path file = backup.resolve("photos").resolve(path(photo));
      Files.createDirectories(file.getParent());
      Files.writeString(file, photo);
    }
    for (String photo : List.of(photos).subList(0, name.equals("monday") ? photos.length / 2 : 0)) {
      Files.writeString(
          backup.resolve("photos").resolve(path(photo).replace(".jpeg", ".thumbnail.jpg")),
          "small");
    }
    return backup;
  }

  private static String path(String photo) {
    String hash = Sha256.of(photo.getBytes(UTF_8));
    return "%s/%s/%s.jpeg".formatted(hash.substring(0, 2), hash.substring(2, 4), hash);
  }

  /** Takes a file out of the bucket, and the folders that the server would not show then. */
  private static void delete(Path file) throws IOException {
    Files.delete(file);
    Path parent = file.getParent();
    try (Stream<Path> rest = Files.list(parent)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(parent);
  }
}

package dev.greengrocer.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.StorageException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups in a bucket of a real server, which is looked at and damaged from behind. */
final class BucketBackupsTest extends InBucketTest {

  private static final Instant MONDAY = Instant.parse("2026-11-30T02:30:00Z");
  private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);
  private static final Instant WEDNESDAY = TUESDAY.plusSeconds(86_400);

  /** Above the 5 MB that a part must have. */
  private static final LargeObjects SMALL_PARTS = new LargeObjects(5 << 20);

  @TempDir private Path folder;

  BucketBackupsTest() {
    super("shop");
  }

  @Test
  void what_was_sent_comes_back_to_the_byte() throws IOException {
    Path sent = backup("monday", MONDAY, "the books", "an apple", "a pear");

    try (BucketBackups backups = open()) {
      BucketBackups.Uploaded uploaded = backups.upload(sent);
      assertThat(uploaded.address()).isEqualTo(place + "/backups/2026-11-30T023000.000Z");
      assertThat(uploaded.photos()).isEqualTo(2);
      assertThat(uploaded.filesSent()).as("with a thumbnail").isEqualTo(3);
      assertThat(backups.newestAt(MONDAY)).contains(MONDAY);
      assertThat(backups.list().backups())
          .containsExactly(new BucketBackups.Listed(uploaded.address(), MONDAY, 9, 2));

      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"), WEDNESDAY);
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
      backups.fetch(folder.resolve("newest"), folder.resolve("nothing"), WEDNESDAY);
      assertThat(folder.resolve("newest/greengrocer.sqlite")).hasContent("tuesday's");
    }

    S3Address monday = S3Address.of(place + "/backups/2026-11-30T023000.000Z");
    try (BucketBackups one = BucketBackups.open(monday, access())) {
      one.fetch(folder.resolve("older"), folder.resolve("nothing"), WEDNESDAY);
      assertThat(folder.resolve("older/greengrocer.sqlite")).hasContent("monday's");
    }
  }

  @Test
  void the_same_backup_is_sent_again_without_harm() throws IOException {
    Path sent = backup("monday", MONDAY, "the books", "an apple");
    try (BucketBackups backups = open()) {
      backups.upload(sent);
      assertThat(backups.upload(sent).filesSent()).isZero();
      assertThat(backups.list().backups()).hasSize(1);
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

      backups.fetch(folder.resolve("fetched"), sent.resolve("photos"), WEDNESDAY);
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

      assertThat(backups.list().backups())
          .extracting(BucketBackups.Listed::writtenAt)
          .containsExactly(MONDAY);
      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"), WEDNESDAY);
      assertThat(folder.resolve("fetched/greengrocer.sqlite")).hasContent("monday's");

      S3Address half = S3Address.of(place + "/backups/2026-12-01T023000.000Z");
      try (BucketBackups one = BucketBackups.open(half, access())) {
        fails(
            () -> one.fetch(folder.resolve("half"), folder, WEDNESDAY),
            half + ": holds no whole backup");
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

      assertThat(backups.forgetAllBut(2, WEDNESDAY).backups())
          .as("the one of monday was none")
          .isZero();
      assertThat(backups.list().backups()).hasSize(2);
      assertThat(bucket.resolve("shop/backups/2026-11-30T023000.000Z/greengrocer.sqlite"))
          .doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("an apple"))).doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("a pear"))).exists();

      assertThat(backups.forgetAllBut(1, WEDNESDAY).backups()).isEqualTo(1);
      assertThat(backups.list().backups())
          .extracting(BucketBackups.Listed::writtenAt)
          .containsExactly(WEDNESDAY);
      assertThat(bucket.resolve("shop/photos").resolve(path("a pear"))).doesNotExist();
      assertThat(bucket.resolve("shop/photos").resolve(path("a plum"))).exists();
      assertThat(backups.forgetAllBut(1, WEDNESDAY).backups()).isZero();
    }
  }

  @Test
  void a_database_of_several_parts_is_whole() throws IOException {
    String books = "0123456789abcdef".repeat(700_000);
    try (BucketBackups backups = BucketBackups.open(place, access(), SMALL_PARTS)) {
      backups.upload(backup("monday", MONDAY, books));
      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"), WEDNESDAY);
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

      Path description = bucket.resolve("shop/backups/2026-11-30T023000.000Z/backup.json");
      Files.writeString(description, "{\"format\": 1}");
      fails(() -> fetch(backups), "backup.json: is no description of a backup");
      Files.writeString(description, "{\"format\": 2}");
      fails(() -> fetch(backups), "was written by a newer version");
    }
  }

  @Test
  void photos_that_are_damaged_or_missing_are_left_out_and_named() throws IOException {
    try (BucketBackups backups = open()) {
      backups.upload(backup("monday", MONDAY, "the books", "an apple", "a pear", "a plum"));
      Path photos = bucket.resolve("shop/photos");
      Files.writeString(photos.resolve(path("an apple")), "an ample");
      delete(photos.resolve(path("a pear")));

      List<String> damaged =
          backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"), WEDNESDAY);

      assertThat(damaged)
          .anySatisfy(
              words ->
                  assertThat(words)
                      .startsWith(place + "/photos/" + path("an apple"))
                      .contains(": is damaged (its SHA-256 is "))
          .anySatisfy(
              words ->
                  assertThat(words)
                      .isEqualTo(place + "/photos/" + path("a pear") + ": is not there"));
    }

    Path fetched = folder.resolve("fetched/photos");
    assertThat(folder.resolve("fetched/greengrocer.sqlite")).hasContent("the books");
    assertThat(fetched.resolve(path("a plum"))).hasContent("a plum");
    assertThat(fetched.resolve(path("an apple"))).doesNotExist();
    assertThat(fetched.resolve(path("a pear"))).doesNotExist();
  }

  @Test
  void a_damaged_backup_hides_none_and_pushes_none_out() throws IOException {
    Path backups = bucket.resolve("shop/backups");
    Path monday = backups.resolve("2026-11-30T023000.000Z");
    Path tuesday = backups.resolve("2026-12-01T023000.000Z");
    for (String damage : List.of("description", "newer", "list", "other list", "database")) {
      try (BucketBackups sent = open()) {
        sent.upload(backup("monday", MONDAY, "monday's", "an apple"));
        sent.upload(backup("tuesday", TUESDAY, "tuesday's", "a pear"));
        switch (damage) {
          case "description" -> Files.writeString(tuesday.resolve("backup.json"), "{");
          case "newer" -> Files.writeString(tuesday.resolve("backup.json"), "{\"format\": 2}");
          case "list" -> delete(tuesday.resolve("photos.txt.gz"));
          case "other list" ->
              Files.writeString(
                  tuesday.resolve("photos.txt.gz"),
                  "x".repeat((int) Files.size(tuesday.resolve("photos.txt.gz"))));
          default -> Files.writeString(tuesday.resolve("greengrocer.sqlite"), "cut");
        }

        BucketBackups.Forgotten forgotten = sent.forgetAllBut(1, WEDNESDAY);

        assertThat(forgotten.backups()).as(damage).isZero();
        assertThat(forgotten.uncounted()).as(damage).hasSize(1);
        assertThat(forgotten.uncounted().get(0)).contains("2026-12-01T023000.000Z");
        assertThat(monday.resolve("backup.json")).as(damage).exists();
        assertThat(bucket.resolve("shop/photos").resolve(path("an apple"))).exists();
        assertThat(bucket.resolve("shop/photos").resolve(path("a pear"))).exists();
        assertThat(sent.list().backups())
            .extracting(BucketBackups.Listed::writtenAt)
            .contains(MONDAY);

        // A whole one of later pushes both out.
        sent.upload(backup("wednesday", WEDNESDAY, "wednesday's", "a plum"));
        assertThat(sent.forgetAllBut(1, WEDNESDAY).backups()).as(damage).isEqualTo(2);
        assertThat(monday).doesNotExist();
        assertThat(tuesday).doesNotExist();
        FolderTree.delete(bucket.resolve("shop"));
      }
    }
  }

  @Test
  void a_backup_dated_in_the_future_is_neither_the_newest_nor_pushes_others_out()
      throws IOException {
    Instant never = MONDAY.plus(Duration.ofDays(400));
    try (BucketBackups backups = open()) {
      backups.upload(backup("future", never, "of a wrong clock", "an apple"));
      assertThat(backups.newestAt(MONDAY)).as("there is no other").contains(never);
      backups.upload(backup("monday", MONDAY, "monday's", "a pear"));

      BucketBackups.Forgotten forgotten = backups.forgetAllBut(1, TUESDAY);

      assertThat(forgotten.backups()).isZero();
      assertThat(forgotten.uncounted())
          .containsExactly(place + "/backups/2028-01-04T023000.000Z: is dated in the future");
      assertThat(backups.newestAt(TUESDAY)).contains(MONDAY);
      backups.fetch(folder.resolve("fetched"), folder.resolve("nothing"), TUESDAY);
      assertThat(folder.resolve("fetched/greengrocer.sqlite")).hasContent("monday's");
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
    backups.fetch(
        Files.createTempDirectory(folder, "fetched"), folder.resolve("nothing"), WEDNESDAY);
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

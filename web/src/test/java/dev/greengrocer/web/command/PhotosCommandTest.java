package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.ledger.photo.PhotoName;
import dev.greengrocer.testing.S3Server;
import dev.greengrocer.web.Photos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books whose photos are in a bucket, taken care of as a person types it. */
final class PhotosCommandTest {

  @TempDir private static Path serverFolder;
  private static S3Server server;

  @TempDir private Path folder;
  private DataDirectory books;
  private Path bucket;
  private String address;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(serverFolder);
    System.setProperty("greengrocer.bucket.endpoint", server.endpoint().toString());
  }

  @AfterAll
  static void stop() {
    System.clearProperty("greengrocer.bucket.endpoint");
    server.close();
  }

  @BeforeEach
  void fill() throws IOException {
    books = FilledDatabase.write(folder.resolve("books"));
    String name = "p" + Integer.toHexString(folder.hashCode() & 0xffffff) + "x";
    bucket = server.bucket(name);
    address = "s3://" + name + "/till";
  }

  @Test
  void photos_move_from_the_folder_to_the_bucket_and_are_checked_there() throws IOException {
    String apple = photo(51, "apple-1");
    String pear = photo(52, "pear-1");
    String stray = photo(53, null);

    Said moved = db("photos", "--to", address);
    assertThat(moved.exitCode).as(moved.err).isZero();
    assertThat(moved.out)
        .contains(address + ": 2 photos moved there", "1 photos to which no answer leads stay");
    assertThat(new PhotoFolder(books.photos()).names())
        .extracting(PhotoName::sha256)
        .containsExactly(stray);
    assertThat(stored(apple)).exists();

    Said checked = db("check", "--photos", address);
    assertThat(checked.exitCode).as(checked.err).isZero();
    assertThat(checked.out)
        .contains("2 kept photos", address + ": its list was compared, the photos in it were not");
    Files.delete(stored(pear));
    Said faulty = db("check", "--photos", address);
    assertThat(faulty.exitCode).isEqualTo(6);
    assertThat(faulty.err).contains("photo " + pear + ": is missing in " + address);
    assertThat(db("check"))
        .as("without the bucket's address")
        .matches(said -> said.exitCode == 6 && said.err.contains("photo " + apple));
  }

  @Test
  void what_a_command_erases_goes_from_the_bucket_at_once_or_is_said_to_wait() throws IOException {
    String sha256 = photo(54, "old-1");
    db("photos", "--to", address);
    Files.setLastModifiedTime(
        stored(sha256), FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Path stray = stored(Sha256.of("a stray"));
    Files.createDirectories(stray.getParent());
    Files.writeString(stray, "a stray");
    Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    Said pruned = db("prune", "--photos", address);
    assertThat(pruned.exitCode).as(pruned.err).isZero();
    assertThat(pruned.out).contains("1 photos that no answer leads to");
    assertThat(stray).doesNotExist();
    assertThat(stored(sha256)).exists();

    Said erased = db("prune", "--photos", address, "--photos-older-than", "30d");
    assertThat(erased.exitCode).as(erased.err).isZero();
    assertThat(stored(sha256)).doesNotExist();
  }

  @Test
  void a_backup_says_that_it_lacks_the_photos_and_so_does_its_restore() throws IOException {
    String sha256 = photo(55, "kept-1");
    db("photos", "--to", address);
    Path backup = folder.resolve("backup");

    Said written = db("backup", "--photos", address, backup.toString());
    assertThat(written.exitCode).as(written.err).isZero();
    assertThat(written.out).contains("0 photos and the database", "other photos are in " + address);
    assertThat(backup.resolve("backup.txt")).content().contains("not in it but in " + address);

    Path other = folder.resolve("other");
    Said restored = dbIn(other, "restore", backup.toString());
    assertThat(restored.exitCode).as(restored.err).isZero();
    assertThat(restored.out).contains("serve with --photos " + address);
    assertThat(dbIn(other, "check", "--photos", address).exitCode).isZero();

    Files.delete(stored(sha256));
    Said faulty = db("backup", "--photos", address, backup.toString());
    assertThat(faulty.exitCode).isEqualTo(6);
    assertThat(faulty.err).contains("photo " + sha256 + ": is missing in " + address);
  }

  @Test
  void the_doctor_looks_at_the_bucket_and_at_what_waits_for_it() throws IOException {
    assertThat(finding("--photos", address)).contains("OK", "no photo waits for it");
    byte[] photo = Photos.jpeg(60, 40, 56);
    PhotoName name = PhotoName.of(Sha256.of(photo), ImageFormat.JPEG);
    PhotoFolder queue = new PhotoFolder(books.photosQueue());
    queue.write(name, photo);
    Files.setLastModifiedTime(
        queue.place(name), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    assertThat(finding("--photos", address)).contains("WARNING", "1 photos", "the server's log");
    assertThat(finding("--photos", "s3://no-such-bucket/x"))
        .contains("ERROR", "there is no such bucket");
    assertThat(finding()).contains("OK", "in the data directory");
  }

  @Test
  void addresses_that_are_none_are_refused() {
    assertThat(db("photos"))
        .matches(said -> said.exitCode == 2 && said.err.contains("greengrocer.photos.bucket"));
    assertThat(db("photos", "--to", "/srv/photos"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    assertThat(execute("serve", "--photos", "S3://Shop"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    assertThat(db("photos", "--to", "s3://no-such-bucket/x"))
        .as("there is nothing to send")
        .matches(said -> said.exitCode == 0 && said.out.contains("0 photos moved"));
  }

  private String finding(String... options) {
    List<String> arguments = new ArrayList<>(List.of("doctor"));
    arguments.addAll(List.of("--data-dir", books.path().toString()));
    arguments.addAll(List.of(options));
    return execute(arguments.toArray(String[]::new))
        .out
        .lines()
        .dropWhile(line -> !line.matches("[A-Z]+ +photos .*"))
        .collect(Collectors.joining("\n"));
  }

  /** Keeps a photo in the folder, and an answer that leads to it unless its id is null. */
  private String photo(int seed, @Nullable String id) {
    byte[] photo = Photos.jpeg(60, 40, seed);
    String sha256 = Sha256.of(photo);
    new PhotoFolder(books.photos()).keep(sha256, photo);
    if (id != null) {
      FilledDatabase.execute(
          books,
          """
          INSERT INTO predictions (id, at, request_id, source, photo_sha256, label, probability,
            decision, reason, model, model_sha256, decode_micros,
            preprocess_micros, queue_micros, infer_micros)
          VALUES ('%s', 0, 'r', 'api', '%s', 'apple', 0.9, 'accept', 'confident', 'm', 'h', 1, 1, 1, 1)
          """
              .formatted("0190-" + id, sha256));
      FilledDatabase.execute(
          books,
          "INSERT INTO prediction_scores VALUES ('0190-%s', FALSE, 1, 'apple', 0.9)".formatted(id));
    }
    return sha256;
  }

  private Path stored(String sha256) {
    return bucket
        .resolve("till/kept-photos")
        .resolve(PhotoName.of(sha256, ImageFormat.JPEG).path());
  }

  private Said db(String... arguments) {
    return dbIn(books.path(), arguments);
  }

  private static Said dbIn(Path directory, String... arguments) {
    List<String> all = new ArrayList<>(List.of("db", arguments[0]));
    all.addAll(List.of("--data-dir", directory.toString()));
    all.addAll(List.of(arguments).subList(1, arguments.length));
    return execute(all.toArray(String[]::new));
  }

  private static Said execute(String... all) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

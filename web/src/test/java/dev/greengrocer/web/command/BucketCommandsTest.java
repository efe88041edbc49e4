package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.testing.S3Server;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books that go to a bucket and come back, as a person types it. */
final class BucketCommandsTest {

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
    String name = "b" + Integer.toHexString(folder.hashCode() & 0xffffff) + "x";
    bucket = server.bucket(name);
    address = "s3://" + name + "/shop";
  }

  @Test
  void books_that_are_lost_come_back_from_the_bucket_with_every_sale() {
    Path monday = folder.resolve("monday");
    Said sent =
        db("backup", "--data-dir", books.path().toString(), monday.toString(), "--to", address);
    assertThat(sent.exitCode).as(sent.err).isZero();
    assertThat(sent.out).contains(address + "/backups/");

    Said listed = db("uploads", address);
    assertThat(listed.out).startsWith(address + "/backups/").contains("MB of database, 0 photos");

    Path empty = folder.resolve("another machine");
    Said restored = db("restore", "--data-dir", empty.toString(), address);
    assertThat(restored.exitCode).as(restored.err).isZero();
    assertThat(FilledDatabase.receipts(empty.resolve("greengrocer.sqlite"))).containsExactly(1L);
    assertThat(empty.resolve(".fetched")).doesNotExist();
  }

  @Test
  void the_bucket_of_the_settings_is_taken_and_the_oldest_backups_go() throws Exception {
    System.setProperty("greengrocer.bucket.address", address);
    try {
      for (int day = 1; day <= 3; day++) {
        Path backup = folder.resolve("day " + day);
        assertThat(db("backup", "--data-dir", books.path().toString(), backup.toString()).exitCode)
            .isZero();
        Files.setLastModifiedTime(
            backup.resolve("greengrocer.sqlite"), FileTime.fromMillis(day * 86_400_000L));
        Said sent = db("upload", backup.toString(), "--keep", "2");
        assertThat(sent.exitCode).as(sent.err).isZero();
      }
      assertThat(db("uploads").out.lines())
          .hasSize(2)
          .allMatch(line -> line.contains("1970-01-03") || line.contains("1970-01-04"));
    } finally {
      System.clearProperty("greengrocer.bucket.address");
    }
  }

  @Test
  void a_damaged_photo_in_the_bucket_keeps_no_books_from_coming_back() throws IOException {
    Path monday = folder.resolve("monday");
    db("backup", "--data-dir", books.path().toString(), monday.toString());
    String photo = "an apple";
    String hash = Sha256.of(photo);
    Path path = Path.of(hash.substring(0, 2), hash.substring(2, 4), hash + ".jpeg");
    Files.createDirectories(monday.resolve("photos").resolve(path).getParent());
    Files.writeString(monday.resolve("photos").resolve(path), photo);
    assertThat(db("upload", monday.toString(), address).exitCode).isZero();
    Files.writeString(bucket.resolve("shop/photos").resolve(path), "an ample");

    Path empty = folder.resolve("another machine");
    Said refused = db("restore", "--data-dir", empty.toString(), address);
    assertThat(refused.exitCode).isEqualTo(6);
    assertThat(refused.err).contains("1 photos", hash, "--despite-photos");
    assertThat(empty.resolve("greengrocer.sqlite")).doesNotExist();

    Said restored = db("restore", "--data-dir", empty.toString(), address, "--despite-photos");
    assertThat(restored.exitCode).as(restored.err).isZero();
    assertThat(FilledDatabase.receipts(empty.resolve("greengrocer.sqlite"))).containsExactly(1L);
  }

  @Test
  void the_doctor_doubts_a_backup_of_the_future() throws IOException {
    System.setProperty("greengrocer.bucket.address", address);
    try {
      Path backup = folder.resolve("monday");
      db("backup", "--data-dir", books.path().toString(), backup.toString());
      Files.setLastModifiedTime(
          backup.resolve("greengrocer.sqlite"),
          FileTime.from(Instant.now().plus(Duration.ofDays(300))));
      db("upload", backup.toString());
      assertThat(bucketFinding()).contains("WARNING", "in the future");
    } finally {
      System.clearProperty("greengrocer.bucket.address");
    }
  }

  @Test
  void the_doctor_looks_into_the_bucket() {
    System.setProperty("greengrocer.bucket.address", address);
    try {
      assertThat(bucketFinding()).contains("ERROR", "holds no whole backup", "db upload");
      Path backup = folder.resolve("monday");
      db("backup", "--data-dir", books.path().toString(), backup.toString(), "--to", address);
      assertThat(bucketFinding()).contains("OK", "0 hours ago");
      System.setProperty("greengrocer.bucket.endpoint", "http://127.0.0.1:1");
      assertThat(bucketFinding()).contains("ERROR", "cannot be reached");
    } finally {
      System.clearProperty("greengrocer.bucket.address");
      System.setProperty("greengrocer.bucket.endpoint", server.endpoint().toString());
    }
    assertThat(bucketFinding()).contains("OK", "none is set");
  }

  private String bucketFinding() {
    Said said = execute("doctor", "--data-dir", books.path().toString());
    return said.out
        .lines()
        .dropWhile(line -> !line.matches("[A-Z]+ +bucket .*"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  @SuppressWarnings("try") // held, not used
  void nothing_is_fetched_over_a_server_that_runs() throws IOException {
    try (DataDirectoryLock held = DataDirectoryLock.take(books)) {
      Said refused = db("restore", "--data-dir", books.path().toString(), address);
      assertThat(refused.exitCode).isEqualTo(2);
      assertThat(refused.err).contains("a server runs on it");
    }
  }

  @Test
  void what_cannot_be_is_refused_with_the_exit_codes_of_all_commands() {
    assertThat(db("upload", folder.toString()))
        .matches(said -> said.exitCode == 2 && said.err.contains("greengrocer.bucket.address"));
    assertThat(db("upload", folder.toString(), "s3://No Bucket"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    Path backup = folder.resolve("not written");
    assertThat(
            db("backup", "--data-dir", books.path().toString(), backup.toString(), "--to", "s3:/x"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    assertThat(backup).doesNotExist();
    assertThat(db("upload", folder.toString(), address, "--keep", "0"))
        .matches(said -> said.exitCode == 2 && said.err.contains("--keep 0"));
    assertThat(db("upload", folder.toString(), address))
        .matches(said -> said.exitCode == 6 && said.err.contains("holds no whole backup"));
    assertThat(db("restore", "--data-dir", books.path().toString(), address))
        .matches(said -> said.exitCode == 6 && said.err.contains("holds no whole backup"));
    assertThat(db("restore", "--data-dir", books.path().toString(), "s3://no-such-bucket/x"))
        .matches(said -> said.exitCode == 6 && said.err.contains("there is no such bucket"));
    assertThat(FilledDatabase.receipts(books.database())).containsExactly(1L);
  }

  @Test
  void an_export_for_analysts_goes_there_and_only_what_changed_goes_again() throws Exception {
    Said first = export(address, "--format", "csv");
    assertThat(first.exitCode).as(first.err).isZero();
    assertThat(first.out)
        .contains("sale_line: 2 rows in 1 files, of which 1 are new or changed")
        .contains(address + "/exports/");
    String there = first.out.lines().reduce((one, last) -> last).orElseThrow();
    Path exported =
        bucket.resolve(
            there.substring(there.indexOf("/shop/") + 1, there.indexOf(": is the one to read")));
    assertThat(exported.resolve("csv/sale_line/2026-11.csv")).content().contains("\r\n20261128,");
    assertThat(exported.resolve("manifest.json")).content().contains("greengrocer-analytics");

    Said again = export(address, "--format", "csv", "--json");
    assertThat(again.exitCode).as(again.err).isZero();
    assertThat(again.out)
        .contains("\"out\":\"" + there.substring(0, there.indexOf(": is")) + "\"")
        .contains("\"filesChanged\":0")
        .doesNotContain("\"filesChanged\":1");
  }

  @Test
  void an_export_that_cannot_be_sent_is_refused_before_the_books_are_read() {
    assertThat(export("s3:/shop"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    assertThat(export("S3://Shop/x"))
        .matches(said -> said.exitCode == 2 && said.err.contains("s3://BUCKET/PREFIX"));
    assertThat(export("s3://no-such-bucket/x"))
        .matches(
            said ->
                said.exitCode == 6
                    && said.err.contains("there is no such bucket")
                    && !said.err.contains("prediction"));
  }

  private Said export(String out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("export", "analytics", "--data-dir", books.path().toString(), "--out", out));
    all.addAll(List.of(more));
    return execute(all.toArray(String[]::new));
  }

  private static Said db(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "db";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return execute(all);
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

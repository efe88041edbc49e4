package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code greengrocer db} on databases that are well, damaged, newer, older and not ours. */
final class DbCommandTest {

  private static final List<String> COMMANDS = List.of("check", "prune", "backup", "restore");

  @TempDir Path folder;
  private DataDirectory books;

  @BeforeEach
  void fill() {
    books = FilledDatabase.write(folder.resolve("books"));
  }

  @Test
  void a_database_that_is_well_passes() {
    Said check = db("check");

    assertThat(check.exitCode).as(check.err).isZero();
    assertThat(check.out).contains("1 sales");
  }

  @Test
  void where_the_books_are_is_read_from_the_settings_of_the_server() {
    System.setProperty("greengrocer.data-dir", books.path().toString());
    try {
      Said check = execute(List.of("db", "check"));

      assertThat(check.exitCode).as(check.err).isZero();
      assertThat(check.out).contains("1 sales");

      Said other = execute(List.of("db", "check", "--data-dir", folder.resolve("none").toString()));
      assertThat(other.err).as("an option wins").contains(folder.resolve("none").toString());
    } finally {
      System.clearProperty("greengrocer.data-dir");
    }
  }

  @Test
  void a_database_elsewhere_is_read_from_the_settings_too() {
    System.setProperty(
        "greengrocer.database", "jdbc:postgresql://127.0.0.1:1/shop?password=secret");
    try {
      Said check = execute(List.of("db", "check", "--data-dir", books.path().toString()));

      assertThat(check.exitCode).isEqualTo(6);
      assertThat(check.err).contains("127.0.0.1:1/shop").doesNotContain("secret");
      assertThat(backup(folder.resolve("copy")).err).contains("pg_dump").doesNotContain("secret");
    } finally {
      System.clearProperty("greengrocer.database");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE sales SET goods_total = 499, total = 499 | receipt 1: its goods do not add up",
        "UPDATE sales SET total = 501 | receipt 1: goods and rounding do not add up",
        "DELETE FROM sale_lines | receipt 1: holds no goods",
        "DELETE FROM sale_lines WHERE position = 1 | receipt 1: lines are missing",
        "UPDATE sale_lines SET total = 251 WHERE position = 2 | receipt 1, line 2: price times",
        "UPDATE sale_lines SET grams = NULL WHERE position = 2 | receipt 1, line 2: price times",
        "UPDATE sales SET number = 3 | the counter is at 1",
        "UPDATE receipt_numbers SET last_number = 0 | the counter is at 0"
      })
  void a_total_that_is_not_the_sum_of_its_parts_is_found(String damage, String found) {
    FilledDatabase.damage(books, damage);

    Said check = db("check");

    assertThat(check.exitCode).isEqualTo(6);
    assertThat(check.err).contains(found);
  }

  @Test
  void no_backup_is_written_over_in_or_around_the_data_directory() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), books.path());
    byte[] before = Files.readAllBytes(books.database());

    for (Path target :
        List.of(
            books.path(),
            books.path().resolve("../books"),
            link,
            link.resolve("inside"),
            books.path().resolve("backups/monday"),
            folder)) {
      Said refused = backup(target);

      assertThat(refused.exitCode).as(target + ": " + refused.err).isEqualTo(2);
      assertThat(refused.err).contains("data directory");
    }
    assertThat(Files.readAllBytes(books.database())).isEqualTo(before);
    assertThat(books.path().resolve("backups")).doesNotExist();
  }

  @Test
  void another_data_directory_is_no_place_for_a_backup_either() throws IOException {
    DataDirectory other = FilledDatabase.write(folder.resolve("other"));
    byte[] before = Files.readAllBytes(other.database());

    Said refused = backup(other.path());

    assertThat(refused.exitCode).isEqualTo(2);
    assertThat(refused.err).contains("no backup of this version");
    assertThat(Files.readAllBytes(other.database())).isEqualTo(before);
  }

  @Test
  @SuppressWarnings("try") // held, not used
  void a_folder_in_use_is_no_place_for_a_backup() throws IOException {
    Path target = folder.resolve("used");
    try (DataDirectoryLock held = DataDirectoryLock.take(DataDirectory.at(target))) {
      assertThat(backup(target).exitCode).isEqualTo(2);
    }
    assertThat(backup(target).exitCode).isZero();
  }

  @Test
  void a_backup_is_written_again_into_its_folder_and_no_more_once_that_is_served() {
    Path target = folder.resolve("monday");

    assertThat(backup(target).exitCode).isZero();
    assertThat(backup(target).exitCode).isZero();
    Backup.unmark(new DataDirectory(target)); // as a server does that starts on it
    assertThat(backup(target).exitCode).isEqualTo(2);
  }

  @Test
  void a_missing_photo_is_named_by_backup_and_keeps_a_restore_from_anything() throws IOException {
    String sha256 = "a".repeat(64);
    predicted(books, sha256);
    Path target = folder.resolve("monday");

    Said written = backup(target);
    assertThat(written.exitCode).isEqualTo(6);
    assertThat(written.err).contains("the backup is complete", sha256);

    DataDirectory elsewhere = FilledDatabase.write(folder.resolve("elsewhere"));
    byte[] before = Files.readAllBytes(elsewhere.database());
    Said refused = restore(elsewhere, target);
    assertThat(refused.exitCode).isEqualTo(6);
    assertThat(refused.err).contains(sha256, "--despite-photos");
    assertThat(Files.readAllBytes(elsewhere.database())).isEqualTo(before);
    assertOnlyTheDatabase(elsewhere);

    assertThat(restore(elsewhere, target, "--despite-photos").exitCode).isZero();
  }

  @Test
  void a_damaged_copy_of_a_photo_is_copied_again() throws IOException {
    byte[] photo = {1, 2, 3};
    String sha256 = dev.greengrocer.files.Sha256.of(photo);
    predicted(books, sha256);
    Path place = Path.of(sha256.substring(0, 2), sha256.substring(2, 4), sha256 + ".jpeg");
    Files.createDirectories(books.photos().resolve(place).getParent());
    Files.write(books.photos().resolve(place), photo);
    Path target = folder.resolve("monday");
    assertThat(backup(target).exitCode).isZero();
    Path copy = new DataDirectory(target).photos().resolve(place);
    Files.write(copy, new byte[] {3, 2, 1});

    assertThat(backup(target).exitCode).isZero();

    assertThat(copy).hasBinaryContent(photo);
  }

  @Test
  void a_restore_brings_the_books_back_and_keeps_what_was_there() throws IOException {
    Path target = folder.resolve("monday");
    backup(target);
    FilledDatabase.execute(books, "UPDATE sales SET number = 7");

    Said restored = restore(books, target);

    assertThat(restored.exitCode).as(restored.err).isZero();
    assertThat(FilledDatabase.receipts(books.database())).containsExactly(1L);
    try (Stream<Path> files = Files.list(books.path())) {
      Path aside =
          files
              .filter(file -> file.toString().contains(".before-restore-"))
              .findFirst()
              .orElseThrow();
      assertThat(FilledDatabase.receipts(aside)).containsExactly(7L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "truncated", "header", "page", "empty folder"})
  void a_damaged_database_is_told_in_one_sentence(String how) throws IOException {
    damage(how);

    for (String command : COMMANDS) {
      Said said = command.equals("restore") ? restore(books, books.path()) : run(command);

      assertThat(said.exitCode).as(command + ": " + said.err).isEqualTo(6);
      assertThat(said.err.lines().filter(line -> line.startsWith("greengrocer: "))).hasSize(1);
      assertThat(said.err).as(command).contains("greengrocer.sqlite").doesNotContain("\tat ");
    }
  }

  private void damage(String how) throws IOException {
    Path file = books.database();
    byte[] bytes = Files.readAllBytes(file);
    switch (how) {
      case "garbage" -> Files.write(file, new byte[5_000]);
      case "truncated" -> Files.write(file, java.util.Arrays.copyOf(bytes, 20_000));
      case "header" -> {
        bytes[3] = 'X';
        Files.write(file, bytes);
      }
      case "page" -> {
        java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
      }
      default -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
    }
  }

  @Test
  void a_newer_database_is_refused_with_both_versions() {
    FilledDatabase.execute(
        books,
        """
        INSERT INTO flyway_schema_history
        SELECT installed_rank + 1, '999', 'future', type, 'V999__x.sql', 1, installed_by,
          installed_on, 1, 1
        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
        """);

    for (String command : List.of("check", "prune")) {
      Said said = run(command);

      assertThat(said.exitCode).isEqualTo(6);
      assertThat(said.err).contains("greengrocer.sqlite", "version 999", "versions up to");
    }
  }

  @Test
  void an_older_database_is_brought_up_to_date_by_a_server_alone() {
    FilledDatabase.execute(books, "DELETE FROM flyway_schema_history WHERE installed_rank > 3");

    Said said = run("check");

    assertThat(said.exitCode).isEqualTo(6);
    assertThat(said.err).contains("start 'greengrocer serve' on it once");
  }

  @Test
  void the_database_of_another_program_is_left_alone() throws IOException {
    Files.delete(books.database());
    FilledDatabase.execute(books, "CREATE TABLE bookmarks (url VARCHAR)");

    Said said = run("check");

    assertThat(said.exitCode).isEqualTo(6);
    assertThat(said.err).contains("another program", "bookmarks");
  }

  private static void predicted(DataDirectory directory, String sha256) {
    FilledDatabase.execute(
        directory,
        """
        INSERT INTO predictions (id, at, request_id, source, photo_sha256, label, probability,
          decision, reason, model, model_sha256, decode_micros,
          preprocess_micros, queue_micros, infer_micros)
        VALUES ('p-1', 0, 'r', 'api', '%s', 'apple', 0.9, 'accept', 'confident', 'm',
          'h', 1, 1, 1, 1)
        """
            .formatted(sha256));
    FilledDatabase.execute(
        directory, "INSERT INTO prediction_scores VALUES ('p-1', FALSE, 1, 'apple', 0.9)");
  }

  private static void assertOnlyTheDatabase(DataDirectory directory) throws IOException {
    try (Stream<Path> files = Files.list(directory.path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("greengrocer.sqlite", ".lock");
    }
  }

  private Said run(String command) {
    return command.equals("backup") ? backup(folder.resolve("copy")) : db(command);
  }

  private Said backup(Path target) {
    return db("backup", target.toString());
  }

  private static Said restore(DataDirectory to, Path from, String... options) {
    List<String> arguments =
        Stream.concat(
                Stream.of("db", "restore", "--data-dir", to.path().toString(), from.toString()),
                Stream.of(options))
            .toList();
    return execute(arguments);
  }

  private Said db(String command, String... arguments) {
    return execute(
        Stream.concat(
                Stream.of("db", command, "--data-dir", books.path().toString()),
                Stream.of(arguments))
            .toList());
  }

  private static Said execute(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code greengrocer doctor} on data that is well, and on data that is not. */
final class DoctorCommandTest {

  private static final Path BUNDLED =
      Path.of(System.getProperty("greengrocer.home", ".."), "models", "bundled");

  @TempDir private Path folder;
  private DataDirectory books;
  private Path backups;

  @BeforeEach
  void fill() throws IOException {
    books = FilledDatabase.write(folder.resolve("books"));
    Files.setPosixFilePermissions(books.path(), PosixFilePermissions.fromString("rwxr-x---"));
    backups = folder.resolve("backups");
    Backup.write(books, backups.resolve("monday"), Clock.systemUTC());
  }

  @Test
  void what_is_well_is_told_to_people_and_programs_and_nothing_changes() throws IOException {
    SortedMap<String, String> before = contents();

    Said people = doctor();
    Said programs = doctor("--json");

    assertThat(people.exitCode).as(people.out).isZero();
    assertThat(people.out.lines()).hasSize(12).allMatch(line -> line.startsWith("OK "));
    assertThat(programs.exitCode).isZero();
    assertThat(json(programs).at("/level").asString()).isEqualTo("ok");
    assertThat(json(programs).at("/findings")).hasSize(12);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void a_database_that_is_not_there_yet_is_no_fault() throws IOException {
    Path empty = folder.resolve("not").resolve("yet");

    Said said = run("doctor", "--data-dir", empty.toString(), "--port=0", "--backups=" + backups);

    assertThat(said.exitCode).as(said.out).isZero();
    assertThat(folder.resolve("not")).doesNotExist();
  }

  @Test
  void a_newer_database_and_that_of_another_program_are_errors() throws IOException {
    FilledDatabase.execute(
        books,
        """
        INSERT INTO flyway_schema_history
        SELECT installed_rank + 1, '999', 'future', type, 'V999__x.sql', 1, installed_by,
          installed_on, 1, 1
        FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
        """);
    assertFound("database", "error", "has version 999");

    Files.delete(books.database());
    FilledDatabase.execute(books, "CREATE TABLE bookmarks (url VARCHAR)");
    assertFound("database", "error", "another program");
  }

  @Test
  void an_older_database_is_a_warning() {
    FilledDatabase.execute(books, "DELETE FROM flyway_schema_history WHERE installed_rank > 3");

    assertFound("database", "warning", "has version");
  }

  @Test
  void damage_is_an_error_in_the_header_and_deep_inside() throws IOException {
    byte[] whole = Files.readAllBytes(books.database());
    byte[] inside = whole.clone();
    Arrays.fill(inside, 4_096, 8_192, (byte) 0x5a);
    Files.write(books.database(), inside);
    assertFound("database", "error", "greengrocer.sqlite");

    Files.write(books.database(), Arrays.copyOf(whole, 20_000));
    assertFound("database", "error", "is damaged");
  }

  @Test
  void a_database_that_another_program_writes_is_read_and_not_touched()
      throws SQLException, IOException {
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + books.database());
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("UPDATE sales SET at = 1");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("UPDATE sales SET at = 2");
      SortedMap<String, String> before = contents();

      assertThat(doctor().exitCode).isZero();
      assertThat(contents()).isEqualTo(before);

      statement.execute("COMMIT");
    }
  }

  @Test
  void what_a_killed_server_left_is_read_and_stays() throws SQLException, IOException {
    Path killed = folder.resolve("killed");
    Files.createDirectories(killed);
    try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + books.database());
        Statement statement = writer.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("UPDATE sales SET at = " + Instant.now().plusSeconds(900).toEpochMilli());
      for (String part : List.of("", "-wal", "-shm")) {
        Files.copy(Path.of(books.database() + part), killed.resolve("greengrocer.sqlite" + part));
      }
    }
    Files.setPosixFilePermissions(killed, PosixFilePermissions.fromString("rwxr-x---"));
    books = new DataDirectory(killed);
    SortedMap<String, String> before = contents();

    assertFound("clock", "error", "the last entry of the books is of");
    assertFound("database", "ok", "its structure is sound");
    assertThat(contents()).isEqualTo(before);

    Files.delete(killed.resolve("greengrocer.sqlite-shm"));
    assertFound("database", "warning", "commits that are not in the database");
  }

  @Test
  void an_altered_model_is_an_error() throws IOException {
    Path bundle = folder.resolve("bundle");
    Files.createDirectories(bundle);
    try (Stream<Path> files = Files.list(BUNDLED)) {
      for (Path file : files.toList()) {
        Files.copy(file, bundle.resolve(file.getFileName()));
      }
    }
    assertFound("model", "ok", ModelBundles.open(bundle).modelSha256().substring(0, 12), bundle);

    byte[] network = Files.readAllBytes(bundle.resolve("model.onnx"));
    network[network.length / 2] ^= 1;
    Files.write(bundle.resolve("model.onnx"), network);
    assertFound("model", "error", "model.onnx", bundle);
  }

  @Test
  void backups_that_are_old_missing_or_unknown_are_told() throws IOException {
    Path copy = new DataDirectory(backups.resolve("monday")).database();
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    assertFound("backup", "warning", "48 hours ago");
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().plus(Duration.ofDays(2))));
    assertFound("backup", "warning", "which is yet to come");

    Files.delete(copy);
    assertFound("backup", "error", "holds no backup");

    Said unknown = run("doctor", "--data-dir=" + books.path(), "--port=0", "--json");
    assertThat(unknown.exitCode).isEqualTo(7);
    assertThat(unknown.out).contains("no folder of backups is set", "GREENGROCER_BACKUPS");
  }

  @Test
  void a_folder_that_everyone_may_read_is_a_warning() throws IOException {
    Files.setPosixFilePermissions(books.path(), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertFound("permissions", "warning", "every user of this machine");
  }

  @Test
  void a_port_of_another_program_is_an_error() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    other.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    other.start();
    try {
      assertThat(port(other.getAddress().getPort())).contains("another program", "ss -ltnp");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void what_listens_and_never_answers_is_an_error() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(port(mute.getLocalPort())).contains("did not answer within 10 s");
    }
  }

  private String port(int port) {
    Said said =
        run("doctor", "--data-dir=" + books.path(), "--backups=" + backups, "--port=" + port);

    assertThat(said.exitCode).isEqualTo(8);
    return said.out;
  }

  @Test
  void settings_of_the_server_that_are_no_options_are_looked_at() {
    System.setProperty("server.ssl.certificate", folder.resolve("none.pem").toString());
    System.setProperty("greengrocer.backups", backups.toString());
    try {
      Said said = run("doctor", "--data-dir=" + books.path(), "--port=0");

      assertThat(said.exitCode).as(said.out).isEqualTo(8);
      assertThat(said.out)
          .contains("the certificate of server.ssl cannot be read", "the newest backup is of");
    } finally {
      System.clearProperty("server.ssl.certificate");
      System.clearProperty("greengrocer.backups");
    }
  }

  private void assertFound(String check, String level, String words) {
    assertFound(check, level, words, BUNDLED);
  }

  private void assertFound(String check, String level, String words, Path model) {
    Said said = doctor("--json", "--model=" + model);
    List<JsonNode> findings = new ArrayList<>();
    json(said).at("/findings").forEach(findings::add);
    JsonNode finding =
        findings.stream()
            .filter(node -> node.at("/check").asString().equals(check))
            .findFirst()
            .orElseThrow();
    assertThat(finding.at("/finding").asString() + "; " + finding.at("/remedy").asString(""))
        .contains(words);
    assertThat(finding.at("/level").asString()).as(said.out).isEqualTo(level);
    assertThat(finding.has("remedy")).isEqualTo(!level.equals("ok"));
    assertThat(said.exitCode)
        .isGreaterThanOrEqualTo(level.equals("ok") ? 0 : level.equals("warning") ? 7 : 8);
  }

  private Said doctor(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("doctor", "--data-dir=" + books.path(), "--port=0", "--backups=" + backups));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** All files below the folder of this test, with their times and hashes. */
  private SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            file.toString(),
            Files.getLastModifiedTime(file)
                + (Files.isRegularFile(file) ? Sha256.of(Files.readAllBytes(file)) : ""));
      }
    }
    return contents;
  }

  private static JsonNode json(Said said) {
    return new JsonMapper().readTree(said.out);
  }

  private static Said run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.web.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code greengrocer db migrate} takes, prints and refuses. */
final class MigrateCommandTest {

  @TempDir Path folder;

  @Test
  @EnabledIf(
      value = "dev.greengrocer.web.PostgresServer#available",
      disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
  void books_move_there_and_back() {
    DataDirectory books = FilledDatabase.write(folder.resolve("books"));
    String jdbc = PostgresServer.emptyDatabase("command_" + Long.toHexString(System.nanoTime()));
    String url =
        jdbc.replace("jdbc:postgresql://", "postgresql://greengrocer@").replaceAll("[?].*", "");

    Said there = migrate(books.path(), "--to", url);

    assertThat(there.exitCode).as(there.err).isZero();
    assertThat(there.out)
        .contains("sale_lines: 2 rows, sha256 ", "alike in " + books.database() + " and jdbc:");
    Path back = folder.resolve("back");
    Said again = migrate(back, "--from", jdbc, "--json");

    assertThat(again.exitCode).as(again.err).isZero();
    JsonNode moved = JsonMapper.shared().readTree(again.out);
    assertThat(moved.get("resumed").booleanValue()).isFalse();
    assertThat(moved.get("to").stringValue()).endsWith("greengrocer.sqlite");
    assertThat(
            moved
                .get("tables")
                .valueStream()
                .filter(t -> t.get("table").stringValue().equals("sales")))
        .singleElement()
        .satisfies(table -> assertThat(table.get("rows").intValue()).isEqualTo(1));
    assertThat(FilledDatabase.receipts(new DataDirectory(back).database())).containsExactly(1L);

    Said served = migrate(books.path(), "--to", url);
    assertThat(served.exitCode).isEqualTo(2);
    assertThat(served.err).contains("give an empty database");
  }

  @Test
  void one_way_is_given_and_only_one() {
    assertThat(migrate(folder).exitCode).isEqualTo(2);
    Said both = migrate(folder, "--to", "postgresql://a/b", "--from", "postgresql://a/b");
    assertThat(both.exitCode).isEqualTo(2);
    assertThat(both.err).contains("mutually exclusive");
  }

  @Test
  void what_is_wrong_is_told_in_one_sentence() throws Exception {
    DataDirectory books = FilledDatabase.write(folder.resolve("books"));
    Path none = folder.resolve("none");
    Path file = Files.createFile(folder.resolve("file"));

    assertRefused(migrate(books.path(), "--to", "mysql://ada:secret@db/shop"), 2, "--to mysql:");
    assertRefused(migrate(none, "--to", "postgresql://db/shop"), 6, "holds no database");
    assertThat(none).doesNotExist();
    Files.createDirectory(none);
    assertRefused(migrate(none, "--to", "postgresql://db/shop"), 6, "holds no database");
    assertRefused(migrate(file, "--from", "postgresql://db/shop"), 2, "is a file");
    String nobody = "postgresql://ada:secret@127.0.0.1:1/shop";
    assertRefused(migrate(books.path(), "--to", nobody), 6, "127.0.0.1:1/shop: the database");
    assertRefused(migrate(none, "--from", nobody), 6, "127.0.0.1:1/shop: the database");
    assertThat(new DataDirectory(none).database()).doesNotExist();
    FilledDatabase.execute(books, "DELETE FROM flyway_schema_history WHERE installed_rank > 3");
    assertRefused(migrate(books.path(), "--to", nobody), 6, "start 'greengrocer serve' on it once");
  }

  private static void assertRefused(Said said, int exitCode, String words) {
    assertThat(said.exitCode).as(said.err).isEqualTo(exitCode);
    assertThat(said.err).startsWith("greengrocer: ").contains(words).doesNotContain("secret");
    assertThat(said.err.lines()).hasSize(1);
  }

  private static Said migrate(Path directory, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        GreengrocerWeb.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.concat(
                        Stream.of("db", "migrate", "--data-dir", directory.toString()),
                        Stream.of(options))
                    .toArray(String[]::new));
    return new Said(exitCode, out.toString(), err.toString());
  }

  private record Said(int exitCode, String out, String err) {}
}

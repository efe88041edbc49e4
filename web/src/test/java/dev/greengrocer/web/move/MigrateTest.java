package dev.greengrocer.web.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.backup.LedgerCheck;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.DataDirectoryLock;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.ledger.database.Migrations;
import dev.greengrocer.ledger.move.Move;
import dev.greengrocer.ledger.move.MoveProgress;
import dev.greengrocer.ledger.move.MoveToPostgres;
import dev.greengrocer.ledger.move.MoveToSqlite;
import dev.greengrocer.ledger.move.MovedRows;
import dev.greengrocer.ledger.photo.PhotoFolder;
import dev.greengrocer.web.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Books move to a real PostgreSQL and back, whole, after interruptions, or not at all. */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class MigrateTest {

  private static final MoveProgress SILENT = (step, done, total) -> {};

  /** More than are committed together, with their eleven scores each. */
  private static final int MANY = 6_000;

  @TempDir Path folder;

  private String url = "";

  @BeforeEach
  void makeADatabase() {
    url = PostgresServer.emptyDatabase("moved_" + Long.toHexString(System.nanoTime()));
  }

  @Test
  void books_that_moved_there_and_back_are_the_same() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 3);
    DataDirectory back = DataDirectory.at(folder.resolve("back"));

    Move there = MoveToPostgres.run(books, url, SILENT);
    assertThat(there.resumed()).isFalse();
    assertThat(faults()).isEqualTo(faults(books)).doesNotContain("counter");
    Move again = MoveToSqlite.run(url, back, SILENT);

    assertThat(OddBooks.contents(back)).isEqualTo(OddBooks.contents(books));
    assertThat(again.tables()).isEqualTo(there.tables());
    assertThat(there.tables())
        .extracting(MovedRows::table)
        .containsExactlyElementsOf(tablesOfTheBooks(books));
    assertThat(there.tables()).filteredOn(table -> table.rows() > 0).hasSizeGreaterThan(18);
  }

  /** All but those of what servers on one database tell each other. */
  private static Set<String> tablesOfTheBooks(DataDirectory books) {
    Set<String> tables = new TreeSet<>(OddBooks.contents(books).keySet());
    tables.removeAll(
        Set.of("servers", "shared_models", "sessions", "job_turns", "rate_limits", "photo_queues"));
    return tables;
  }

  @Test
  void a_moved_database_has_the_indexes_triggers_and_references_of_one_that_was_served() {
    String served = PostgresServer.emptyDatabase("fresh_" + Long.toHexString(System.nanoTime()));
    migrate(served);

    MoveToPostgres.run(OddBooks.write(folder.resolve("books"), 3), url, SILENT);

    for (String sql :
        List.of(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint",
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
      assertThat(texts(url, sql)).containsExactlyInAnyOrderElementsOf(texts(served, sql));
    }
    assertThatThrownBy(() -> execute("UPDATE closings SET kept_cash = 1"))
        .hasMessageContaining("never changed");
  }

  @Test
  void no_table_numbers_its_rows_itself() {
    migrate(url);

    // A move would have to set such a counter to the last row that it brought.
    assertThat(
            texts(
                url,
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'public'
                  AND (is_identity = 'YES' OR column_default LIKE 'nextval%')
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "copy audit_log, false",
    "copy prediction_scores, true",
    "copy users, true",
    "verify predictions, true",
    "index, true"
  })
  void an_interrupted_move_goes_on_and_ends_with_the_same(String step, boolean copied) {
    DataDirectory books = OddBooks.write(folder.resolve("books"), MANY);
    int[] calls = {0};
    MoveProgress interruption =
        (reached, done, total) -> {
          if (reached.equals(step) && (done > 50_000 || total < 50_000) && calls[0]++ == 0) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> MoveToPostgres.run(books, url, interruption))
        .hasMessageContaining("killed");

    assertThat(count("prediction_scores") > 0).isEqualTo(copied);
    assertThatThrownBy(() -> Databases.openChecked(url, books).close())
        .as("no server opens it")
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("unfinished move");

    Move again = MoveToPostgres.run(books, url, SILENT);

    assertThat(again.resumed()).isTrue();
    assertThat(faults()).isEqualTo(faults(books));
    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    MoveToSqlite.run(url, back, SILENT);
    assertThat(OddBooks.contents(back)).isEqualTo(OddBooks.contents(books));
  }

  @Test
  void what_changed_in_the_source_between_two_runs_is_moved_too() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 3);
    assertThatThrownBy(
            () ->
                MoveToPostgres.run(
                    books,
                    url,
                    (step, done, total) -> {
                      if (step.startsWith("verify")) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessageContaining("killed");
    OddBooks.damage(books, "UPDATE predictions SET label = 'durian' WHERE at = 2");
    OddBooks.damage(books, "DELETE FROM prediction_scores WHERE rank = 7");
    OddBooks.damage(books, "INSERT INTO sign_in_failures VALUES ('x', 1, 1)");

    MoveToPostgres.run(books, url, SILENT);

    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    MoveToSqlite.run(url, back, SILENT);
    assertThat(OddBooks.contents(back)).isEqualTo(OddBooks.contents(books));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "UPDATE sales SET actor = 'a' || char(0) WHERE number = 2 ; sales, row with id 'sale-2':"
            + " actor holds the character U+0000",
        "UPDATE sales SET actor = CAST(x'ff' AS TEXT) WHERE number = 2 ; sales, row with id"
            + " 'sale-2': actor is not Unicode text",
        "UPDATE sales SET actor = x'0001' WHERE number = 2 ; sales, row with id 'sale-2': actor is"
            + " 2 bytes and must be text",
        "UPDATE sales SET at = 'noon' WHERE number = 2 ; sales, row with id 'sale-2': at is 'noon'"
            + " and must be a whole number",
        "UPDATE sales SET at = 1.5 WHERE number = 2 ; sales, row with id 'sale-2': at is '1.5' and"
            + " must be a whole number",
        "UPDATE sales SET tax_included = 2 WHERE number = 2 ; sales, row with id 'sale-2':"
            + " tax_included is '2' and must be 0 or 1",
        "UPDATE predictions SET probability = 'high' WHERE at = 3 ; row with id"
            + " '00000000-0003-7000-8000-000000000003': probability is 'high' and must be a number",
        "UPDATE sales SET actor = printf('%0101d', 1) WHERE number = 2 ; sales, row with id"
            + " 'sale-2': value too long for type character varying(100)",
        "UPDATE sales SET total = 501 WHERE number = 2 ; sales, row with id 'sale-2': CHECK"
            + " sales_total_insert is out of bounds",
        "UPDATE sale_lines SET grams = 0 WHERE sale_id = 'sale-2' ; sale_lines, row with sale_id"
            + " 'sale-2', position '1': CHECK sale_lines_grams_insert",
        "UPDATE users SET version = 3000000000 WHERE id = 'u' ; users, row with id 'u': value"
            + " \"3000000000\" is out of range for type integer",
        "UPDATE receipt_numbers SET last_number = 'two' ; receipt_numbers, its row: last_number is"
            + " 'two' and must be a whole number",
        "DELETE FROM sales WHERE number = 2 ; table sale_lines: Key (sale_id)=(sale-2) is not"
            + " present"
      })
  void a_row_that_postgresql_cannot_hold_is_named_and_nothing_is_moved(String sql, String words) {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 3);
    DataDirectory before = OddBooks.write(folder.resolve("before"), 3);
    OddBooks.damage(books, sql);

    assertThatThrownBy(() -> MoveToPostgres.run(books, url, SILENT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(books.database().toString())
        .hasMessageContaining("nothing has been moved");
    for (String table : OddBooks.contents(before).keySet()) {
      assertThat(count(table)).as(table).isZero();
    }

    replace(books, before);
    assertThat(MoveToPostgres.run(books, url, SILENT).resumed()).isTrue();
    assertThat(faults()).isEqualTo(faults(before));
  }

  private static void replace(DataDirectory books, DataDirectory by) {
    try {
      Databases.deleteLog(books.database());
      Files.delete(books.database());
      Files.copy(by.database(), books.database());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @SuppressWarnings("try") // held, not used
  void a_running_server_keeps_its_books() throws IOException, SQLException {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 1);
    try (DataDirectoryLock server = DataDirectoryLock.take(books)) {
      assertRefused(() -> MoveToPostgres.run(books, url, SILENT), "a server runs on it");
    }
    try (Connection server = Databases.postgresql(url).getConnection()) {
      assertRefused(
          () -> MoveToPostgres.run(books, url, SILENT), "1 other connections are open to it");
    }
    migrate(url);
    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    try (Connection server = Databases.postgresql(url).getConnection()) {
      assertRefused(() -> MoveToSqlite.run(url, back, SILENT), "other connections are open to it");
    }
    assertThat(back.database()).doesNotExist();
  }

  @Test
  void a_database_that_holds_something_is_no_target() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 1);
    migrate(url);
    execute("INSERT INTO users VALUES ('u', 'n', 'p', 'r', TRUE, FALSE, 1, 1, NULL)");

    assertRefused(() -> MoveToPostgres.run(books, url, SILENT), "its table 'users' holds rows");
    assertRefused(() -> MoveToSqlite.run(url, books, SILENT), "is there already");
    assertThat(count("users")).isEqualTo(1);

    String other = PostgresServer.emptyDatabase("other_" + Long.toHexString(System.nanoTime()));
    execute(other, "CREATE TABLE bookmarks (url TEXT)");
    assertThatThrownBy(() -> MoveToPostgres.run(books, other, SILENT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("another program")
        .hasMessageContaining("bookmarks");
  }

  @Test
  void a_database_that_was_only_made_is_a_target() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 1);
    migrate(url);

    MoveToPostgres.run(books, url, SILENT);

    assertThat(faults()).isEqualTo(faults(books));
  }

  @Test
  void two_sources_do_not_end_in_one_target() {
    DataDirectory books = OddBooks.write(folder.resolve("books"), 1);
    DataDirectory others = OddBooks.write(folder.resolve("others"), 1);
    OddBooks.damage(books, "UPDATE sales SET at = 'noon'");
    assertThatThrownBy(() -> MoveToPostgres.run(books, url, SILENT))
        .hasMessageContaining("must be a whole number");

    assertRefused(
        () -> MoveToPostgres.run(others, url, SILENT), "unfinished move from " + books.database());
    execute("UPDATE unfinished_move SET version = '1'");
    assertRefused(() -> MoveToPostgres.run(books, url, SILENT), "another version of greengrocer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE sales SET total = 501 WHERE number = 2",
        "UPDATE daily_confidence SET answers = NULL",
        "DELETE FROM sales WHERE number = 2"
      })
  void a_row_that_sqlite_refuses_leaves_no_file(String damage) throws IOException {
    MoveToPostgres.run(OddBooks.write(folder.resolve("books"), 1), url, SILENT);
    execute("ALTER TABLE sales DISABLE TRIGGER USER");
    execute("ALTER TABLE sale_lines DROP CONSTRAINT sale_lines_sale_id_fkey");
    execute("ALTER TABLE daily_confidence ALTER COLUMN answers DROP NOT NULL");
    execute(damage);
    DataDirectory back = DataDirectory.at(folder.resolve("back"));

    assertThatThrownBy(() -> MoveToSqlite.run(url, back, SILENT))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("nothing has been moved");

    try (Stream<Path> files = Files.list(back.path())) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".lock");
    }
  }

  private static void assertRefused(Runnable move, String words) {
    assertThatThrownBy(move::run)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(words);
  }

  private List<String> faults() {
    try (HikariDataSource database = Databases.open(url, new DataDirectory(folder))) {
      return faults(database);
    }
  }

  private List<String> faults(DataDirectory books) {
    try (HikariDataSource database = Databases.openFile(books.database())) {
      return faults(database);
    }
  }

  /** Of what both kinds of database are asked alike. */
  private List<String> faults(HikariDataSource database) {
    return new LedgerCheck(
            JdbcClient.create(database),
            new PhotoFolder(folder.resolve("photos")),
            false,
            client -> List.of())
        .faults();
  }

  private static void migrate(String url) {
    try (HikariDataSource database = Databases.open(url, new DataDirectory(Path.of("unused")))) {
      Migrations.of(database).load().migrate();
    }
  }

  private void execute(String sql) {
    execute(url, sql);
  }

  private static void execute(String url, String sql) {
    JdbcClient.create(Databases.postgresql(url)).sql(sql).update();
  }

  private long count(String table) {
    return JdbcClient.create(Databases.postgresql(url))
        .sql("SELECT COUNT(*) FROM " + table)
        .query(Long.class)
        .single();
  }

  private static List<String> texts(String url, String sql) {
    return JdbcClient.create(Databases.postgresql(url)).sql(sql).query(String.class).list();
  }
}

package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.greengrocer.StorageException;
import dev.greengrocer.ledger.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteException;

final class DatabaseFailuresTest {

  @TempDir Path folder;

  @Test
  void a_step_of_an_upgrade_that_fails_says_why() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("old.db");
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute("CREATE TABLE sales (id TEXT)"); // not this program's
    }
    Flyway flyway =
        Flyway.configure()
            .dataSource(url, null, null)
            .locations("classpath:db/migration/all", "classpath:db/migration/sqlite")
            .javaMigrations(Migrations.inJava())
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();

    Throwable failure = catchThrowable(flyway::migrate);

    assertThat(DatabaseFailures.storage("old.db", failure))
        .hasMessageStartingWith("old.db: the database cannot be used (")
        .hasMessageContaining("sales");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device",
        "/var/x.jpg: Disk quota exceeded",
        "File too large",
        "/var/x.jpg: Read-only file system",
        "There is not enough space on the disk"
      })
  void a_file_that_cannot_be_written_is_a_full_disk(String message) {
    StorageException failure = StorageException.writing(folder, new IOException(message));

    assertThat(DatabaseFailures.problemOf(failure)).contains(Problem.STORAGE_FULL);
    assertThat(DatabaseFailures.problemOf(new IOException("secret words"))).isEmpty();
  }

  @Test
  void a_fault_that_people_can_mend_is_told_in_their_words() throws Exception {
    Path file = Files.writeString(folder.resolve("letters.db"), "no database at all".repeat(100));
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      assertThatThrownBy(
              () -> {
                try {
                  statement.execute("SELECT * FROM sales");
                } catch (SQLiteException e) {
                  throw DatabaseFailures.storage("letters.db", e);
                }
              })
          .isInstanceOf(StorageException.class)
          .hasMessageStartingWith("letters.db: the database is damaged; ");
    }
  }
}

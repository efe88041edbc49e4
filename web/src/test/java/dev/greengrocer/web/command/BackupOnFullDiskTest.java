package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.database.Databases;
import dev.greengrocer.web.server.SmallDisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two disks, a backup names the one that is full. */
final class BackupOnFullDiskTest {

  private final StringWriter err = new StringWriter();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path disk;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path otherDisk;

  private boolean mounted;

  @BeforeEach
  void mount() throws IOException {
    mounted = SmallDisk.mount(disk, 12);
    assumeTrue(mounted, "a small file system can be mounted only by root; run this test as root");
  }

  @AfterEach
  void unmount() throws IOException {
    if (mounted) {
      SmallDisk.unmount(disk);
    }
  }

  @Test
  void that_of_the_backup() throws IOException {
    DataDirectory books = books(otherDisk);
    Path backup = disk.resolve("backup");
    SmallDisk.fill(disk.resolve("filler"));
    freeFor(disk, 64 << 10); // for the folder and its mark, not for the database

    assertThat(backUp(books, backup)).isEqualTo(6);

    assertThat(err.toString())
        .hasLineCount(1)
        .contains(backup.toString(), "the disk is full")
        .doesNotContain(books.path().toString());
    assertThat(backup.resolve("greengrocer.sqlite")).doesNotExist();
    Files.delete(disk.resolve("filler"));
    assertThat(backUp(books, backup)).as(err.toString()).isZero();
  }

  @Test
  void that_of_the_books() throws IOException {
    DataDirectory books = books(disk);
    Path backup = otherDisk.resolve("backup");
    SmallDisk.fill(disk.resolve("filler"));

    int exitCode = backUp(books, backup);

    // SQLite needs space beside the database to read it, unless a server has it open.
    assertThat(exitCode).isEqualTo(6);
    assertThat(err.toString())
        .hasLineCount(1)
        .contains(books.database().toString())
        .doesNotContain(backup.toString());
  }

  @Test
  void beside_a_server_full_books_are_backed_up() throws IOException {
    DataDirectory books = books(disk);
    try (HikariDataSource server = Databases.open("", books)) {
      FilledDatabase.migrate(server);
      SmallDisk.fill(disk.resolve("filler"));

      assertThat(backUp(books, otherDisk.resolve("backup"))).as(err.toString()).isZero();
    }
  }

  private static DataDirectory books(Path disk) {
    DataDirectory books = DataDirectory.at(disk.resolve("books"));
    try (HikariDataSource source = Databases.open("", books)) {
      FilledDatabase.migrate(source);
    }
    return books;
  }

  private static void freeFor(Path disk, int bytes) throws IOException {
    Path filler = disk.resolve("filler");
    try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - bytes);
    }
  }

  private int backUp(DataDirectory books, Path backup) {
    err.getBuffer().setLength(0);
    return GreengrocerWeb.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute("db", "backup", backup.toString(), "--data-dir", books.path().toString());
  }
}

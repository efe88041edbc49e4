package dev.greengrocer.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.backup.Backup;
import dev.greengrocer.ledger.backup.Restore;
import dev.greengrocer.ledger.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore that is killed leaves the old database, with all its commits, or the new one. */
final class RestoreKilledIT {

  private static final int KILLS = Integer.getInteger("greengrocer.kills", 12);

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private Path output;

  @BeforeEach
  void makeRoomForTheOutput() {
    output = folder.resolve("output");
  }

  @Test
  void every_kill_leaves_the_old_or_the_new_books() throws Exception {
    Path old = oldDatabaseWithCommitsInItsLog();
    DataDirectory other = FilledDatabase.write(folder.resolve("other"));
    FilledDatabase.execute(other, "UPDATE sales SET number = 9");
    Path backup = folder.resolve("backup");
    Backup.write(other, backup, Clock.systemUTC());
    Path place = folder.resolve("place");
    Random random = new Random(5);
    int judged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(old, backup, place);
      String last = killAfter(process, random.nextInt(300));
      if (last.equals("copying")) {
        continue; // the test's own copying was interrupted
      }
      judged++;
      assertThat(FilledDatabase.receipts(place.resolve("greengrocer.sqlite")))
          .as("kill %d", kill)
          .isIn(List.of(1L, 2L), List.of(9L));
    }
    assertThat(judged).isPositive();
  }

  /** Receipt 1 is in the file, receipt 2 in the write-ahead log alone. */
  private Path oldDatabaseWithCommitsInItsLog() throws Exception {
    DataDirectory written = FilledDatabase.write(folder.resolve("written"));
    Path old = Files.createDirectories(folder.resolve("old"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + written.database());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute(
          """
          INSERT INTO sales (id, number, at, sold_on, actor, currency, payment, goods_total,
            cash_rounding, total)
          SELECT 'sale-2', 2, at, sold_on, actor, currency, payment, goods_total,
            cash_rounding, total FROM sales WHERE number = 1
          """);
      for (String part : List.of("", "-wal")) {
        Files.copy(Path.of(written.database() + part), old.resolve("greengrocer.sqlite" + part));
      }
    }
    return old;
  }

  private Process start(Path old, Path backup, Path place) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Loop.class.getName(),
            old.toString(),
            backup.toString(),
            place.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Returns the last line that the process printed. */
  private String killAfter(Process process, int milliseconds) throws Exception {
    while (process.isAlive() && Files.size(output) == 0) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).as("it began").isTrue();
    Thread.sleep(milliseconds);
    process.destroyForcibly().waitFor();
    List<String> lines = Files.readAllLines(output);
    return lines.get(lines.size() - 1);
  }

  /** Restores again and again. */
  static final class Loop {

    private Loop() {}

    /** Never ends by itself. */
    public static void main(String[] arguments) throws IOException {
      Path old = Path.of(arguments[0]);
      DataDirectory place = DataDirectory.at(Path.of(arguments[2]));
      while (true) {
        System.out.println("copying");
        Files.deleteIfExists(Path.of(place.database() + "-shm"));
        for (String part : List.of("", "-wal")) {
          Files.copy(
              old.resolve("greengrocer.sqlite" + part),
              Path.of(place.database() + part),
              StandardCopyOption.REPLACE_EXISTING);
        }
        System.out.println("restoring");
        Restore.of(Path.of(arguments[1]), place, false, Clock.systemUTC());
        System.out.println("restored");
      }
    }
  }
}

package dev.greengrocer.web.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.ledger.database.DataDirectory;
import dev.greengrocer.ledger.move.MoveProgress;
import dev.greengrocer.ledger.move.MoveToPostgres;
import dev.greengrocer.ledger.move.MoveToSqlite;
import dev.greengrocer.web.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A move whose process is killed again and again ends with the same. */
@EnabledIf(
    value = "dev.greengrocer.web.PostgresServer#available",
    disabledReason = "PostgreSQL is not installed here; apt-get install postgresql")
final class MigrateKilledIT {

  private static final int KILLS = Integer.getInteger("greengrocer.kills", 8);
  private static final int PREDICTIONS = 12_000;

  @TempDir Path folder;

  @Test
  void a_move_to_postgresql_goes_on_after_every_kill() throws Exception {
    DataDirectory books = OddBooks.write(folder.resolve("books"), PREDICTIONS);
    String url = PostgresServer.emptyDatabase("killed_" + Long.toHexString(System.nanoTime()));
    int killed = killAgainAndAgain("there", books, url);

    assertThat(killed).as("kills of a move under way").isPositive();
    try {
      assertThat(MoveToPostgres.run(books, url, (step, done, total) -> {}).resumed()).isTrue();
    } catch (InvalidConfigurationException e) {
      assertThat(e).as("it had ended").hasMessageContaining("give an empty database");
    }
    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    MoveToSqlite.run(url, back, (step, done, total) -> {});
    assertThat(OddBooks.contents(back)).isEqualTo(OddBooks.contents(books));
  }

  @Test
  void a_move_to_sqlite_leaves_no_database_or_the_whole_one() throws Exception {
    DataDirectory books = OddBooks.write(folder.resolve("books"), PREDICTIONS);
    String url = PostgresServer.emptyDatabase("killed_" + Long.toHexString(System.nanoTime()));
    MoveToPostgres.run(books, url, (step, done, total) -> {});
    DataDirectory back = DataDirectory.at(folder.resolve("back"));
    int killed = killAgainAndAgain("back", back, url);

    assertThat(killed).as("kills of a move under way").isPositive();
    if (!Files.exists(back.database())) {
      MoveToSqlite.run(url, back, (step, done, total) -> {});
    }
    assertThat(OddBooks.contents(back)).isEqualTo(OddBooks.contents(books));
  }

  /** How often a process was killed that had begun and not ended. */
  private int killAgainAndAgain(String way, DataDirectory books, String url) throws Exception {
    Random random = new Random(7);
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Path output = Files.createTempFile(folder, "kill", ".log");
      Process process = start(way, books, url, output);
      while (process.isAlive() && !Files.readString(output).contains("copy ")) {
        Thread.sleep(20);
      }
      Thread.sleep(random.nextInt(600));
      if (!process.isAlive()) {
        break; // it has ended before this kill or the one before
      }
      process.destroyForcibly().waitFor();
      killed++;
    }
    return killed;
  }

  private static Process start(String way, DataDirectory books, String url, Path output)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Mover.class.getName(),
            way,
            books.path().toString(),
            url)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Moves once. */
  static final class Mover {

    private Mover() {}

    /** Says how far it is. */
    public static void main(String[] arguments) {
      DataDirectory books = DataDirectory.at(Path.of(arguments[1]));
      MoveProgress progress = (step, done, total) -> System.out.println(step);
      if (arguments[0].equals("there")) {
        MoveToPostgres.run(books, arguments[2], progress);
      } else {
        MoveToSqlite.run(arguments[2], books, progress);
      }
    }
  }
}

package dev.greengrocer.ledger.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the driver of SQLite leaves in the folder for temporary files. */
final class SqliteLibraryTest {

  @TempDir Path temporary;
  @TempDir Path folder;

  /** Opens a database, for the second time read-only, and ends as if it were killed. */
  static final class Killed {
    static final int EXIT_CODE = 137;

    private Killed() {}

    public static void main(String[] arguments) throws Exception {
      DataDirectory directory = DataDirectory.at(Path.of(arguments[0]));
      if (Files.exists(directory.database())) {
        ReadOnlyDatabase.open("", directory).getConnection().close();
      } else {
        NewSqliteFile.create(directory.database()).close();
      }
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  @Test
  void a_killed_process_leaves_no_copy_of_it() throws Exception {
    assertThat(killed()).isEqualTo(Killed.EXIT_CODE);
    assertThat(killed()).isEqualTo(Killed.EXIT_CODE);

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  private int killed() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Killed.class.getName()));
    command.add(folder.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}

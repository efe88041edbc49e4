package dev.greengrocer.ledger.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine on which the driver of SQLite cannot be unpacked. It is loaded once for each process,
 * so that another process tries it.
 */
final class MissingDriverTest {

  @TempDir Path folder;

  /** Opens a database and prints what a person is told. */
  static final class Opening {

    private Opening() {}

    /** The file is the one argument. */
    public static void main(String[] arguments) throws IOException {
      try {
        NewSqliteFile.create(Path.of(arguments[0])).close();
        System.out.println("opened");
      } catch (RuntimeException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  @Test
  void the_folder_is_named_and_what_to_do() throws Exception {
    Path notFolder = Files.createFile(folder.resolve("file"));

    String said = open(notFolder);

    assertThat(said)
        .contains("StorageException: " + folder.resolve("books.sqlite"))
        .contains(notFolder + ", where it is unpacked, is no folder: create it")
        .contains("-Djava.io.tmpdir=FOLDER");
  }

  @Test
  void a_folder_that_is_there_is_enough() throws Exception {
    assertThat(open(Files.createDirectory(folder.resolve("there")))).contains("opened");
  }

  private String open(Path temporary) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + temporary,
                    // neither of the places where it is unpacked once for all processes
                    "-Duser.home=/dev/null",
                    "-Dorg.bytedeco.javacpp.cachedir=/dev/null",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Opening.class.getName(),
                    folder.resolve("books.sqlite").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}

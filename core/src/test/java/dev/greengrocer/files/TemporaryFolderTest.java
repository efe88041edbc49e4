package dev.greengrocer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves in the folder for temporary files. */
final class TemporaryFolderTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void folders_that_nobody_uses_go_and_all_others_stay() throws IOException {
    Path killed = Files.createDirectory(folder.resolve("greengrocer-export-1"));
    Files.writeString(killed.resolve(".lock"), "");
    Files.writeString(killed.resolve("table"), "half a table");
    Path earlier = Files.createDirectory(folder.resolve("greengrocer-export-2"));
    Files.writeString(earlier.resolve("table"), "of a version without locks");
    Path abandoned = Files.createDirectory(folder.resolve("greengrocer-export-3"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(3600)));
    Path beingMade = Files.createDirectory(folder.resolve("greengrocer-export-4"));
    Path foreign = Files.createDirectory(folder.resolve("other-export-5"));
    Path file = Files.writeString(folder.resolve("greengrocer-export-6"), "no folder");
    try (TemporaryFolder used = TemporaryFolder.in(folder, "export")) {
      Files.writeString(used.path().resolve("table"), "in use");

      TemporaryFolder.sweep(folder, "export");

      assertThat(used.path().resolve("table")).exists();
      assertThat(names()).containsExactlyInAnyOrder(beingMade, foreign, file, used.path());
    }
    assertThat(names()).containsExactlyInAnyOrder(beingMade, foreign, file);
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "kept");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.createSymbolicLink(temporary.resolve("greengrocer-export-7"), elsewhere);

    TemporaryFolder.sweep(temporary, "export");

    assertThat(elsewhere.resolve("kept")).exists();
  }

  @Test
  @Timeout(120)
  void a_process_that_is_killed_leaves_a_folder_and_the_next_one_deletes_it() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process killed = java(temporary, Holds.class);
    assertThat(killed.getInputStream().read()).isEqualTo('h');
    killed.destroyForcibly().waitFor();
    assertThat(left(temporary)).isEqualTo(1);

    assertThat(java(temporary, Opens.class).waitFor()).isZero();

    assertThat(left(temporary)).isZero();
  }

  private static long left(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(one -> one.getFileName().toString().startsWith("greengrocer-export-"))
          .count();
    }
  }

  /** Is killed while it writes. */
  static final class Holds {
    private Holds() {}

    public static void main(String[] arguments) throws Exception {
      try (TemporaryFolder held = TemporaryFolder.open("export")) {
        Files.writeString(held.path().resolve("table"), "half a table");
        System.out.print('h');
        System.out.flush();
        System.in.read();
      }
    }
  }

  /** The next process. */
  static final class Opens {
    private Opens() {}

    public static void main(String[] arguments) throws IOException {
      TemporaryFolder.open("export").close();
    }
  }

  private static Process java(Path temporary, Class<?> main) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Set<Path> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.collect(Collectors.toSet());
    }
  }
}

package dev.greengrocer.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
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

/** What a killed process leaves of a photo that libheif was converting. */
final class HeifFolderTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void folders_that_nobody_uses_go_and_all_others_stay() throws IOException {
    Path killed = Files.createDirectory(folder.resolve("greengrocer-heif-1"));
    Files.writeString(killed.resolve(".lock"), "");
    Files.writeString(killed.resolve("photo.heic"), "a photo");
    Path earlier = Files.createDirectory(folder.resolve("greengrocer-heif-2"));
    Files.writeString(earlier.resolve("photo.heic"), "of a version without locks");
    Path abandoned = Files.createDirectory(folder.resolve("greengrocer-heif-3"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minusSeconds(3600)));
    Path beingMade = Files.createDirectory(folder.resolve("greengrocer-heif-4"));
    Path foreign = Files.createDirectory(folder.resolve("other-heif-5"));
    Path file = Files.writeString(folder.resolve("greengrocer-heif-6"), "no folder");
    try (HeifFolder used = HeifFolder.in(folder)) {
      Files.writeString(used.path().resolve("photo.heic"), "in use");

      HeifFolder.sweep(folder);

      assertThat(used.path().resolve("photo.heic")).exists();
      assertThat(names()).containsExactlyInAnyOrder(beingMade, foreign, file, used.path());
    }
    assertThat(names()).containsExactlyInAnyOrder(beingMade, foreign, file);
  }

  @Test
  void a_link_is_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("kept"), "kept");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Files.createSymbolicLink(temporary.resolve("greengrocer-heif-7"), elsewhere);

    HeifFolder.sweep(temporary);

    assertThat(elsewhere.resolve("kept")).exists();
  }

  @Test
  @Timeout(120)
  void a_process_that_is_killed_leaves_a_folder_and_the_next_one_deletes_it() throws Exception {
    assumeTrue(HeifTool.found(), "needs heif-dec or heif-convert");
    Path photo;
    try (InputStream phone =
        requireNonNull(HeifFolderTest.class.getResourceAsStream("phone.heic"))) {
      photo = Files.write(folder.resolve("phone.heic"), phone.readAllBytes());
    }
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process killed = java(temporary, photo, Holds.class);
    assertThat(killed.getInputStream().read()).isEqualTo('h');
    killed.destroyForcibly().waitFor();
    assertThat(left(temporary)).isEqualTo(1);

    assertThat(java(temporary, photo, Converts.class).waitFor()).isZero();

    assertThat(left(temporary)).isZero();
  }

  private static long left(Path temporary) throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(one -> one.getFileName().toString().startsWith("greengrocer-heif-"))
          .count();
    }
  }

  /** Is killed while it converts. */
  static final class Holds {
    private Holds() {}

    public static void main(String[] arguments) throws Exception {
      try (HeifFolder held = HeifFolder.open()) {
        Files.copy(Path.of(arguments[0]), held.path().resolve("photo.heic"));
        System.out.print('h');
        System.out.flush();
        System.in.read();
      }
    }
  }

  /** The next process. */
  static final class Converts {
    private Converts() {}

    public static void main(String[] arguments) {
      new ImageDecoder().decode(Path.of(arguments[0]));
    }
  }

  private static Process java(Path temporary, Path photo, Class<?> main) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName(),
                photo.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Set<Path> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.collect(Collectors.toSet());
    }
  }
}

package dev.greengrocer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told whose folder for temporary files holds no library. */
final class NativeLibrariesTest {

  private static final String ELSEWHERE =
      ", or name another folder by GREENGROCER_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";

  @TempDir Path folder;

  @Test
  void a_full_folder_is_named_with_what_is_left() {
    assertThat(NativeLibraries.remedy(Path.of("/tmp/full"), 3))
        .isEqualTo(
            "/tmp/full, where it is unpacked, has 3 MB free: make space for 64 MB" + ELSEWHERE);
  }

  @Test
  void a_folder_that_is_none_is_named() throws IOException {
    Path missing = folder.resolve("missing");
    Path file = Files.createFile(folder.resolve("file"));

    for (Path none : new Path[] {missing, file}) {
      assertThat(NativeLibraries.remedy(none))
          .isEqualTo(none + ", where it is unpacked, is no folder: create it" + ELSEWHERE);
    }
  }

  @Test
  void with_room_enough_the_machine_is_to_blame() {
    assertThat(NativeLibraries.remedy(folder, 64))
        .contains("glibc 2.28", folder.toString(), "noexec")
        .doesNotContain("MB");
  }
}

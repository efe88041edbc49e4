package dev.greengrocer.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void an_old_file() throws IOException {
    file = Files.writeString(folder.resolve("prices.csv"), "old");
  }

  @Test
  void a_file_is_replaced_as_a_whole() throws IOException {
    AtomicFile.write(file, "new".getBytes(UTF_8));

    assertThat(file).hasContent("new");
    assertThat(FolderTree.list(folder)).containsExactly(file);
  }

  @Test
  void content_that_fails_half_way_leaves_the_old_file_and_nothing_else() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFile.stream(
                    file,
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("the source is gone");
                    }))
        .hasMessage("the source is gone");

    assertThat(file).hasContent("old");
    assertThat(FolderTree.list(folder)).containsExactly(file);
  }

  @Test
  void what_a_killed_writer_left_behind_is_overwritten() throws IOException {
    Files.writeString(AtomicFile.partialOf(file), "longer than the new content");

    AtomicFile.write(file, "new".getBytes(UTF_8));

    assertThat(file).hasContent("new");
    assertThat(FolderTree.list(folder)).containsExactly(file);
  }

  @Test
  void a_file_in_a_folder_that_is_missing_is_named() {
    assertThatThrownBy(() -> AtomicFile.write(folder.resolve("none/a.csv"), new byte[1]))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a.csv");
  }

  @Test
  void a_file_that_is_there_is_not_replaced_where_only_a_free_name_will_do() throws IOException {
    Path partial = Files.writeString(AtomicFile.partialOf(file), "new");

    assertThat(AtomicFile.moveIfFree(partial, file)).isFalse();
    assertThat(file).hasContent("old");

    Path free = folder.resolve("prices-2.csv");
    assertThat(AtomicFile.moveIfFree(partial, free)).isTrue();
    assertThat(free).hasContent("new");
    assertThat(FolderTree.list(folder)).containsExactly(free, file);
  }
}

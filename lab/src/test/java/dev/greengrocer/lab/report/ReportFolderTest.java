package dev.greengrocer.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFolderTest {

  @TempDir private Path folder;

  @Test
  void nothing_stands_in_the_place_until_everything_is_written() {
    Path place = folder.resolve("a/b");
    try (ReportFolder results = ReportFolder.open(place, "mark")) {
      results.write("mark", "new".getBytes(UTF_8));
      assertThat(place).doesNotExist();
      results.moveIntoPlace();
    }
    assertThat(place.resolve("mark")).hasContent("new");
    assertThat(folder.resolve("a")).isDirectoryNotContaining(path -> !path.endsWith("b"));
  }

  @Test
  void earlier_results_are_replaced_whole() throws IOException {
    Files.writeString(folder.resolve("mark"), "old");
    Files.writeString(folder.resolve("more"), "old");
    Path place = Files.createDirectories(folder.resolve("place"));
    Files.writeString(place.resolve("mark"), "old");
    Files.writeString(place.resolve("stale"), "old");
    try (ReportFolder results = ReportFolder.open(place, "mark")) {
      results.write("mark", "new".getBytes(UTF_8));
      results.moveIntoPlace();
    }
    assertThat(place.resolve("mark")).hasContent("new");
    assertThat(place.resolve("stale")).doesNotExist();
  }

  @Test
  void failure_leaves_earlier_results_and_nothing_else() throws IOException {
    Path place = Files.createDirectories(folder.resolve("place"));
    Files.writeString(place.resolve("mark"), "old");
    try (ReportFolder results = ReportFolder.open(place, "mark")) {
      results.write("mark", "half".getBytes(UTF_8));
    }
    assertThat(place.resolve("mark")).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("place"));
  }

  @Test
  void folder_of_something_else_is_left_alone() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "precious");

    assertThatThrownBy(() -> ReportFolder.open(folder, "mark"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(folder.toString(), "not empty");
    assertThat(folder.resolve("thesis.txt")).hasContent("precious");
  }

  /** Killed between its two moves, a run leaves the old results under their hidden name. */
  @Test
  void results_that_stepped_aside_for_a_killed_run_come_back() throws IOException {
    Path aside = Files.createDirectories(folder.resolve(".place.staged/old"));
    Files.writeString(aside.resolve("mark"), "old");
    Files.createDirectories(folder.resolve(".place.staged/new"));
    Path place = folder.resolve("place");

    try (ReportFolder results = ReportFolder.open(place, "mark")) {
      assertThat(place.resolve("mark")).hasContent("old");
      results.write("mark", "half".getBytes(UTF_8));
    }
    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("place"));
  }

  @Test
  void place_that_cannot_be_written_is_told_at_once() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> ReportFolder.open(file.resolve("place"), "mark"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("place");
  }
}

package dev.greengrocer.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetManifestsTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              new Label("corn", List.of("maize"), "corn"),
              new Label("sweet corn", List.of(), "corn")));

  @TempDir Path directory;

  @Test
  void a_manifest_is_read_as_it_was_written() {
    DatasetManifest written = manifest(directory);
    DatasetManifests.write(written, Map.of("split", "80/10/10"));

    assertThat(DatasetManifests.read(directory)).isEqualTo(written);
  }

  @Test
  void samples_are_sorted_by_path() {
    assertThat(manifest(directory).samples())
        .extracting(Sample::path)
        .containsExactly("photos/a/corn/1, \"ripe\".jpg", "photos/a/sweet corn/2.jpg");
  }

  @Test
  void the_content_hash_does_not_depend_on_the_folder() {
    assertThat(manifest(Path.of("/here")).contentHash())
        .isEqualTo(manifest(Path.of("/there")).contentHash())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void the_content_hash_changes_with_a_split() {
    Sample moved = sample("photos/a/sweet corn/2.jpg", "sweet corn", Split.VALIDATION);
    DatasetManifest other =
        DatasetManifests.of(
            directory, LABELS, List.of(manifest(directory).samples().get(0), moved), 42);

    assertThat(other.contentHash()).isNotEqualTo(manifest(directory).contentHash());
  }

  @Test
  void the_same_manifest_gives_the_same_bytes() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    DatasetManifests.write(manifest(directory), Map.of("b", "1", "a", "2"));
    DatasetManifests.write(manifest(other), Map.of("a", "2", "b", "1"));

    for (String file : List.of("manifest.csv", "labels.yaml", "dataset.json")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(directory.resolve(file));
    }
  }

  @Test
  void an_altered_manifest_is_refused() throws IOException {
    DatasetManifests.write(manifest(directory), Map.of());
    replace("manifest.csv", ",test,", ",train,");

    assertThatThrownBy(() -> DatasetManifests.read(directory))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("altered since it was prepared")
        .hasMessageContaining("run prepare again");
  }

  @Test
  void a_fault_is_told_by_file_line_and_value() throws IOException {
    DatasetManifests.write(manifest(directory), Map.of());
    replace("manifest.csv", ",test,", ",tests,");

    assertThatThrownBy(() -> DatasetManifests.read(directory))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessage(
            directory.resolve("manifest.csv")
                + ":3: split 'tests' is not train, validation or test");
  }

  @Test
  void a_path_outside_the_data_set_is_refused() throws IOException {
    DatasetManifests.write(manifest(directory), Map.of());
    replace("manifest.csv", "photos/a/sweet", "../a/sweet");

    assertThatThrownBy(() -> DatasetManifests.read(directory))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("manifest.csv:3: path '../a/sweet corn/2.jpg'");
  }

  @Test
  void a_missing_column_is_named() throws IOException {
    DatasetManifests.write(manifest(directory), Map.of());
    replace("manifest.csv", "sha256", "md5");

    assertThatThrownBy(() -> DatasetManifests.read(directory))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("manifest.csv:1:")
        .hasMessageContaining("lacks [sha256]");
  }

  @Test
  void a_folder_that_is_no_data_set_is_refused() {
    assertThatThrownBy(() -> DatasetManifests.read(directory))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("not a prepared data set (no manifest.csv)");
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private static DatasetManifest manifest(Path directory) {
    return DatasetManifests.of(
        directory,
        LABELS,
        List.of(
            sample("photos/a/sweet corn/2.jpg", "sweet corn", Split.TEST),
            sample("photos/a/corn/1, \"ripe\".jpg", "corn", Split.TRAIN)),
        42);
  }

  private static Sample sample(String path, String label, Split split) {
    return new Sample(path, label, split, path, HASH, 320, 240);
  }
}

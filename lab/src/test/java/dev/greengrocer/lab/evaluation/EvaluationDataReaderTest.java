package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.evaluation.EvaluationData.Leaks;
import dev.greengrocer.lab.evaluation.EvaluationData.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationDataReaderTest {

  @TempDir private Path folder;

  private final EvaluationDataReader strict =
      new EvaluationDataReader(ColourClassifier.LABELS, false);
  private final EvaluationDataReader lenient =
      new EvaluationDataReader(ColourClassifier.LABELS, true);

  @Test
  void folder_names_are_resolved_through_aliases_and_photos_sorted_by_path() throws IOException {
    Path stall = PlainPhotos.fruitStall(folder.resolve("stall"));
    EvaluationData data = strict.read(stall, Split.TEST);

    assertThat(data.photos())
        .extracting(LabelledPhoto::path)
        .containsExactly("capsicum/1.png", "lime/1.png", "lime/2.png", "redd/1.png", "redd/2.png");
    assertThat(data.photos())
        .extracting(LabelledPhoto::label)
        .containsExactly("capsicum", "lime", "lime", "red pepper", "red pepper");
    assertThat(data.name()).isEqualTo("stall");
    assertThat(data.source()).isEqualTo(Source.FOLDER);
    assertThat(data.split()).isEqualTo("all");
    assertThat(data.leaks()).isEqualTo(Leaks.NONE);
  }

  @Test
  void unknown_classes_are_refused_all_at_once() throws IOException {
    PlainPhotos.fruitStall(folder);
    PlainPhotos.write(folder.resolve("durian/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("yuzu/1.png"), PlainPhotos.RED);

    assertThatThrownBy(() -> strict.read(folder, Split.TEST))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("'durian', 'yuzu'", "--skip-unknown");
  }

  @Test
  void unknown_classes_are_skipped_counted_and_listed_on_request() throws IOException {
    PlainPhotos.fruitStall(folder);
    PlainPhotos.write(folder.resolve("durian/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("durian/2.png"), PlainPhotos.RED);
    EvaluationData data = lenient.read(folder, Split.TEST);

    assertThat(data.photos()).hasSize(5);
    assertThat(data.skippedClasses()).containsExactly(new SkippedClass("durian", 2));
  }

  @Test
  void folder_of_which_the_model_knows_nothing_is_refused_even_when_skipping() throws IOException {
    PlainPhotos.write(folder.resolve("durian/1.png"), PlainPhotos.RED);

    assertThatThrownBy(() -> lenient.read(folder, Split.TEST))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("none of its classes", "durian", "lime");
  }

  @Test
  void of_split_folders_only_the_asked_one_is_taken() throws IOException {
    PlainPhotos.write(folder.resolve("train/lime/1.png"), PlainPhotos.GREEN);
    PlainPhotos.write(folder.resolve("test/lime/2.png"), PlainPhotos.GREEN);

    assertThat(strict.read(folder, Split.TEST).photos())
        .extracting(LabelledPhoto::path)
        .containsExactly("test/lime/2.png");
    assertThatThrownBy(() -> strict.read(folder, Split.VALIDATION))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("no photo in split 'validation'", "--split");
  }

  @Test
  void missing_folder_is_named() {
    assertThatThrownBy(() -> strict.read(folder.resolve("gone"), Split.TEST))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void hash_of_a_folder_follows_its_photos_and_not_its_place() throws IOException {
    Path here = PlainPhotos.fruitStall(folder.resolve("here"));
    Path there = PlainPhotos.fruitStall(folder.resolve("there"));
    String hash = strict.read(here, Split.TEST).contentHash();

    assertThat(strict.read(there, Split.TEST).contentHash()).isEqualTo(hash);
    PlainPhotos.write(there.resolve("lime/2.png"), PlainPhotos.GREEN);
    assertThat(strict.read(there, Split.TEST).contentHash()).isNotEqualTo(hash);
  }

  /** Group 1 is in train and test with one photo each. */
  @Test
  void leaks_of_a_prepared_data_set_are_counted() throws IOException {
    prepared(
        sample("lime/1.png", Split.TRAIN, "1"),
        sample("lime/2.png", Split.TEST, "1"),
        sample("lime/3.png", Split.TEST, "2"));
    EvaluationData data = strict.read(folder, Split.TEST);

    assertThat(data.source()).isEqualTo(Source.PREPARED);
    assertThat(data.leaks()).isEqualTo(new Leaks(1, 1));
    assertThat(data.photos()).hasSize(2);
    assertThat(data.contentHash()).isEqualTo(DatasetManifests.read(folder).contentHash());
  }

  @Test
  void photo_that_changed_since_it_was_prepared_is_named() throws IOException {
    prepared(sample("lime/1.png", Split.TEST, "1"));
    PlainPhotos.write(folder.resolve("lime/1.png"), PlainPhotos.RED);

    assertThatThrownBy(() -> strict.read(folder, Split.TEST))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("lime/1.png", "SHA-256 differs");
  }

  @Test
  void photo_that_is_gone_since_it_was_prepared_is_named() throws IOException {
    prepared(sample("lime/1.png", Split.TEST, "1"));
    Files.delete(folder.resolve("lime/1.png"));

    assertThatThrownBy(() -> strict.read(folder, Split.TEST))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll("lime/1.png", "missing");
  }

  private Sample sample(String path, Split split, String group) throws IOException {
    Path file = PlainPhotos.write(folder.resolve(path), PlainPhotos.GREEN);
    return new Sample(path, "lime", split, group, PhotoHashes.of(file), 40, 32);
  }

  private void prepared(Sample... samples) {
    DatasetManifests.write(
        DatasetManifests.of(folder, ColourClassifier.LABELS, new ArrayList<>(List.of(samples)), 42),
        Map.of());
  }
}

package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.statistics.ConfusionMatrix;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QualityRecordTest {

  @TempDir private Path folder;

  @Test
  void figures_stand_in_bundle_and_card_once_and_the_weights_stay() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("data/green/1.png"), PlainPhotos.BLUE);
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 8, 4, "red", "green", "blue"));

    ModelBundle once = QualityRecord.write(evaluate(bundle));
    QualityRecord.write(evaluate(once));
    ModelBundle reopened = ModelBundles.open(bundle.directory());

    assertThat(reopened.modelSha256()).isEqualTo(bundle.modelSha256());
    assertThat(reopened.description().measurements()).hasSize(1);
    Measurement measurement = reopened.description().measurements().get(0);
    assertThat(measurement.samples()).isEqualTo(2);
    assertThat(measurement.figures().get(0).name()).isEqualTo("top-1 accuracy");
    assertThat(measurement.figures().get(0).value()).isEqualTo(0.5);
    assertThat(Files.readString(bundle.directory().resolve(ModelBundle.CARD)))
        .contains("top-1 accuracy", measurement.dataHash());
  }

  @Test
  void notes_that_people_wrote_into_the_card_stay() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    ModelBundle bundle =
        QualityRecord.write(
            evaluate(ModelBundles.open(DrawnBundle.write(folder, 8, 4, "red", "green", "blue"))));
    Path card = bundle.directory().resolve(ModelBundle.CARD);
    String notes = "\n## Limits\n\nNot for painted fruit.\n";
    Files.writeString(card, Files.readString(card) + notes);

    QualityRecord.write(evaluate(bundle));

    assertThat(Files.readString(card)).endsWith(notes);
  }

  @Test
  void what_was_counted_stands_beside_the_figures_once() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("data/green/1.png"), PlainPhotos.BLUE);
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 8, 4, "red", "green", "blue"));
    assertThat(ModelBundles.counts(bundle)).isEmpty();

    EvaluationResult result = evaluate(QualityRecord.write(evaluate(bundle)));
    ModelBundle measured = QualityRecord.write(result);

    assertThat(ModelBundles.counts(ModelBundles.open(measured.directory())))
        .singleElement()
        .satisfies(
            counts -> {
              assertThat(counts).isEqualTo(QualityRecord.counts(result));
              assertThat(counts.photos()).isEqualTo(2);
              // Rows are what the photos show: red was found, green was taken for blue.
              assertThat(counts.confusion())
                  .containsExactly(List.of(1L, 0L, 0L), List.of(0L, 0L, 1L), List.of(0L, 0L, 0L));
              assertThat(counts.predicted(2)).isEqualTo(1);
              assertThat(ConfusionMatrix.of(bundle.labels().names(), counts.confusion()).accuracy())
                  .isEqualTo(new Proportion(1, 2));
            });
  }

  @Test
  void counts_of_another_model_or_damaged_ones_are_refused() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    ModelBundle bundle =
        QualityRecord.write(
            evaluate(ModelBundles.open(DrawnBundle.write(folder, 8, 4, "red", "green", "blue"))));
    Path file = bundle.directory().resolve(ModelBundle.COUNTS);
    String sound = Files.readString(file);

    Files.writeString(file, sound.replace(bundle.modelSha256(), "ab".repeat(32)));
    assertThatThrownBy(() -> ModelBundles.open(bundle.directory()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("counted with another model");

    Files.writeString(file, sound.replaceFirst("\\[ 1, 0, 0 \\]", "[ 2, 0, 0 ]"));
    assertThatThrownBy(() -> ModelBundles.open(bundle.directory()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("2 photos in the confusion counts, 1 by confidence");
  }

  private EvaluationResult evaluate(ModelBundle bundle) {
    try (Classifier classifier = Models.open(bundle)) {
      EvaluationDataReader reader = new EvaluationDataReader(bundle.labels(), false);
      return new Evaluator(bundle, classifier)
          .evaluate(reader.read(folder.resolve("data"), Split.TEST), done -> {});
    }
  }
}

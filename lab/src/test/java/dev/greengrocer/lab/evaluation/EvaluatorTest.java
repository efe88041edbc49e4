package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidImageException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.statistics.ClassMetrics;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluatorTest {

  @TempDir private Path folder;

  /** Two of three photos are the colour of their folder. */
  @Test
  void shipped_bundle_is_run_on_every_photo() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("data/green/1.png"), PlainPhotos.GREEN);
    PlainPhotos.write(folder.resolve("data/green/2.png"), PlainPhotos.BLUE);
    ModelBundle bundle = ModelBundles.open(DrawnBundle.write(folder, 8, 4, "red", "green", "blue"));
    EvaluationData data =
        new EvaluationDataReader(bundle.labels(), false).read(folder.resolve("data"), Split.TEST);
    List<Long> progress = new ArrayList<>();

    try (Classifier classifier = Models.open(bundle)) {
      EvaluationResult result = new Evaluator(bundle, classifier).evaluate(data, progress::add);

      assertThat(result.strict().top1()).isEqualTo(new Proportion(2, 3));
      assertThat(result.photos().strict())
          .extracting(photo -> photo.prediction().best().label())
          .containsExactly("green", "blue", "red");
      // A mean of 1 in one channel and 0 in the others: e⁴ / (e⁴ + 2).
      assertThat(result.photos().strict().get(0).probabilityOfTruth())
          .isCloseTo(0.964664, within(1e-5));
      assertThat(progress).containsExactly(1L, 2L, 3L);
      assertThat(result.latency().sample()).isEqualTo(3);
      assertThat(result.latency().photosPerSecond()).isPositive();
    }
  }

  /** Red peppers 2 of 2, capsicum 0 of 1 (taken for a red pepper), limes 1 of 2, no blueberry. */
  @Test
  void strict_and_merged_figures_of_a_folder_that_lacks_a_class() throws IOException {
    EvaluationResult result = evaluate(PlainPhotos.fruitStall(folder));

    assertThat(result.strict().top1()).isEqualTo(new Proportion(3, 5));
    assertThat(result.merged().top1()).isEqualTo(new Proportion(4, 5));
    assertThat(result.strict().macro().recall().value()).isCloseTo(0.5, within(1e-12));
    assertThat(result.strict().macro().precision().value())
        .as("(2/3 + 0 + 1) / 3")
        .isCloseTo(5.0 / 9, within(1e-12));
    assertThat(result.strict().macro().f1().value())
        .as("(4/5 + 0 + 2/3) / 3")
        .isCloseTo(22.0 / 45, within(1e-12));
    assertThat(result.merged().confusion().labels()).containsExactly("pepper", "lime", "blueberry");
    assertThat(result.merged().confusion().classes().get(0))
        .isEqualTo(new ClassMetrics("pepper", 3, 3, 3));
  }

  @Test
  void unreadable_photo_ends_the_run_with_its_name() throws IOException {
    PlainPhotos.fruitStall(folder);
    Files.writeString(folder.resolve("lime/notes.jpg"), "not a photo");

    assertThatThrownBy(() -> evaluate(folder))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("lime/notes.jpg");
  }

  /** Of two red peppers, a capsicum that is taken for one and two limes, of which one is blue. */
  @Test
  void photos_of_known_labels_and_all_others_have_figures_of_their_own() throws IOException {
    EvaluationResult whole = evaluate(PlainPhotos.fruitStall(folder));
    LabelSet known =
        new LabelSet(List.of(Label.of("durian"), new Label("pod", List.of("Red-Pepper"), "pod")));

    List<EvaluationPart> parts = EvaluationPart.apart(whole, "old", known);

    assertThat(parts)
        .extracting(EvaluationPart::name)
        .containsExactly("labels of old", "other labels");
    assertThat(parts.get(0).labels()).containsExactly("red pepper");
    assertThat(parts.get(0).strict().top1()).isEqualTo(new Proportion(2, 2));
    assertThat(parts.get(1).labels()).containsExactly("capsicum", "lime");
    assertThat(parts.get(1).strict().top1()).isEqualTo(new Proportion(1, 3));
    assertThat(parts.get(1).merged().top1()).isEqualTo(new Proportion(2, 3));
    assertThat(parts.stream().mapToLong(part -> part.decisions().accepted().hits()).sum())
        .isEqualTo(whole.decisions().accepted().hits());
    assertThat(QualityRecord.of(whole.withParts(parts)).figures())
        .filteredOn(figure -> figure.name().equals("top-1 accuracy, other labels"))
        .singleElement()
        .satisfies(figure -> assertThat(figure.value()).isCloseTo(1.0 / 3, within(1e-12)));
  }

  @Test
  void labels_that_no_photo_shows_tell_nothing_apart() throws IOException {
    EvaluationResult whole = evaluate(PlainPhotos.fruitStall(folder));
    LabelSet all = ColourClassifier.LABELS;

    assertThat(EvaluationPart.apart(whole, "all", all)).hasSize(1);
    assertThatThrownBy(
            () -> EvaluationPart.apart(whole, "far", LabelSet.ofNames(List.of("durian"))))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("far: none of its 1 labels");
  }

  private static EvaluationResult evaluate(Path data) {
    EvaluationDataReader reader = new EvaluationDataReader(ColourClassifier.LABELS, false);
    return new Evaluator(ColourClassifier.bundle(), new ColourClassifier())
        .evaluate(reader.read(data, Split.TEST), done -> {});
  }
}

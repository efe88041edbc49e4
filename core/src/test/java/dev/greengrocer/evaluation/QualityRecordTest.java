package dev.greengrocer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.Split;
import dev.greengrocer.inference.OnnxClassifier;
import dev.greengrocer.inference.TinyBundle;
import dev.greengrocer.model.Measurement;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QualityRecordTest {

  @TempDir private Path folder;

  @Test
  void figures_stand_in_bundle_and_card_once_and_the_weights_stay() throws IOException {
    PlainPhotos.write(folder.resolve("data/red/1.png"), PlainPhotos.RED);
    PlainPhotos.write(folder.resolve("data/green/1.png"), PlainPhotos.BLUE);
    ModelBundle bundle = TinyBundle.write(folder, 8, 4, "red", "green", "blue");

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

  private EvaluationResult evaluate(ModelBundle bundle) {
    try (OnnxClassifier classifier = OnnxClassifier.open(bundle)) {
      EvaluationDataReader reader = new EvaluationDataReader(bundle.labels(), false);
      return new Evaluator(bundle, classifier)
          .evaluate(reader.read(folder.resolve("data"), Split.TEST), done -> {});
    }
  }
}

package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.testing.DrawnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairedEvaluatorTest {

  @TempDir private Path folder;

  /** Each model knows one colour that the other does not. */
  @Test
  void each_model_is_measured_as_it_is_alone() throws IOException {
    Path data = folder.resolve("data");
    PlainPhotos.write(data.resolve("red/1.png"), PlainPhotos.RED);
    PlainPhotos.write(data.resolve("red/2.png"), PlainPhotos.GREEN);
    PlainPhotos.write(data.resolve("green/1.png"), PlainPhotos.GREEN);
    PlainPhotos.write(data.resolve("blue/1.png"), PlainPhotos.BLUE);
    PlainPhotos.write(data.resolve("plum/1.png"), PlainPhotos.BLUE);
    ModelBundle one = bundle("one", "red", "green", "blue");
    ModelBundle other = bundle("other", "plum", "green", "red");
    EvaluationData ofOne = read(one, data);
    EvaluationData ofOther = read(other, data);
    List<Long> progress = new ArrayList<>();

    try (Classifier first = Models.open(one);
        Classifier second = Models.open(other)) {
      Evaluator evaluator = new Evaluator(one, first);
      Evaluator otherEvaluator = new Evaluator(other, second);

      PairedEvaluator.Results results =
          new PairedEvaluator(evaluator, otherEvaluator).evaluate(ofOne, ofOther, progress::add);

      assertSame(results.first(), evaluator.evaluate(ofOne, done -> {}));
      assertSame(results.second(), otherEvaluator.evaluate(ofOther, done -> {}));
      assertThat(results.first().photos().strict())
          .extracting(EvaluatedPhoto::path)
          .containsExactly("blue/1.png", "green/1.png", "red/1.png", "red/2.png");
      assertThat(results.second().photos().strict())
          .extracting(EvaluatedPhoto::path)
          .containsExactly("green/1.png", "plum/1.png", "red/1.png", "red/2.png");
    }
    assertThat(PairedEvaluator.photos(ofOne, ofOther)).isEqualTo(5);
    assertThat(progress).isEqualTo(LongStream.rangeClosed(1, 5).boxed().toList());
  }

  private static void assertSame(EvaluationResult paired, EvaluationResult alone) {
    assertThat(paired.photos()).isEqualTo(alone.photos());
    assertThat(paired.strict().top1()).isEqualTo(alone.strict().top1());
    assertThat(paired.latency().photosPerSecond()).isPositive().isFinite();
  }

  private ModelBundle bundle(String name, String... labels) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    return ModelBundles.open(DrawnBundle.write(place, 8, 4, labels));
  }

  private static EvaluationData read(ModelBundle bundle, Path data) {
    return new EvaluationDataReader(bundle.labels(), true).read(data, Split.TEST);
  }
}

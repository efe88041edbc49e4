package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.greengrocer.ClassScore;
import dev.greengrocer.Prediction;
import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The model in the repository is whole, answers, and is small enough to keep there. */
final class BundledModelIT {

  private static final Path BUNDLED =
      Path.of(System.getProperty("greengrocer.home", ".."), "models", "bundled");

  @Test
  void it_knows_the_kinds_of_the_reference_split_and_their_synonyms() {
    ModelBundle bundle = ModelBundles.open(BUNDLED);

    assertThat(bundle.labels().size()).isGreaterThanOrEqualTo(36);
    // Bell pepper, capsicum and paprika are one group, corn and sweet corn, chilli and jalapeño.
    assertThat(bundle.labels().groups()).hasSize(bundle.labels().size() - 4);
    assertThat(bundle.labels().find("raddish").orElseThrow().name()).isEqualTo("radish");
    assertThat(bundle.modelFile().toFile().length()).isLessThan(40_000_000);
  }

  @Test
  void its_card_tells_what_was_measured_on_the_test_split() {
    assertThat(ModelBundles.open(BUNDLED).description().measurements())
        .anySatisfy(
            measured -> {
              assertThat(measured.split()).isEqualTo("test");
              assertThat(measured.figures()).isNotEmpty();
            });
  }

  @Test
  void it_answers_a_yellow_picture_with_probabilities() {
    byte[] pixels = new byte[200 * 150 * 3];
    for (int i = 0; i < pixels.length; i += 3) {
      pixels[i] = (byte) 240;
      pixels[i + 1] = (byte) 200;
      pixels[i + 2] = 40;
    }
    ModelBundle bundle = ModelBundles.open(BUNDLED);
    try (Classifier classifier = Models.open(bundle)) {
      Prediction prediction = classifier.classify(new RgbImage(200, 150, pixels));

      assertThat(prediction.scores()).hasSize(bundle.labels().size());
      assertThat(prediction.scores().stream().mapToDouble(ClassScore::probability).sum())
          .isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void on_its_test_photos_it_is_as_good_as_its_card_says(@TempDir Path folder) {
    String data = System.getenv("GREENGROCER_DATA");
    assumeThat(data)
        .as("set GREENGROCER_DATA to the data set that docs/bundled-model.md prepares")
        .isNotNull();
    Path out = folder.resolve("evaluation");

    int exitCode =
        GreengrocerCommand.commandLine()
            .execute(
                "evaluate", "--model", BUNDLED.toString(), "--data", data, "--out", out.toString());

    assertThat(exitCode).isZero();
    double measured =
        new JsonMapper()
            .readTree(out.resolve("metrics.json").toFile())
            .at("/strict/top1/value")
            .asDouble();
    assertThat(measured).isCloseTo(recordedTestAccuracy(), within(0.005));
  }

  private static double recordedTestAccuracy() {
    return ModelBundles.open(BUNDLED).description().measurements().stream()
        .filter(measured -> measured.split().equals("test"))
        .flatMap(measured -> measured.figures().stream())
        .filter(figure -> figure.name().equals("top-1 accuracy"))
        .findFirst()
        .orElseThrow()
        .value();
  }
}

package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelQuantizationTest {

  @TempDir Path folder;
  private DatasetManifest manifest;
  private ModelBundle model;

  @BeforeEach
  void draw_photos_and_a_model() throws IOException {
    manifest = DrawnDataset.write(folder.resolve("data"));
    model =
        DrawnBackbone.write(
            folder.resolve("floats"), DrawnBackbone.network(), manifest.labels(), 0.5, 0.5, 1);
  }

  @Test
  void the_new_bundle_decides_by_a_rule_of_its_own_and_the_old_one_stays() throws IOException {
    List<Long> progress = new ArrayList<>();
    ModelQuantization quantization = quantization(model, 5);

    QuantizedModel quantized = quantization.write(folder.resolve("made/bytes"), progress::add);

    ModelBundle bundle = ModelBundles.open(folder.resolve("made/bytes"));
    assertThat(bundle.name()).isEqualTo("bytes");
    assertThat(bundle.decision()).contains(quantized.rule());
    assertThat(bundle.decision().orElseThrow().fittedOn().samples()).isEqualTo(12);
    assertThat(bundle.preprocessing()).isEqualTo(model.preprocessing());
    assertThat(bundle.provenance().options())
        .containsEntry("quantized-from", "floats " + model.modelSha256().substring(0, 12))
        .containsEntry("quantized-photos", "5");
    assertThat(Files.size(bundle.modelFile())).isNotEqualTo(Files.size(model.modelFile()));
    assertThat(ModelBundles.open(model.directory())).isEqualTo(model);
    try (Classifier classifier = Models.open(bundle)) {
      assertThat(classifier.canExplain()).isTrue();
    }
    assertThat(progress).isSorted().last().isEqualTo(quantization.photos());
    try (Stream<Path> files = Files.list(folder.resolve("made"))) {
      assertThat(files).containsExactly(bundle.directory());
    }
  }

  @Test
  void the_effect_is_counted_on_the_validation_photos() {
    QuantizationEffect effect =
        quantization(model, 5).write(folder.resolve("bytes"), done -> {}).effect();

    assertThat(effect.photos()).isEqualTo(12);
    assertThat(effect.largestDifference()).isGreaterThan(0).isLessThan(0.2);
    assertThat(effect.meanDifference()).isGreaterThan(0).isLessThan(effect.largestDifference());
    assertThat(effect.before().merged()).isEqualTo(effect.before().strict());
    assertThat(Math.abs(effect.before().strict() - effect.after().strict()))
        .isLessThanOrEqualTo(effect.photos() - effect.sameAnswer());
  }

  @Test
  void an_ensemble_can_be_quantised_whatever_its_normalisations() throws IOException {
    ModelBundle other =
        DrawnBackbone.write(
            folder.resolve("other"), DrawnBackbone.network(), manifest.labels(), 0.4, 0.2, 2);
    ModelBundle ensemble =
        new ModelEnsemble(
                List.of(model.directory(), other.directory()), OptionalInt.empty(), "both", "test")
            .write(folder.resolve("both"));

    QuantizedModel quantized =
        quantization(ensemble, 20).write(folder.resolve("bytes"), done -> {});

    assertThat(quantized.bundle().network()).isEqualTo("drawn-backbone+drawn-backbone");
    assertThat(quantized.effect().largestDifference()).isGreaterThan(0).isLessThan(0.2);
  }

  @Test
  void ranges_need_a_photo() {
    assertThatThrownBy(() -> quantization(model, 0))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("0 photos");
  }

  private ModelQuantization quantization(ModelBundle bundle, int observed) {
    return new ModelQuantization(
        bundle, manifest, observed, DecisionTargets.DEFAULT, OutsidePhotos.NONE, "bytes", "test");
  }
}

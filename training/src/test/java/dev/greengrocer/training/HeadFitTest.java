package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.export.OnnxWeights;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadFitTest {

  @TempDir Path folder;
  private DatasetManifest manifest;

  @BeforeEach
  void draw_photos() {
    manifest = DrawnDataset.write(folder.resolve("data"));
  }

  @Test
  void random_features_get_a_head_that_names_red_green_and_blue_pictures() throws IOException {
    ModelBundle model = backbone("one", 1);
    List<Long> progress = new ArrayList<>();
    HeadFit fit = new HeadFit(model, manifest, "fitted", "test");

    ModelBundle fitted = fit.write(folder.resolve("fitted"), progress::add);

    assertThat(right(model)).isLessThan(9);
    assertThat(right(fitted)).isEqualTo(12);
    assertThat(body(fitted)).isEqualTo(body(model));
    assertThat(fitted.decision()).isEmpty();
    assertThat(fitted.provenance().options())
        .containsEntry("head-fitted-on", "one " + model.modelSha256().substring(0, 12))
        .containsKey("head-penalty");
    assertThat(progress).isSorted().last().isEqualTo(fit.photos());
  }

  @Test
  void the_members_of_an_ensemble_share_a_head() throws IOException {
    ModelBundle whole =
        new ModelEnsemble(
                List.of(backbone("one", 1).directory(), backbone("two", 2).directory()),
                OptionalInt.empty(),
                "whole",
                "test")
            .write(folder.resolve("whole"));

    ModelBundle fitted =
        new HeadFit(whole, manifest, "fitted", "test").write(folder.resolve("fitted"), d -> {});

    assertThat(right(fitted)).isEqualTo(12);
  }

  @Test
  void a_model_of_other_labels_learns_those_of_the_data() throws IOException {
    ModelBundle model =
        DrawnBackbone.write(
            folder.resolve("other"),
            DrawnBackbone.network(2),
            LabelSet.ofNames(List.of("kiwi", "pear")),
            0.5,
            0.5,
            1);

    ModelBundle fitted =
        new HeadFit(model, manifest, "fitted", "test").write(folder.resolve("fitted"), d -> {});

    assertThat(fitted.labels()).isEqualTo(manifest.labels());
    assertThat(right(fitted)).isEqualTo(12);
  }

  @Test
  void the_head_of_a_model_in_bytes_fits_the_features_of_bytes() throws IOException {
    ModelBundle bytes =
        new ModelQuantization(
                backbone("one", 1),
                manifest,
                5,
                DecisionTargets.DEFAULT,
                OutsidePhotos.NONE,
                "bytes",
                "test")
            .write(folder.resolve("bytes"), d -> {})
            .bundle();

    ModelBundle fitted =
        new HeadFit(bytes, manifest, "fitted", "test").write(folder.resolve("fitted"), d -> {});

    assertThat(right(fitted)).isEqualTo(12);
  }

  @Test
  void a_network_without_pooled_features_is_refused() throws IOException {
    NetworkSpec flat =
        new NetworkSpec(
            "flat",
            DrawnBackbone.SIZE,
            3,
            List.of(new Layer.Flatten(), new Layer.Dense("head", 3 * 16 * 16, 3)));
    ModelBundle model =
        DrawnBackbone.write(folder.resolve("flat"), flat, manifest.labels(), 0.5, 0.5, 2);
    HeadFit fit = new HeadFit(model, manifest, "fitted", "test");

    assertThatThrownBy(() -> fit.write(folder.resolve("fitted"), d -> {}))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("global average pooling");
    assertThat(folder.resolve("fitted")).doesNotExist();
  }

  private ModelBundle backbone(String name, long seed) throws IOException {
    return DrawnBackbone.write(
        folder.resolve(name), DrawnBackbone.network(), manifest.labels(), 0.5, 0.5, seed);
  }

  private static float[] body(ModelBundle bundle) {
    return OnnxWeights.read(bundle.modelFile()).find("deep.weight").orElseThrow().values();
  }

  /** How many of the 12 validation pictures a model names rightly. */
  private int right(ModelBundle bundle) {
    ImageDecoder decoder = new ImageDecoder();
    int right = 0;
    try (Classifier classifier = Models.open(bundle)) {
      for (Sample sample : manifest.samples(Split.VALIDATION)) {
        String best = classifier.classify(decoder.decode(manifest.file(sample))).best().label();
        right += best.equals(sample.label()) ? 1 : 0;
      }
    }
    return right;
  }
}

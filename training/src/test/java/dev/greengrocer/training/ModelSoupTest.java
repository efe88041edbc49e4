package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxExporter;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.export.OnnxWeights;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelSoupTest {

  private static final int SIZE = 32;

  @TempDir Path folder;

  @Test
  void a_soup_has_the_mean_of_the_weights_and_runs() throws IOException {
    ModelBundle one = bundle("one", LabelSet.ofNames(List.of("kiwi", "pear")), 1);
    ModelBundle two = bundle("two", LabelSet.ofNames(List.of("kiwi", "pear")), 2);

    ModelBundle soup = soup(one, two).write(folder.resolve("made/soup"));

    float[] a = values(one, "conv1.weight");
    float[] b = values(two, "conv1.weight");
    float[] mean = values(soup, "conv1.weight");
    for (int i = 0; i < mean.length; i++) {
      assertThat(mean[i]).isCloseTo((a[i] + b[i]) / 2, within(1e-6f));
    }
    assertThat(soup.provenance().options().get("soup-of")).contains("one ", "two ");
    assertThat(soup.description().measurements()).isEmpty();
    assertThat(soup.preprocessing().resize()).isEqualTo(40);
    assertThat(soup.preprocessing().size()).isEqualTo(SIZE);
    try (NetworkClassifier classifier = Models.openNetwork(ModelBundles.open(soup.directory()))) {
      float[] pixels = new float[3 * SIZE * SIZE];
      assertThat(classifier.logits(new ImageTensor(1, 3, SIZE, SIZE, pixels))[0]).hasSize(2);
    }
    try (var files = Files.list(folder.resolve("made"))) {
      assertThat(files).containsExactly(soup.directory());
    }
  }

  @Test
  void models_of_other_labels_are_refused_by_name() throws IOException {
    ModelBundle one = bundle("one", LabelSet.ofNames(List.of("kiwi", "pear")), 1);
    ModelBundle two = bundle("two", LabelSet.ofNames(List.of("kiwi", "plum")), 2);

    assertThatThrownBy(() -> soup(one, two).write(folder.resolve("soup")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(one.directory().toString(), two.directory().toString());
    assertThat(folder.resolve("soup")).doesNotExist();
  }

  @Test
  void a_blend_moves_only_the_named_arrays_and_by_its_share() {
    Weights tuned =
        new Weights(
            List.of(
                new NamedTensor("body.weight", List.of(2), new float[] {1, 3}),
                new NamedTensor("head.weight", List.of(1), new float[] {8})));
    Weights start =
        new Weights(List.of(new NamedTensor("body.weight", List.of(2), new float[] {5, -1})));

    Weights blended = tuned.towards(start, 0.25, List.of("body.weight"));

    assertThat(blended.find("body.weight").orElseThrow().values()).containsExactly(2, 2);
    assertThat(blended.find("head.weight").orElseThrow().values()).containsExactly(8);
    assertThat(tuned.find("body.weight").orElseThrow().values()).containsExactly(1, 3);
  }

  @Test
  void a_blend_needs_something_to_blend_with() {
    assertThatThrownBy(
            () ->
                new ModelSoup(
                    List.of(folder), Optional.empty(), 0.2, OptionalInt.empty(), "soup", "test"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("blend is 0.2");
  }

  private static ModelSoup soup(ModelBundle... bundles) {
    return new ModelSoup(
        List.of(bundles).stream().map(ModelBundle::directory).toList(),
        Optional.empty(),
        0,
        OptionalInt.of(40),
        "soup",
        "test");
  }

  private static float[] values(ModelBundle bundle, String array) {
    return OnnxWeights.read(bundle.modelFile()).find(array).orElseThrow().values();
  }

  private ModelBundle bundle(String name, LabelSet labels, long seed) throws IOException {
    NetworkSpec network = Architectures.named("seed-cnn", labels.size(), SIZE);
    Preprocessing preprocessing =
        new Preprocessing(SIZE, SIZE, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);
    Path onnx = folder.resolve(name + ".onnx");
    Files.write(
        onnx,
        OnnxExporter.export(
            network,
            RandomWeights.of(network, seed),
            new OnnxMetadata(labels, preprocessing, "hash", "test")));
    ModelDescription description =
        new ModelDescription(
            name,
            network.name(),
            labels,
            preprocessing,
            new Provenance("hash", "test", seed, "2026-11-24T00:00:00Z", Map.of(), Map.of()),
            List.of());
    ModelBundle bundle = ModelBundles.write(folder.resolve(name), onnx, description, "card");
    Files.delete(onnx);
    return bundle;
  }
}

package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.export.OnnxWeights;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelEnsembleTest {

  private static final LabelSet LABELS = LabelSet.ofNames(List.of("kiwi", "pear", "plum"));

  @TempDir Path folder;

  @Test
  void members_of_different_normalisations_answer_with_the_mean_of_their_logits()
      throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);
    ModelBundle two = bundle("two", LABELS, 0.4, 0.2, 2);

    ModelBundle whole = ensemble(one, two).write(folder.resolve("made/whole"));

    NetworkOutput a = output(one);
    NetworkOutput b = output(two);
    NetworkOutput both = output(ModelBundles.open(whole.directory()));
    for (int k = 0; k < LABELS.size(); k++) {
      float mean = (a.logits()[k] + b.logits()[k]) / 2;
      assertThat(both.logits()[k]).isCloseTo(mean, within(1e-4f));
      assertThat(map(both, k)).isCloseTo((map(a, k) + map(b, k)) / 2, within(1e-4f));
    }
    assertThat(both.features().orElseThrow()).hasSize(24);
    assertThat(both.features().orElseThrow()[23])
        .isCloseTo(b.features().orElseThrow()[11], within(1e-4f));
    // Not because they answer alike.
    assertThat(a.logits()[0]).isNotCloseTo(b.logits()[0], within(1e-2f));
    assertThat(whole.preprocessing()).isEqualTo(one.preprocessing());
    assertThat(whole.provenance().options().get("ensemble-of")).contains("one ", "two ");
    try (Stream<Path> files = Files.list(folder.resolve("made"))) {
      assertThat(files).containsExactly(whole.directory());
    }
  }

  @Test
  void training_starts_from_the_first_member() throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);
    ModelBundle two = bundle("two", LABELS, 0.5, 0.5, 2);

    ModelBundle whole = ensemble(one, two).write(folder.resolve("whole"));

    assertThat(whole.network()).isEqualTo("drawn-backbone+drawn-backbone");
    assertThat(StartingWeights.complete(Map.of(), Optional.of(whole.directory())))
        .containsEntry("network", "drawn-backbone");
    assertThat(OnnxWeights.read(whole.modelFile()).find("deep.weight").orElseThrow().values())
        .isEqualTo(OnnxWeights.read(one.modelFile()).find("deep.weight").orElseThrow().values());
  }

  @Test
  void without_the_maps_of_one_member_there_are_none() throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);
    NetworkSpec flat =
        new NetworkSpec(
            "flat",
            DrawnBackbone.SIZE,
            3,
            List.of(new Layer.Flatten(), new Layer.Dense("head", 3 * 16 * 16, 3)));
    ModelBundle two = DrawnBackbone.write(folder.resolve("two"), flat, LABELS, 0.5, 0.5, 2);

    ModelBundle whole = ensemble(one, two).write(folder.resolve("whole"));

    NetworkOutput both = output(whole);
    assertThat(both.activations()).isEmpty();
    assertThat(both.features()).isEmpty();
    assertThat(both.logits()[0])
        .isCloseTo((output(one).logits()[0] + output(two).logits()[0]) / 2, within(1e-4f));
  }

  @Test
  void an_ensemble_may_be_a_member_in_any_place() throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);
    ModelBundle two = bundle("two", LABELS, 0.4, 0.2, 2);
    ModelBundle three = bundle("three", LABELS, 0.3, 0.4, 3);
    ModelBundle pair = ensemble(one, two).write(folder.resolve("pair"));

    ModelBundle first = ensemble(pair, three).write(folder.resolve("first"));
    ModelBundle second = ensemble(three, pair).write(folder.resolve("second"));
    ModelBundle twice = ensemble(first, pair).write(folder.resolve("twice"));

    for (int k = 0; k < LABELS.size(); k++) {
      float both = (output(one).logits()[k] + output(two).logits()[k]) / 2;
      float all = (both + output(three).logits()[k]) / 2;
      assertThat(output(first).logits()[k]).isCloseTo(all, within(1e-4f));
      assertThat(output(second).logits()[k]).isCloseTo(all, within(1e-4f));
      assertThat(output(twice).logits()[k]).isCloseTo((all + both) / 2, within(1e-4f));
    }
    // Training can still start from the first network of all.
    assertThat(OnnxWeights.read(twice.modelFile()).find("deep.weight").orElseThrow().values())
        .isEqualTo(OnnxWeights.read(one.modelFile()).find("deep.weight").orElseThrow().values());
  }

  @Test
  void models_of_other_labels_are_refused_by_name() throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);
    ModelBundle two = bundle("two", LabelSet.ofNames(List.of("kiwi", "pear", "peas")), 0.5, 0.5, 2);

    assertThatThrownBy(() -> ensemble(one, two).write(folder.resolve("whole")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(one.directory().toString(), two.directory().toString());
    assertThat(folder.resolve("whole")).doesNotExist();
  }

  @Test
  void one_model_is_no_ensemble() throws IOException {
    ModelBundle one = bundle("one", LABELS, 0.5, 0.5, 1);

    assertThatThrownBy(() -> ensemble(one))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("at least two");
  }

  private static ModelEnsemble ensemble(ModelBundle... bundles) {
    return new ModelEnsemble(
        Stream.of(bundles).map(ModelBundle::directory).toList(),
        OptionalInt.empty(),
        "whole",
        "test");
  }

  private ModelBundle bundle(String name, LabelSet labels, double mean, double std, long seed)
      throws IOException {
    return DrawnBackbone.write(
        folder.resolve(name), DrawnBackbone.network(), labels, mean, std, seed);
  }

  private static NetworkOutput output(ModelBundle bundle) {
    byte[] pixels = new byte[3 * DrawnBackbone.SIZE * DrawnBackbone.SIZE];
    new Random(7).nextBytes(pixels);
    RgbImage photo = new RgbImage(DrawnBackbone.SIZE, DrawnBackbone.SIZE, pixels);
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      return classifier.outputs(bundle.preprocessing().normalise(photo)).get(0);
    }
  }

  private static float map(NetworkOutput output, int label) {
    return output.activations().orElseThrow()[label][3][5];
  }
}

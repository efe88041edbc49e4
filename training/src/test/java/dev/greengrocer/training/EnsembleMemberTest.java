package dev.greengrocer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkOutput;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.decision.DecisionTargets;
import dev.greengrocer.lab.decision.OutsidePhotos;
import dev.greengrocer.model.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnsembleMemberTest {

  @TempDir Path folder;
  private DatasetManifest manifest;
  private ModelBundle one;
  private ModelBundle two;
  private ModelBundle whole;

  @BeforeEach
  void join_two_models() throws IOException {
    manifest = DrawnDataset.write(folder.resolve("data"));
    one = backbone("one", 0.5, 1);
    two = backbone("two", 0.25, 2);
    whole = ensemble("whole", one, two);
  }

  @Test
  void each_member_answers_as_the_model_that_it_was() {
    assertSameOutput(member(whole, 1), one);
    assertSameOutput(member(whole, 2), two);
  }

  @Test
  void only_the_first_member_has_the_options_that_the_ensemble_kept_of_its_training() {
    assertThat(whole.provenance().options()).containsKey("ensemble-of");

    assertThat(member(whole, 1).provenance().options()).containsKeys("ensemble-of", "member-of");
    assertThat(member(whole, 2).provenance().options()).containsOnlyKeys("member-of");
  }

  @Test
  void members_can_be_joined_again_in_another_order() {
    ModelBundle turned = ensemble("turned", member(whole, 2), member(whole, 1));

    assertThat(output(turned).logits()).containsExactly(output(whole).logits(), within(1e-4f));
  }

  @Test
  void a_member_can_be_joined_with_a_model_of_another_normalisation() throws IOException {
    ModelBundle three = backbone("three", 0.75, 3);

    ModelBundle joined = ensemble("joined", member(whole, 2), three);

    float[] logits = output(joined).logits();
    for (int k = 0; k < logits.length; k++) {
      float mean = (output(two).logits()[k] + output(three).logits()[k]) / 2;
      assertThat(logits[k]).isCloseTo(mean, within(1e-4f));
    }
  }

  @Test
  void a_member_of_an_ensemble_in_bytes_is_in_bytes() throws IOException {
    ModelBundle bytes =
        new ModelQuantization(
                whole, manifest, 5, DecisionTargets.DEFAULT, OutsidePhotos.NONE, "bytes", "test")
            .write(folder.resolve("bytes"), done -> {})
            .bundle();

    ModelBundle first = member(bytes, 1);
    ModelBundle second = member(bytes, 2);

    float[] together = output(bytes).logits();
    float[] a = output(first).logits();
    float[] b = output(second).logits();
    for (int k = 0; k < together.length; k++) {
      assertThat((a[k] + b[k]) / 2).isCloseTo(together[k], within(1e-4f));
    }
    assertThat(Files.size(first.modelFile())).isLessThan(Files.size(bytes.modelFile()));
    assertThat(second.provenance().options())
        .containsEntry("member-of", "bytes " + bytes.modelSha256().substring(0, 12) + ", network 2")
        .containsKey("quantized-from");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3})
  void a_number_that_no_member_has_is_refused(int number) {
    assertThatThrownBy(() -> member(whole, number))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("has 2 networks", "number " + number);
    assertThat(folder.resolve("member" + number)).doesNotExist();
  }

  @Test
  void a_single_network_is_no_ensemble() {
    assertThatThrownBy(() -> member(one, 1))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("no ensemble of 1 networks");
  }

  private ModelBundle member(ModelBundle ensemble, int number) {
    return new EnsembleMember(ensemble, number, "member", "test")
        .write(folder.resolve("member" + number));
  }

  private ModelBundle ensemble(String name, ModelBundle... models) {
    return new ModelEnsemble(
            Stream.of(models).map(ModelBundle::directory).toList(),
            OptionalInt.empty(),
            name,
            "test")
        .write(folder.resolve(name));
  }

  private ModelBundle backbone(String name, double mean, long seed) throws IOException {
    return DrawnBackbone.write(
        folder.resolve(name), DrawnBackbone.network(), manifest.labels(), mean, 0.5, seed);
  }

  private static void assertSameOutput(ModelBundle actual, ModelBundle expected) {
    NetworkOutput found = output(actual);
    NetworkOutput wanted = output(expected);
    assertThat(found.logits()).containsExactly(wanted.logits(), within(1e-4f));
    assertThat(found.features().orElseThrow())
        .containsExactly(wanted.features().orElseThrow(), within(1e-4f));
    assertThat(found.activations()).isPresent();
  }

  private static NetworkOutput output(ModelBundle model) {
    byte[] pixels = new byte[3 * DrawnBackbone.SIZE * DrawnBackbone.SIZE];
    new Random(3).nextBytes(pixels);
    RgbImage noise = new RgbImage(DrawnBackbone.SIZE, DrawnBackbone.SIZE, pixels);
    try (NetworkClassifier classifier = Models.openNetwork(model)) {
      ImageTensor images = model.preprocessing().normalise(noise);
      return classifier.outputs(images).get(0);
    }
  }
}

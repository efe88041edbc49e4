package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Optimizer;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.loop.TransferOptions;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What training does to weights that it did not draw itself. */
final class FineTuningTest {

  private static final NetworkSpec NETWORK =
      new NetworkSpec(
          "three",
          4,
          2,
          List.of(
              convolution("first"),
              convolution("second"),
              new Layer.GlobalAveragePool(),
              new Layer.Dense("head", 3, 2)));

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void epochs_of_the_head_alone_leave_all_other_layers_as_they_were(Optimizer optimizer) {
    Weights start = RandomWeights.of(NETWORK, 5);
    try (TorchLearner learner = learner(optimizer, TransferOptions.none())) {
      learner.initialise(start);

      learner.trainHeadOnly(true);
      learner.trainStep(batch(), 0.1);

      Weights after = learner.weights();
      assertThat(values(after, "first.weight")).isEqualTo(values(start, "first.weight"));
      assertThat(values(after, "second.bias")).isEqualTo(values(start, "second.bias"));
      assertThat(values(after, "head.weight")).isNotEqualTo(values(start, "head.weight"));

      learner.trainHeadOnly(false);
      learner.trainStep(batch(), 0.1);

      assertThat(values(learner.weights(), "first.weight"))
          .isNotEqualTo(values(start, "first.weight"));
    }
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void frozen_convolutions_are_counted_from_the_input(Optimizer optimizer) {
    Weights start = RandomWeights.of(NETWORK, 5);
    try (TorchLearner learner = learner(optimizer, new TransferOptions(0, 1, 1, 0))) {
      learner.initialise(start);

      learner.trainStep(batch(), 0.1);

      Weights after = learner.weights();
      assertThat(values(after, "first.weight")).isEqualTo(values(start, "first.weight"));
      assertThat(values(after, "first.bias")).isEqualTo(values(start, "first.bias"));
      assertThat(values(after, "second.weight")).isNotEqualTo(values(start, "second.weight"));
    }
  }

  @Test
  void more_frozen_convolutions_than_there_are_are_refused() {
    assertThatThrownBy(() -> learner(Optimizer.SGD, new TransferOptions(0, 1, 3, 0)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("frozen-convolutions is 3, but network 'three' has 2");
  }

  @Test
  void the_head_moves_by_its_multiple_of_the_learning_rate() {
    float[] once = headStep(1);
    float[] tenTimes = headStep(10);

    for (int i = 0; i < once.length; i++) {
      assertThat(tenTimes[i]).isCloseTo(10 * once[i], within(1e-5f));
    }
    assertThat(once[0]).isNotZero();
  }

  /** By how much one step of SGD moves each weight of the head. */
  private static float[] headStep(double factor) {
    Weights start = RandomWeights.of(NETWORK, 5);
    try (TorchLearner learner = learner(Optimizer.SGD, new TransferOptions(0, factor, 0, 0))) {
      learner.initialise(start);
      learner.trainStep(batch(), 0.01);
      float[] moved = values(learner.weights(), "head.weight");
      float[] before = values(start, "head.weight");
      for (int i = 0; i < moved.length; i++) {
        moved[i] -= before[i];
      }
      return moved;
    }
  }

  @Test
  void what_ships_is_a_blend_with_the_starting_weights_in_all_layers_but_the_head() {
    Weights start = RandomWeights.of(NETWORK, 5);
    Weights unblended = trained(start, 0);
    Weights blended = trained(start, 0.25);

    for (String name : List.of("first.weight", "second.weight", "second.bias")) {
      float[] expected = values(unblended, name);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += 0.25f * (values(start, name)[i] - expected[i]);
      }
      assertThat(values(blended, name)).as(name).containsExactly(expected, within(1e-6f));
    }
    assertThat(values(blended, "head.weight")).isEqualTo(values(unblended, "head.weight"));
  }

  private static Weights trained(Weights start, double blend) {
    try (TorchLearner learner = learner(Optimizer.SGD, new TransferOptions(0, 1, 0, blend))) {
      learner.initialise(start);
      learner.trainStep(batch(), 0.1);
      learner.weights(); // What was blended once must follow the next step.
      learner.trainStep(batch(), 0.1);
      return learner.weights();
    }
  }

  @Test
  void a_resumed_learner_blends_as_the_unbroken_one(@TempDir Path folder) {
    Weights start = RandomWeights.of(NETWORK, 5);
    TransferOptions options = new TransferOptions(0, 1, 0, 0.5);
    try (TorchLearner unbroken = learner(Optimizer.ADAMW, options);
        TorchLearner resumed = learner(Optimizer.ADAMW, options)) {
      unbroken.initialise(start);
      unbroken.trainStep(batch(), 0.1);
      unbroken.save(folder);

      resumed.initialise(start);
      resumed.weights();
      resumed.load(folder);

      assertThat(values(resumed.weights(), "first.weight"))
          .isEqualTo(values(unbroken.weights(), "first.weight"));
    }
  }

  private static TorchLearner learner(Optimizer optimizer, TransferOptions transfer) {
    return new TorchLearner(
        NETWORK, new LearnerOptions(optimizer, 0, 0.999, 0.01, 0, transfer, Precision.FP32, 1, 1));
  }

  private static Layer.Convolution convolution(String name) {
    return new Layer.Convolution(name, 3, 3, 3, 1, Layer.Padding.all(1), 1, true);
  }

  private static Batch batch() {
    float[] pixels = new float[2 * 3 * 4 * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) Math.sin(i);
    }
    return new Batch(new ImageTensor(2, 3, 4, 4, pixels), new float[] {1, 0, 0, 1});
  }

  private static float[] values(Weights weights, String name) {
    return weights.find(name).orElseThrow().values().clone();
  }
}

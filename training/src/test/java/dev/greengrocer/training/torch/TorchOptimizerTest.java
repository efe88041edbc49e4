package dev.greengrocer.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Optimizer;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.loop.TransferOptions;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TorchOptimizerTest {

  @Test
  void adamw_without_first_moment_turns_round_at_once() {
    // Of a black image only the biases count, both 0 at first, so the gradient of the first is
    // 1/2 - 1 = -1/2 and, for the other target, about 1/2. With beta 1 = 0 each step is the rate
    // times the gradient's sign (its second moment stays about 1/4): there and back again. Were
    // the betas swapped, the first moment would be the mean of both gradients, and nothing moves
    // back.
    LearnerOptions options =
        new LearnerOptions(
            Optimizer.ADAMW, 0, 0.999, 0, 0, TransferOptions.none(), Precision.FP32, 1, 1);
    NetworkSpec network =
        new NetworkSpec("bias", 1, 2, List.of(new Layer.Flatten(), new Layer.Dense("head", 3, 2)));
    ImageTensor black = new ImageTensor(1, 3, 1, 1, new float[3]);
    try (TorchLearner learner = new TorchLearner(network, options)) {
      learner.initialise(
          new Weights(
              List.of(
                  new NamedTensor("head.weight", List.of(2, 3), new float[6]),
                  new NamedTensor("head.bias", List.of(2), new float[2]))));

      learner.trainStep(new Batch(black, new float[] {1, 0}), 0.01);
      assertThat(bias(learner)).isCloseTo(0.01f, within(1e-5f));

      learner.trainStep(new Batch(black, new float[] {0, 1}), 0.01);
      assertThat(bias(learner)).isCloseTo(0, within(1e-4f));
    }
  }

  private static float bias(TorchLearner learner) {
    return learner.weights().find("head.bias").orElseThrow().values()[0];
  }
}

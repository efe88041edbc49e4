package dev.greengrocer.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RandomWeightsTest {

  private static final NetworkSpec NETWORK = Architectures.named("resnet-tiny", 36, 32);

  @Test
  void weights_vary_as_he_and_colleagues_found_right() {
    // stage4.block1.conv2 has 256 * 3 * 3 inputs: variance 2 / 2304, over 589,824 draws.
    float[] values = values(RandomWeights.of(NETWORK, 1), "stage4.block1.conv2.weight");
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }

    assertThat(values).hasSize(589_824);
    assertThat(squares / values.length).isCloseTo(2.0 / 2304, within(0.02 * 2.0 / 2304));
  }

  @Test
  void each_residual_block_starts_as_the_identity() {
    Weights weights = RandomWeights.of(NETWORK, 1);

    assertThat(values(weights, "stage1.block1.norm2.weight")).containsOnly(0);
    assertThat(values(weights, "stage1.block1.norm1.weight")).containsOnly(1);
    assertThat(values(weights, "stage2.block1.shortcut.norm.weight")).containsOnly(1);
    assertThat(values(weights, "stem1.norm.running_var")).containsOnly(1);
    assertThat(values(weights, "head.bias")).containsOnly(0);
  }

  @Test
  void the_seed_alone_decides() {
    float[] first = values(RandomWeights.of(NETWORK, 1), "stem1.weight");

    assertThat(values(RandomWeights.of(NETWORK, 1), "stem1.weight")).isEqualTo(first);
    assertThat(values(RandomWeights.of(NETWORK, 2), "stem1.weight")).isNotEqualTo(first);
  }

  private static float[] values(Weights weights, String name) {
    return weights.find(name).orElseThrow().values();
  }
}

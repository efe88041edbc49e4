package dev.greengrocer.benchmarks.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.training.network.Architectures;
import org.junit.jupiter.api.Test;

final class MultiplyAddsTest {

  @Test
  void resnet_18_needs_what_its_authors_say() {
    // 1.8 billion (He et al. 2016, table 1); 1,814,073,344 to the last one for 1,000 classes.
    assertThat(MultiplyAdds.of(ResNet18.of(1000, 224))).isEqualTo(1_814_073_344L);
  }

  @Test
  void the_seed_network_is_counted_by_hand() {
    long convolutions =
        62L * 62 * 32 * 3 * 9
            + 60L * 60 * 32 * 32 * 9
            + 28L * 28 * 64 * 32 * 9
            + 26L * 26 * 64 * 64 * 9;
    long dense = 13L * 13 * 64 * 512 + 512 * 256 + 256 * 36;

    assertThat(MultiplyAdds.of(Architectures.named("seed-cnn", 36, 64)))
        .isEqualTo(convolutions + dense);
  }
}

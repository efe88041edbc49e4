package dev.greengrocer.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

final class ArchitecturesTest {

  @Test
  void seed_cnn_has_the_published_number_of_parameters() {
    assertThat(Architectures.named("seed-cnn", 36, 64).parameterCount()).isEqualTo(5_744_452);
  }

  @Test
  void every_name_is_a_network_that_takes_its_default_input() {
    for (String name : Architectures.names()) {
      NetworkSpec network = Architectures.named(name, 7, Architectures.defaultInputSize(name));

      assertThat(network.name()).isEqualTo(name);
      assertThat(network.classes()).isEqualTo(7);
    }
  }

  @Test
  void every_network_fits_into_32_megabytes() {
    for (String name : Architectures.names()) {
      NetworkSpec network = Architectures.named(name, 36, Architectures.defaultInputSize(name));

      assertThat(network.parameterCount() * Float.BYTES).isLessThan(32_000_000);
    }
  }

  @Test
  void backbones_have_the_published_numbers_of_parameters() {
    // 4.07 M with ImageNet's 1001 classes, of which the classifier has 1281 each.
    assertThat(Architectures.named("mobilenet-edgetpu", 1001, 224).parameterCount())
        .isEqualTo(4_073_273);
    assertThat(Architectures.named("mobilenet-edgetpu", 36, 224).parameterCount())
        .isEqualTo(4_073_273 - (1001 - 36) * 1281);
    assertThat(Architectures.named("mobilenet-v2", 36, 224).parameterCount())
        .isBetween(2_200_000L, 2_300_000L);
    // 4.65 M and 6.09 M with ImageNet's 1000 classes (Tan and Le's EfficientNet-Lite release).
    assertThat(Architectures.named("efficientnet-lite0", 1000, 224).parameterCount())
        .isBetween(4_580_000L, 4_720_000L);
    assertThat(Architectures.named("efficientnet-lite2", 1000, 260).parameterCount())
        .isBetween(6_000_000L, 6_180_000L);
  }

  @Test
  void same_padding_of_an_odd_side_inside_a_network_is_even() {
    // 260 px: sides 130, 65, 33, 17, 9. Block 4 halves 65 with a kernel of 5: two zeros each side.
    NetworkSpec network = Architectures.named("efficientnet-lite2", 36, 260);
    Layer.Convolution halving =
        network.layers().stream()
            .filter(layer -> layer instanceof Layer.Convolution)
            .map(Layer.Convolution.class::cast)
            .filter(layer -> layer.name().equals("blocks.4.depthwise"))
            .findFirst()
            .orElseThrow();

    assertThat(halving.stride()).isEqualTo(2);
    assertThat(halving.padding()).isEqualTo(Layer.Padding.all(2));
  }

  @Test
  void same_padding_puts_the_odd_zero_behind_and_depends_on_the_side() {
    // 224 is even: a stride of 2 with a kernel of 3 lacks one pixel, at the end.
    assertThat(stemPadding(224)).isEqualTo(new Layer.Padding(0, 0, 1, 1));
    // 225 is odd: it lacks two, one on each side.
    assertThat(stemPadding(225)).isEqualTo(Layer.Padding.all(1));
  }

  private static Layer.Padding stemPadding(int inputSize) {
    NetworkSpec network = Architectures.named("mobilenet-edgetpu", 36, inputSize);
    return ((Layer.Convolution) network.layers().get(0)).padding();
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Architectures.named("resnet-152", 36, 64))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'resnet-152'")
        .hasMessageContaining("seed-cnn");
  }

  @Test
  void an_input_that_does_not_halve_evenly_is_answered_with_the_nearest_that_does() {
    assertThatThrownBy(() -> Architectures.named("resnet-slim", 36, 150))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("150 is not a multiple of 32; choose 160");
  }

  @Test
  void an_input_too_small_for_the_convolutions_names_the_layer() {
    assertThatThrownBy(() -> Architectures.named("seed-cnn", 36, 10))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("conv4");
  }
}

package dev.greengrocer.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NetworkSpecTest {

  @Test
  void counts_what_is_learned_and_not_the_statistics() {
    NetworkSpec network =
        network(
            new Layer.Convolution("conv", 3, 4, 3, 1, Layer.Padding.all(1), 1, true),
            new Layer.BatchNorm("norm", 4),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("head", 4, 2));

    // 4 * 3 * 3 * 3 + 4, then 4 + 4, then 2 * 4 + 2.
    assertThat(network.parameterCount()).isEqualTo(112 + 8 + 10);
    assertThat(network.parameters())
        .extracting(ParameterSpec::name)
        .containsExactly(
            "conv.weight",
            "conv.bias",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "head.weight",
            "head.bias");
  }

  @Test
  void groups_share_out_the_inputs() {
    NetworkSpec network =
        network(
            new Layer.Convolution("a", 3, 6, 1, 1, Layer.Padding.all(0), 3, false),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("head", 6, 2));

    assertThat(network.parameters().get(0).shape()).containsExactly(6, 1, 1, 1);
  }

  @Test
  void uneven_padding_and_strides_give_the_size_that_counting_gives() {
    // Rows: (8 + 2 + 1 - 3) / 2 + 1 = 5; columns: (8 + 0 + 1 - 3) / 2 + 1 = 4.
    NetworkSpec network =
        network(
            new Layer.Convolution("a", 3, 2, 3, 2, new Layer.Padding(0, 2, 1, 1), 1, false),
            new Layer.Flatten(),
            new Layer.Dense("head", 2 * 5 * 4, 2));

    assertThat(network.parameterCount()).isEqualTo(54 + 80 + 2);
  }

  @Test
  void a_dense_layer_of_the_wrong_size_is_named_with_what_it_gets() {
    assertThatThrownBy(() -> network(new Layer.Flatten(), new Layer.Dense("head", 100, 2)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("name=head, inputs=100")
        .hasMessageContaining("[192]");
  }

  @Test
  void a_dense_layer_on_pixels_is_refused() {
    assertThatThrownBy(() -> network(new Layer.Dense("head", 3, 2)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("[3, 8, 8]");
  }

  @Test
  void branches_that_end_in_different_shapes_are_refused() {
    Layer.Convolution halved =
        new Layer.Convolution("half", 3, 3, 3, 2, Layer.Padding.all(1), 1, false);

    assertThatThrownBy(() -> network(new Layer.Residual(List.of(halved), List.of())))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("[3, 4, 4]")
        .hasMessageContaining("[3, 8, 8]");
  }

  @Test
  void a_network_that_does_not_end_in_its_classes_is_refused() {
    assertThatThrownBy(() -> network(new Layer.Flatten(), new Layer.Dense("head", 192, 5)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("[5], not in 2 logits");
  }

  @Test
  void two_layers_of_one_name_are_refused() {
    assertThatThrownBy(
            () ->
                network(
                    new Layer.Flatten(),
                    new Layer.Dense("head", 192, 2),
                    new Layer.Relu(),
                    new Layer.Dense("head", 2, 2)))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'head.weight'");
  }

  @Test
  void only_networks_with_global_pooling_take_another_size() {
    Architectures.named("resnet-tiny", 2, 128).requireTakes(96);
    NetworkSpec fixed = Architectures.named("seed-cnn", 2, 64);

    assertThatThrownBy(() -> fixed.requireTakes(96))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("'seed-cnn' at 64 pixels cannot train at 96");
  }

  private static NetworkSpec network(Layer... layers) {
    return new NetworkSpec("test", 8, 2, List.of(layers));
  }
}

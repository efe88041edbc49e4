package dev.greengrocer.training.network;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.Preprocessing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A convolutional network as data: {@code [N, 3, inputSize, inputSize]} in, {@code [N, classes]}
 * logits out.
 *
 * @param name of the architecture, such as {@code seed-cnn}
 * @param inputSize side of the square input in pixels
 * @param classes number of logits
 * @param layers in the order in which they are applied; the last is the head
 */
public record NetworkSpec(String name, int inputSize, int classes, List<Layer> layers) {

  /**
   * Copies the layers and checks that they fit each other.
   *
   * @throws InvalidConfigurationException if they do not, or if two own weights of one name
   */
  public NetworkSpec {
    layers = List.copyOf(layers);
    if (inputSize < 1 || classes < 1) {
      throw new InvalidConfigurationException(
          "network '%s': input size %d and classes %d must be at least 1"
              .formatted(name, inputSize, classes));
    }
    Shape output = Shapes.after(layers, Shape.maps(Preprocessing.CHANNELS, inputSize, inputSize));
    if (!output.equals(Shape.row(classes))) {
      throw new InvalidConfigurationException(
          "network '%s' ends in shape %s, not in %d logits".formatted(name, output, classes));
    }
    Set<String> names = new HashSet<>();
    for (ParameterSpec parameter : parametersOf(layers)) {
      if (!names.add(parameter.name())) {
        throw new InvalidConfigurationException(
            "network '%s' has two arrays named '%s'; give each layer its own name"
                .formatted(name, parameter.name()));
      }
    }
  }

  /**
   * Checks that the same weights can also see images of another size, as networks that end in
   * global average pooling can.
   *
   * @param otherSize side of the square in pixels
   * @throws InvalidConfigurationException if they cannot
   */
  public void requireTakes(int otherSize) {
    Shape input = Shape.maps(Preprocessing.CHANNELS, otherSize, otherSize);
    try {
      Shapes.after(layers, input);
    } catch (InvalidConfigurationException e) {
      throw new InvalidConfigurationException(
          "network '%s' at %d pixels cannot train at %d: %s"
              .formatted(name, inputSize, otherSize, e.getMessage()),
          e);
    }
  }

  /** Every array that the network owns, in the order of its layers. */
  public List<ParameterSpec> parameters() {
    return parametersOf(layers);
  }

  /** Every array of the last layer that has weights: what another label list replaces. */
  public List<ParameterSpec> headParameters() {
    List<ParameterSpec> all = parameters();
    String last = all.get(all.size() - 1).layer();
    return all.stream().filter(parameter -> parameter.layer().equals(last)).toList();
  }

  /** How many numbers training learns; batch-norm statistics do not count. */
  public long parameterCount() {
    return parameters().stream()
        .filter(parameter -> parameter.role().learned())
        .mapToLong(ParameterSpec::size)
        .sum();
  }

  private static List<ParameterSpec> parametersOf(List<Layer> layers) {
    List<ParameterSpec> parameters = new ArrayList<>();
    layers.forEach(layer -> collect(layer, false, parameters));
    return List.copyOf(parameters);
  }

  private static void collect(Layer layer, boolean endsBranch, List<ParameterSpec> into) {
    if (layer instanceof Layer.Convolution convolution) {
      int inputs = convolution.inputs() / convolution.groups();
      int kernel = convolution.kernel();
      into.add(
          new ParameterSpec(
              convolution.name() + ".weight",
              List.of(convolution.outputs(), inputs, kernel, kernel),
              ParameterSpec.Role.WEIGHT));
      if (convolution.bias()) {
        into.add(bias(convolution.name(), convolution.outputs()));
      }
    } else if (layer instanceof Layer.Dense dense) {
      into.add(
          new ParameterSpec(
              dense.name() + ".weight",
              List.of(dense.outputs(), dense.inputs()),
              ParameterSpec.Role.WEIGHT));
      into.add(bias(dense.name(), dense.outputs()));
    } else if (layer instanceof Layer.BatchNorm norm) {
      List<Integer> shape = List.of(norm.channels());
      ParameterSpec.Role scale =
          endsBranch ? ParameterSpec.Role.LAST_NORM_SCALE : ParameterSpec.Role.NORM_SCALE;
      String name = norm.name();
      into.add(new ParameterSpec(name + ".weight", shape, scale));
      into.add(new ParameterSpec(name + ".bias", shape, ParameterSpec.Role.NORM_SHIFT));
      into.add(new ParameterSpec(name + ".running_mean", shape, ParameterSpec.Role.RUNNING_MEAN));
      into.add(
          new ParameterSpec(name + ".running_var", shape, ParameterSpec.Role.RUNNING_VARIANCE));
    } else if (layer instanceof Layer.Residual residual) {
      int last = residual.body().size() - 1;
      for (int i = 0; i <= last; i++) {
        collect(residual.body().get(i), i == last, into);
      }
      residual.shortcut().forEach(step -> collect(step, false, into));
    }
  }

  private static ParameterSpec bias(String layer, int outputs) {
    return new ParameterSpec(layer + ".bias", List.of(outputs), ParameterSpec.Role.BIAS);
  }
}

package dev.greengrocer.training.network;

import dev.greengrocer.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * Basic residual networks with the cheap improvements of ResNet-D (He et al. 2016, <a
 * href="https://arxiv.org/abs/1512.03385">1512.03385</a>; He et al. 2019, <a
 * href="https://arxiv.org/abs/1812.01187">1812.01187</a>): a stem of 3x3 convolutions, and
 * shortcuts that shrink by average pooling before their 1x1 convolution.
 */
final class ResidualNetwork {

  private final List<Layer> layers = new ArrayList<>();

  private ResidualNetwork() {}

  /**
   * Describes a network of stages, each of which after the first halves the side of the image.
   *
   * @param widths channels of each stage
   * @param blocks residual blocks in each stage
   * @param dropout before the head
   * @throws InvalidConfigurationException if the input cannot be halved often enough
   */
  static NetworkSpec of(
      String name,
      int classes,
      int inputSize,
      List<Integer> widths,
      List<Integer> blocks,
      double dropout) {
    // The stem halves the side twice and each later stage once; pooling wants even sides.
    int factor = 2 << widths.size();
    if (inputSize < factor || inputSize % factor != 0) {
      throw new InvalidConfigurationException(
          "network '%s': input size %d is not a multiple of %d; choose %d"
              .formatted(
                  name,
                  inputSize,
                  factor,
                  Math.max(1, Math.round((float) inputSize / factor)) * factor));
    }
    ResidualNetwork network = new ResidualNetwork();
    int stem = widths.get(0) / 2;
    network.convolution("stem1", 3, stem, 2);
    network.convolution("stem2", stem, widths.get(0), 2);
    int inputs = widths.get(0);
    for (int stage = 0; stage < widths.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String prefix = "stage%d.block%d".formatted(stage + 1, block + 1);
        network.layers.add(block(prefix, inputs, widths.get(stage), stride));
        network.layers.add(new Layer.Relu());
        inputs = widths.get(stage);
      }
    }
    network.layers.add(new Layer.GlobalAveragePool());
    network.layers.add(new Layer.Dropout(dropout));
    network.layers.add(new Layer.Dense("head", inputs, classes));
    return new NetworkSpec(name, inputSize, classes, network.layers);
  }

  private void convolution(String name, int inputs, int outputs, int stride) {
    layers.add(convolution(name, inputs, outputs, 3, stride));
    layers.add(new Layer.BatchNorm(name + ".norm", outputs));
    layers.add(new Layer.Relu());
  }

  private static Layer.Residual block(String name, int inputs, int outputs, int stride) {
    List<Layer> body =
        List.of(
            convolution(name + ".conv1", inputs, outputs, 3, stride),
            new Layer.BatchNorm(name + ".norm1", outputs),
            new Layer.Relu(),
            convolution(name + ".conv2", outputs, outputs, 3, 1),
            new Layer.BatchNorm(name + ".norm2", outputs));
    List<Layer> shortcut = new ArrayList<>();
    if (stride > 1) {
      shortcut.add(new Layer.AveragePool(stride, stride));
    }
    if (inputs != outputs) {
      shortcut.add(convolution(name + ".shortcut", inputs, outputs, 1, 1));
      shortcut.add(new Layer.BatchNorm(name + ".shortcut.norm", outputs));
    }
    return new Layer.Residual(body, shortcut);
  }

  private static Layer.Convolution convolution(
      String name, int inputs, int outputs, int kernel, int stride) {
    Layer.Padding padding = Layer.Padding.all(kernel / 2);
    return new Layer.Convolution(name, inputs, outputs, kernel, stride, padding, 1, false);
  }
}

package dev.greengrocer.benchmarks.product;

import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * ResNet-18 as published and as every peer has it (He et al. 2016, <a
 * href="https://arxiv.org/abs/1512.03385">1512.03385</a>), to train the same network on all sides.
 */
final class ResNet18 {

  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512);

  private ResNet18() {}

  static NetworkSpec of(int classes, int side) {
    List<Layer> layers = new ArrayList<>();
    layers.add(convolution("stem", 3, WIDTHS.get(0), 7, 2));
    layers.add(new Layer.BatchNorm("stem.norm", WIDTHS.get(0)));
    layers.add(new Layer.Relu());
    layers.add(new Layer.MaxPool(3, 2, 1));
    int inputs = WIDTHS.get(0);
    for (int width : WIDTHS) {
      layers.add(block("block" + width + ".1", inputs, width));
      layers.add(new Layer.Relu());
      layers.add(block("block" + width + ".2", width, width));
      layers.add(new Layer.Relu());
      inputs = width;
    }
    layers.add(new Layer.GlobalAveragePool());
    layers.add(new Layer.Dense("head", inputs, classes));
    return new NetworkSpec("resnet-18", side, classes, layers);
  }

  private static Layer block(String name, int inputs, int outputs) {
    int stride = inputs == outputs ? 1 : 2;
    List<Layer> body =
        List.of(
            convolution(name + ".conv1", inputs, outputs, 3, stride),
            new Layer.BatchNorm(name + ".norm1", outputs),
            new Layer.Relu(),
            convolution(name + ".conv2", outputs, outputs, 3, 1),
            new Layer.BatchNorm(name + ".norm2", outputs));
    List<Layer> shortcut =
        stride == 1
            ? List.of()
            : List.of(
                convolution(name + ".shortcut", inputs, outputs, 1, stride),
                new Layer.BatchNorm(name + ".shortcut.norm", outputs));
    return new Layer.Residual(body, shortcut);
  }

  private static Layer convolution(String name, int inputs, int outputs, int kernel, int stride) {
    return new Layer.Convolution(
        name, inputs, outputs, kernel, stride, Layer.Padding.all(kernel / 2), 1, false);
  }
}

package dev.greengrocer.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a {@link Backbone}: a stem, stages of inverted residual blocks (Sandler et al. 2018, <a
 * href="https://arxiv.org/abs/1801.04381">1801.04381</a>), a head and a classifier.
 */
final class InvertedResiduals {

  private static final int STEM_CHANNELS = 32;

  /** Pooled features before the classifier, in every backbone. */
  private static final int FEATURES = 1280;

  private static final double DROPOUT = 0.2;

  private final Backbone backbone;
  private final List<Layer> layers = new ArrayList<>();
  private int side;
  private int channels = 3;
  private int blocks;

  private InvertedResiduals(Backbone backbone, int inputSize) {
    this.backbone = backbone;
    this.side = inputSize;
  }

  /**
   * The backbone with a new classifier.
   *
   * @param classes number of logits, at least 1
   * @param inputSize side of the square input in pixels; may differ from the published one
   */
  static NetworkSpec of(Backbone backbone, int classes, int inputSize) {
    InvertedResiduals network = new InvertedResiduals(backbone, inputSize);
    network.activated(network.layers, network.convolve("stem", STEM_CHANNELS, 3, 2, 1));
    backbone.stages().forEach(network::stage);
    network.activated(network.layers, network.convolve("head", FEATURES, 1, 1, 1));
    network.layers.add(new Layer.GlobalAveragePool());
    network.layers.add(new Layer.Dropout(DROPOUT));
    network.layers.add(new Layer.Dense("classifier", FEATURES, classes));
    return new NetworkSpec(backbone.name(), inputSize, classes, network.layers);
  }

  private void stage(Backbone.Stage stage) {
    layers.addAll(block(stage, stage.firstExpansion(), stage.stride()));
    for (int i = 1; i < stage.blocks(); i++) {
      layers.add(new Layer.Residual(block(stage, stage.expansion(), 1), List.of()));
    }
  }

  private List<Layer> block(Backbone.Stage stage, int expansion, int stride) {
    String name = "blocks." + blocks++;
    int expanded = channels * expansion;
    int kernel = stage.kernel();
    List<Layer> body = new ArrayList<>();
    switch (stage.kind()) {
      case FUSED -> activated(body, convolve(name + ".expand", expanded, kernel, stride, 1));
      case SEPARABLE -> {
        if (expansion > 1) {
          activated(body, convolve(name + ".expand", expanded, 1, 1, 1));
        }
        activated(body, convolve(name + ".depthwise", expanded, kernel, stride, expanded));
      }
      case PROJECTION -> {}
    }
    body.add(convolve(name + ".project", stage.channels(), 1, 1, 1));
    return body;
  }

  private void activated(List<Layer> body, Layer.Convolution convolution) {
    body.add(convolution);
    body.add(backbone.activation());
  }

  private Layer.Convolution convolve(String name, int outputs, int kernel, int stride, int groups) {
    Layer.Padding padding =
        backbone.samePadding() ? same(kernel, stride) : Layer.Padding.all(kernel / 2);
    Layer.Convolution convolution =
        new Layer.Convolution(name, channels, outputs, kernel, stride, padding, groups, true);
    side = (side + stride - 1) / stride;
    channels = outputs;
    return convolution;
  }

  /** Just enough zeros that the output has a stride-th of the side; an odd one goes behind. */
  private Layer.Padding same(int kernel, int stride) {
    int outputs = (side + stride - 1) / stride;
    int zeros = Math.max(0, (outputs - 1) * stride + kernel - side);
    int before = zeros / 2;
    int after = zeros - before;
    return new Layer.Padding(before, before, after, after);
  }
}

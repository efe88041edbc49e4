package dev.greengrocer.training.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Mobile networks of inverted residual blocks (Sandler et al. 2018, <a
 * href="https://arxiv.org/abs/1801.04381">1801.04381</a>) whose batch normalisation is folded into
 * the convolutions: each convolution has a bias, and none is normalised. Layer names are those of
 * the published weights, so that these can be taken over by name.
 *
 * <p>They end in 1280 globally pooled features and a dense layer named {@code classifier}.
 */
final class MobileNet {

  /** Pooled features before the classifier, in both networks. */
  private static final int FEATURES = 1280;

  private static final double DROPOUT = 0.2;

  private final List<Layer> layers = new ArrayList<>();
  private final Layer activation;
  private final boolean samePadding;
  private int side;
  private int channels = 3;
  private int blocks;

  private MobileNet(int inputSize, Layer activation, boolean samePadding) {
    this.side = inputSize;
    this.activation = activation;
    this.samePadding = samePadding;
  }

  /**
   * MobileNetEdgeTPU 1.0: in its first half the expansion and the depthwise convolution of a block
   * are fused into one dense 3x3 convolution, which processors with wide vectors like better (Gupta
   * and Akin 2020, <a href="https://arxiv.org/abs/2003.02838">2003.02838</a>). Padding is
   * TensorFlow's SAME, which is uneven where a stride of 2 meets an even side.
   */
  static NetworkSpec edgeTpu(String name, int classes, int inputSize) {
    MobileNet network = new MobileNet(inputSize, new Layer.Relu(), true);
    network.convolution("stem", 32, 3, 2);
    network.block(Block.projecting(16));
    network.block(Block.fused(128, 2, 32));
    network.repeat(3, Block.fused(128, 1, 32).addingInput());
    network.block(Block.fused(256, 2, 48));
    network.repeat(3, Block.fused(192, 1, 48).addingInput());
    network.block(Block.separable(384, 3, 2, 96));
    network.repeat(3, Block.separable(384, 3, 1, 96).addingInput());
    network.block(Block.separable(768, 3, 1, 96));
    network.repeat(3, Block.separable(384, 3, 1, 96).addingInput());
    network.block(Block.separable(768, 5, 2, 160));
    network.repeat(3, Block.separable(640, 5, 1, 160).addingInput());
    network.block(Block.separable(1280, 3, 1, 192));
    return network.end(name, classes, inputSize);
  }

  /** MobileNetV2 1.0 with the even padding of PyTorch. */
  static NetworkSpec v2(String name, int classes, int inputSize) {
    MobileNet network = new MobileNet(inputSize, new Layer.Relu6(), false);
    network.convolution("stem", 32, 3, 2);
    network.block(Block.separable(0, 3, 1, 16));
    network.stage(2, 2, 24);
    network.stage(3, 2, 32);
    network.stage(4, 2, 64);
    network.stage(3, 1, 96);
    network.stage(3, 2, 160);
    network.stage(1, 1, 320);
    return network.end(name, classes, inputSize);
  }

  /** Blocks that expand to six times their input; all but the first add to it. */
  private void stage(int count, int stride, int outputs) {
    block(Block.separable(6 * channels, 3, stride, outputs));
    repeat(count - 1, Block.separable(6 * outputs, 3, 1, outputs).addingInput());
  }

  private void repeat(int count, Block block) {
    for (int i = 0; i < count; i++) {
      block(block);
    }
  }

  private void block(Block block) {
    String name = "blocks." + blocks++;
    if (!block.residual) {
      layers.addAll(body(name, block));
    } else {
      layers.add(new Layer.Residual(body(name, block), List.of()));
    }
  }

  private List<Layer> body(String name, Block block) {
    List<Layer> body = new ArrayList<>();
    if (block.expanded > 0) {
      int kernel = block.fused ? block.kernel : 1;
      int stride = block.fused ? block.stride : 1;
      body.add(convolve(name + ".expand", block.expanded, kernel, stride, 1));
      body.add(activation);
    }
    if (block.kernel > 0 && !block.fused) {
      body.add(convolve(name + ".depthwise", channels, block.kernel, block.stride, channels));
      body.add(activation);
    }
    body.add(convolve(name + ".project", block.outputs, 1, 1, 1));
    return body;
  }

  private void convolution(String name, int outputs, int kernel, int stride) {
    layers.add(convolve(name, outputs, kernel, stride, 1));
    layers.add(activation);
  }

  private NetworkSpec end(String name, int classes, int inputSize) {
    convolution("head", FEATURES, 1, 1);
    layers.add(new Layer.GlobalAveragePool());
    layers.add(new Layer.Dropout(DROPOUT));
    layers.add(new Layer.Dense("classifier", FEATURES, classes));
    return new NetworkSpec(name, inputSize, classes, layers);
  }

  private Layer.Convolution convolve(String name, int outputs, int kernel, int stride, int groups) {
    Layer.Padding padding = samePadding ? same(kernel, stride) : Layer.Padding.all(kernel / 2);
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

  /**
   * One inverted residual block.
   *
   * @param expanded channels after the expansion; 0 for none
   * @param kernel side of its 3x3 or 5x5 convolution; 0 for none
   * @param stride of that convolution
   * @param outputs channels after the projection
   * @param fused whether expansion and 3x3 convolution are one
   * @param residual whether the input is added to the output
   */
  private record Block(
      int expanded, int kernel, int stride, int outputs, boolean fused, boolean residual) {

    static Block projecting(int outputs) {
      return new Block(0, 0, 1, outputs, false, false);
    }

    static Block fused(int expanded, int stride, int outputs) {
      return new Block(expanded, 3, stride, outputs, true, false);
    }

    static Block separable(int expanded, int kernel, int stride, int outputs) {
      return new Block(expanded, kernel, stride, outputs, false, false);
    }

    Block addingInput() {
      return new Block(expanded, kernel, stride, outputs, fused, true);
    }
  }
}

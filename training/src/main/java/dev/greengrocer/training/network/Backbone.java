package dev.greengrocer.training.network;

import dev.greengrocer.image.Preprocessing;
import java.util.List;
import java.util.Optional;

/**
 * A network with published ImageNet weights, as a table of stages. Batch normalisation is folded
 * into the convolutions: each convolution has a bias, and none is normalised. Layer names are those
 * of the published weights, so that these are taken over by name.
 *
 * <p>All end in 1280 globally pooled features and a dense layer named {@code classifier}; {@link
 * InvertedResiduals} builds them.
 *
 * @param name of the architecture, such as {@code mobilenet-v2}
 * @param inputSize side of the input for which the weights were published, in pixels
 * @param mean expected by the weights to be subtracted from each channel, in {@code [0, 1]}
 * @param std by which the weights expect each channel to be divided
 * @param activation after the stem, each expansion, each depthwise convolution and the head
 * @param samePadding TensorFlow's SAME padding, which is uneven where a stride of 2 meets an even
 *     side; else half the kernel on each side
 * @param stages between the stem and the head
 * @param weights file name of the published weights
 */
record Backbone(
    String name,
    int inputSize,
    List<Double> mean,
    List<Double> std,
    Layer activation,
    boolean samePadding,
    List<Stage> stages,
    String weights) {

  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

  /** EfficientNet-Lite takes {@code (pixel - 127) / 128}. */
  private static final List<Double> LITE_MEAN = List.of(127 / 255.0, 127 / 255.0, 127 / 255.0);

  private static final List<Double> LITE_STD = List.of(128 / 255.0, 128 / 255.0, 128 / 255.0);

  /**
   * In its first half the expansion and the depthwise convolution of a block are fused into one
   * dense 3x3 convolution, which processors with wide vectors like better (Gupta and Akin 2020, <a
   * href="https://arxiv.org/abs/2003.02838">2003.02838</a>).
   */
  private static final Backbone MOBILENET_EDGETPU =
      new Backbone(
          "mobilenet-edgetpu",
          224,
          HALF,
          HALF,
          new Layer.Relu(),
          true,
          List.of(
              Stage.projection(16),
              new Stage(Stage.Kind.FUSED, 4, 8, 4, 3, 2, 32),
              new Stage(Stage.Kind.FUSED, 4, 8, 4, 3, 2, 48),
              new Stage(Stage.Kind.SEPARABLE, 4, 8, 4, 3, 2, 96),
              new Stage(Stage.Kind.SEPARABLE, 4, 8, 4, 3, 1, 96),
              new Stage(Stage.Kind.SEPARABLE, 4, 8, 4, 5, 2, 160),
              new Stage(Stage.Kind.SEPARABLE, 1, 8, 4, 3, 1, 192)),
          "mobilenet-edgetpu-1.0-224.safetensors");

  /** Sandler et al. 2018, <a href="https://arxiv.org/abs/1801.04381">1801.04381</a>. */
  private static final Backbone MOBILENET_V2 =
      new Backbone(
          "mobilenet-v2",
          224,
          Preprocessing.IMAGENET_MEAN,
          Preprocessing.IMAGENET_STD,
          new Layer.Relu6(),
          false,
          List.of(
              Stage.separable(1, 1, 3, 1, 16),
              Stage.separable(2, 6, 3, 2, 24),
              Stage.separable(3, 6, 3, 2, 32),
              Stage.separable(4, 6, 3, 2, 64),
              Stage.separable(3, 6, 3, 1, 96),
              Stage.separable(3, 6, 3, 2, 160),
              Stage.separable(1, 6, 3, 1, 320)),
          "mobilenet-v2-1.0-224.safetensors");

  /**
   * EfficientNet without squeeze-and-excitation and with ReLU6, made to be quantized (Tan and Le
   * 2019, <a href="https://arxiv.org/abs/1905.11946">1905.11946</a>).
   */
  private static final Backbone EFFICIENTNET_LITE0 =
      lite(
          "efficientnet-lite0",
          224,
          List.of(
              Stage.separable(1, 1, 3, 1, 16),
              Stage.separable(2, 6, 3, 2, 24),
              Stage.separable(2, 6, 5, 2, 40),
              Stage.separable(3, 6, 3, 2, 80),
              Stage.separable(3, 6, 5, 1, 112),
              Stage.separable(4, 6, 5, 2, 192),
              Stage.separable(1, 6, 3, 1, 320)));

  private static final Backbone EFFICIENTNET_LITE2 =
      lite(
          "efficientnet-lite2",
          260,
          List.of(
              Stage.separable(1, 1, 3, 1, 16),
              Stage.separable(3, 6, 3, 2, 24),
              Stage.separable(3, 6, 5, 2, 48),
              Stage.separable(4, 6, 3, 2, 88),
              Stage.separable(4, 6, 5, 1, 120),
              Stage.separable(5, 6, 5, 2, 208),
              Stage.separable(1, 6, 3, 1, 352)));

  private static final List<Backbone> ALL =
      List.of(MOBILENET_EDGETPU, MOBILENET_V2, EFFICIENTNET_LITE0, EFFICIENTNET_LITE2);

  Backbone {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    stages = List.copyOf(stages);
  }

  private static Backbone lite(String name, int inputSize, List<Stage> stages) {
    return new Backbone(
        name,
        inputSize,
        LITE_MEAN,
        LITE_STD,
        new Layer.Relu6(),
        true,
        stages,
        "%s-%d.safetensors".formatted(name, inputSize));
  }

  /** Every backbone. */
  static List<Backbone> all() {
    return ALL;
  }

  /** The backbone of a name, or empty when there is none. */
  static Optional<Backbone> find(String name) {
    return ALL.stream().filter(backbone -> backbone.name.equals(name)).findFirst();
  }

  /**
   * Blocks that end in as many channels. Only the first changes resolution and channels; all others
   * add their input to their output.
   *
   * @param kind how a block convolves
   * @param blocks at least 1
   * @param firstExpansion channels after the first block's expansion, as a multiple of its input's;
   *     1 for no expansion
   * @param expansion the same for the other blocks
   * @param kernel side of the convolution that sees neighbours, in pixels
   * @param stride of that convolution in the first block
   * @param channels after each block's projection
   */
  record Stage(
      Kind kind,
      int blocks,
      int firstExpansion,
      int expansion,
      int kernel,
      int stride,
      int channels) {

    /** How a block convolves between its expansion and its projection. */
    enum Kind {
      /** A 1x1 expansion, then one depthwise convolution. */
      SEPARABLE,
      /** Both in one dense convolution. */
      FUSED,
      /** Neither: the projection alone. */
      PROJECTION
    }

    /** Separable blocks with one expansion. */
    static Stage separable(int blocks, int expansion, int kernel, int stride, int channels) {
      return new Stage(Kind.SEPARABLE, blocks, expansion, expansion, kernel, stride, channels);
    }

    /** One 1x1 convolution without an activation. */
    static Stage projection(int channels) {
      return new Stage(Kind.PROJECTION, 1, 1, 1, 1, 1, channels);
    }
  }
}

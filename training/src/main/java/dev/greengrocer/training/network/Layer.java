package dev.greengrocer.training.network;

import java.util.List;

/**
 * One step of a network, as data. Two readers know every kind: the one that builds it in libtorch
 * and the one that writes it to ONNX.
 *
 * <p>Names are unique within a network and stay with the weights in checkpoints and ONNX files: a
 * convolution named {@code stem} owns {@code stem.weight} and, if it has one, {@code stem.bias}.
 */
public sealed interface Layer {

  /**
   * Two-dimensional convolution, weights {@code [outputs, inputs / groups, kernel, kernel]}.
   *
   * @param padding zeros around the input
   */
  record Convolution(
      String name,
      int inputs,
      int outputs,
      int kernel,
      int stride,
      Padding padding,
      int groups,
      boolean bias)
      implements Layer {}

  /** Batch normalisation over channels, epsilon 1e-5 (Ioffe and Szegedy 2015). */
  record BatchNorm(String name, int channels) implements Layer {}

  /** {@code max(x, 0)}. */
  record Relu() implements Layer {}

  /** {@code min(max(x, 0), 6)}. */
  record Relu6() implements Layer {}

  /** Maximum over squares of {@code kernel} pixels, {@code stride} pixels apart. */
  record MaxPool(int kernel, int stride, int padding) implements Layer {}

  /** Mean over squares of {@code kernel} pixels, {@code stride} pixels apart; no padding. */
  record AveragePool(int kernel, int stride) implements Layer {}

  /** Mean over all pixels: {@code [N, C, H, W]} to {@code [N, C]}. */
  record GlobalAveragePool() implements Layer {}

  /** {@code [N, C, H, W]} to {@code [N, C * H * W]}. */
  record Flatten() implements Layer {}

  /** Zeroes each value with the given probability while training (Srivastava et al. 2014). */
  record Dropout(double probability) implements Layer {}

  /** Fully connected layer, weights {@code [outputs, inputs]}, with bias. */
  record Dense(String name, int inputs, int outputs) implements Layer {}

  /**
   * {@code body(x) + shortcut(x)}; an empty shortcut is the identity (He et al. 2016).
   *
   * @param body the learned branch
   * @param shortcut the other branch, empty for the identity
   */
  record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {

    /** Copies both branches. */
    public Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }
  }

  /** Zeros added on each side, in pixels; may differ, as TensorFlow's SAME padding does. */
  record Padding(int left, int top, int right, int bottom) {

    /** The same on all sides. */
    public static Padding all(int pixels) {
      return new Padding(pixels, pixels, pixels, pixels);
    }
  }
}

package dev.greengrocer.training.network;

import java.util.List;

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

  /** Copies the layers. */
  public NetworkSpec {
    layers = List.copyOf(layers);
  }
}

package dev.greengrocer.training.network;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.Preprocessing;
import java.util.List;
import java.util.stream.Stream;

/** The networks that can be trained, by name. */
public final class Architectures {

  private static final String SEED_CNN = "seed-cnn";
  private static final String RESNET_TINY = "resnet-tiny";
  private static final String RESNET_SMALL = "resnet-small";
  private static final String RESNET_SLIM = "resnet-slim";

  private Architectures() {}

  /** Every name that {@link #named} knows. */
  public static List<String> names() {
    return Stream.concat(
            Stream.of(SEED_CNN, RESNET_TINY, RESNET_SMALL, RESNET_SLIM), backbones().stream())
        .toList();
  }

  /** The networks among {@link #names()} that start from published weights. */
  public static List<String> backbones() {
    return Backbone.all().stream().map(Backbone::name).toList();
  }

  /**
   * Describes a network.
   *
   * @param name one of {@link #names()}
   * @param classes number of logits, at least 1
   * @param inputSize side of the square input in pixels
   * @throws InvalidConfigurationException for an unknown name or an input that the network cannot
   *     take
   */
  public static NetworkSpec named(String name, int classes, int inputSize) {
    return switch (name) {
      case SEED_CNN -> seedCnn(classes, inputSize);
      case RESNET_TINY ->
          ResidualNetwork.of(
              name, classes, inputSize, List.of(32, 64, 128, 256), List.of(1, 1, 1, 1), 0.1);
      case RESNET_SMALL ->
          ResidualNetwork.of(
              name, classes, inputSize, List.of(32, 64, 128, 256), List.of(2, 2, 2, 2), 0.2);
      case RESNET_SLIM ->
          ResidualNetwork.of(
              name, classes, inputSize, List.of(48, 96, 192, 384), List.of(2, 2, 2, 2), 0.2);
      default ->
          InvertedResiduals.of(
              Backbone.find(name)
                  .orElseThrow(
                      () ->
                          new InvalidConfigurationException(
                              "network '%s' is not one of %s".formatted(name, names()))),
              classes,
              inputSize);
    };
  }

  /** The input size that suits a network when none is asked for, in pixels. */
  public static int defaultInputSize(String name) {
    return name.equals(SEED_CNN) ? 64 : Backbone.find(name).map(Backbone::inputSize).orElse(128);
  }

  /**
   * Whether a network is meant to start from published weights and be fine-tuned: it has no
   * normalisation to train it from scratch with.
   */
  public static boolean isBackbone(String name) {
    return Backbone.find(name).isPresent();
  }

  /** The mean that a network's published weights expect to be subtracted from each channel. */
  public static List<Double> mean(String name) {
    return Backbone.find(name).map(Backbone::mean).orElse(Preprocessing.IMAGENET_MEAN);
  }

  /** The standard deviation by which a network's published weights expect it to be divided. */
  public static List<Double> std(String name) {
    return Backbone.find(name).map(Backbone::std).orElse(Preprocessing.IMAGENET_STD);
  }

  /** Four unpadded convolutions and three dense layers: the network that the project began with. */
  private static NetworkSpec seedCnn(int classes, int inputSize) {
    // Two unpadded 3x3 convolutions take 4 pixels, pooling halves; 64 pixels end as 13.
    int side = ((inputSize - 4) / 2 - 4) / 2;
    List<Layer> layers =
        List.of(
            convolution("conv1", 3, 32),
            new Layer.Relu(),
            convolution("conv2", 32, 32),
            new Layer.Relu(),
            new Layer.MaxPool(2, 2, 0),
            convolution("conv3", 32, 64),
            new Layer.Relu(),
            convolution("conv4", 64, 64),
            new Layer.Relu(),
            new Layer.MaxPool(2, 2, 0),
            new Layer.Flatten(),
            new Layer.Dense("dense1", 64 * side * side, 512),
            new Layer.Relu(),
            new Layer.Dense("dense2", 512, 256),
            new Layer.Relu(),
            new Layer.Dropout(0.5),
            new Layer.Dense("head", 256, classes));
    return new NetworkSpec(SEED_CNN, inputSize, classes, layers);
  }

  private static Layer.Convolution convolution(String name, int inputs, int outputs) {
    return new Layer.Convolution(name, inputs, outputs, 3, 1, Layer.Padding.all(0), 1, true);
  }
}

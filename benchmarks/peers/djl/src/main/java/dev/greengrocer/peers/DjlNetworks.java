package dev.greengrocer.peers;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;

/** The networks of the races in DJL's blocks. */
final class DjlNetworks {

  private DjlNetworks() {}

  static Block named(String name, int classes, int side) {
    return name.equals("resnet-18")
        ? ResNetV1.builder()
            .setImageShape(new Shape(3, side, side))
            .setNumLayers(18)
            .setOutSize(classes)
            .build()
        : seedCnn(classes);
  }

  private static Block seedCnn(int classes) {
    SequentialBlock network = new SequentialBlock();
    convolutions(network, 32);
    convolutions(network, 64);
    return network
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(512).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(256).build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(0.5f).build())
        .add(Linear.builder().setUnits(classes).build());
  }

  private static void convolutions(SequentialBlock network, int filters) {
    for (int i = 0; i < 2; i++) {
      network
          .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(filters).build())
          .add(Activation::relu);
    }
    network.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
  }

  /** The number in an array of one. */
  static float number(NDArray scalar) {
    return scalar.toFloatArray()[0];
  }
}

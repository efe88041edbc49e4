package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxExporter;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NamedTensor;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A tiny network in the manner of the pretrained ones, with random weights, as a bundle. */
public final class DrawnBackbone {

  /** Side of its input. */
  public static final int SIZE = 16;

  private DrawnBackbone() {}

  /** Convolutions with biases and uneven padding, both clamps, depthwise, and a residual sum. */
  public static NetworkSpec network() {
    return network(3);
  }

  /** The same for any number of classes. */
  static NetworkSpec network(int classes) {
    return new NetworkSpec(
        "drawn-backbone",
        SIZE,
        classes,
        List.of(
            new Layer.Convolution("stem", 3, 8, 3, 2, new Layer.Padding(0, 0, 1, 1), 1, true),
            new Layer.Relu6(),
            new Layer.Residual(
                List.of(
                    new Layer.Convolution("up", 8, 16, 1, 1, Layer.Padding.all(0), 1, true),
                    new Layer.Relu(),
                    new Layer.Convolution("deep", 16, 16, 3, 1, Layer.Padding.all(1), 16, true),
                    new Layer.Relu(),
                    new Layer.Convolution("down", 16, 8, 1, 1, Layer.Padding.all(0), 1, true)),
                List.of()),
            new Layer.Convolution("last", 8, 12, 1, 1, Layer.Padding.all(0), 1, true),
            new Layer.Relu(),
            new Layer.GlobalAveragePool(),
            new Layer.Dense("head", 12, classes)));
  }

  /** Random weights, biases among them. */
  public static Weights weights(NetworkSpec network, long seed) {
    return new Weights(
        RandomWeights.of(network, seed).tensors().stream()
            .map(
                tensor -> {
                  float[] values = tensor.values().clone();
                  for (int i = 0; i < values.length && tensor.name().endsWith(".bias"); i++) {
                    values[i] += 0.05f * (i % 5 - 1);
                  }
                  return new NamedTensor(tensor.name(), tensor.shape(), values);
                })
            .toList());
  }

  /** Writes a bundle named after its folder. */
  static ModelBundle write(
      Path directory, NetworkSpec network, LabelSet labels, double mean, double std, long seed)
      throws IOException {
    Preprocessing preprocessing =
        new Preprocessing(20, SIZE, List.of(mean, mean, mean), List.of(std, std, std));
    OnnxMetadata metadata = new OnnxMetadata(labels, preprocessing, "hash", "test");
    Path onnx = directory.resolveSibling(directory.getFileName() + ".onnx");
    Files.write(onnx, OnnxExporter.export(network, weights(network, seed), metadata));
    ModelDescription description =
        new ModelDescription(
            String.valueOf(directory.getFileName()),
            network.name(),
            labels,
            preprocessing,
            new Provenance("hash", "test", seed, "2026-11-24T00:00:00Z", Map.of(), Map.of()),
            List.of());
    ModelBundle bundle = ModelBundles.write(directory, onnx, description, "card");
    Files.delete(onnx);
    return bundle;
  }
}

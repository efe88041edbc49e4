package dev.greengrocer.training.torch;

import dev.greengrocer.training.network.Layer;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs the layers of a network in libtorch. Call it within an open {@code PointerScope}, which then
 * owns everything in between and the result.
 */
final class TorchNetwork {

  /** As PyTorch has it, and as ONNX writes it. */
  static final double BATCH_NORM_EPSILON = 1e-5;

  /** The share of a new batch in the running statistics, as PyTorch has it. */
  private static final double BATCH_NORM_MOMENTUM = 0.1;

  private final List<Layer> layers;

  TorchNetwork(List<Layer> layers) {
    this.layers = layers;
  }

  /**
   * Computes logits.
   *
   * @param images {@code [N, 3, S, S]}
   * @param training whether values are dropped and batch statistics are used and remembered
   * @return {@code [N, K]}
   */
  Tensor forward(Tensor images, TorchWeights weights, boolean training) {
    return forward(layers, images, weights, training);
  }

  private static Tensor forward(
      List<Layer> layers, Tensor input, TorchWeights weights, boolean training) {
    Tensor output = input;
    for (Layer layer : layers) {
      output = forward(layer, output, weights, training);
    }
    return output;
  }

  private static Tensor forward(Layer layer, Tensor input, TorchWeights weights, boolean training) {
    if (layer instanceof Layer.Convolution convolution) {
      return convolve(convolution, input, weights);
    }
    if (layer instanceof Layer.BatchNorm norm) {
      return torch.batch_norm(
          input,
          optional(weights, norm.name() + ".weight"),
          optional(weights, norm.name() + ".bias"),
          optional(weights, norm.name() + ".running_mean"),
          optional(weights, norm.name() + ".running_var"),
          training,
          BATCH_NORM_MOMENTUM,
          BATCH_NORM_EPSILON,
          false);
    }
    if (layer instanceof Layer.Relu) {
      return torch.relu(input);
    }
    if (layer instanceof Layer.Relu6) {
      return torch.hardtanh(input, new Scalar(0.0), new Scalar(6.0));
    }
    if (layer instanceof Layer.MaxPool pool) {
      return torch.max_pool2d(
          input,
          twice(pool.kernel()),
          twice(pool.stride()),
          twice(pool.padding()),
          twice(1),
          false);
    }
    if (layer instanceof Layer.AveragePool pool) {
      return torch.avg_pool2d(
          input,
          twice(pool.kernel()),
          twice(pool.stride()),
          twice(0),
          false,
          true,
          new LongOptional());
    }
    if (layer instanceof Layer.GlobalAveragePool) {
      return input.mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    }
    if (layer instanceof Layer.Flatten) {
      return input.flatten(1, -1);
    }
    if (layer instanceof Layer.Dropout dropout) {
      return torch.dropout(input, dropout.probability(), training);
    }
    if (layer instanceof Layer.Dense dense) {
      return torch.linear(
          input, weights.get(dense.name() + ".weight"), optional(weights, dense.name() + ".bias"));
    }
    if (layer instanceof Layer.Residual residual) {
      Tensor body = forward(residual.body(), input, weights, training);
      return body.add(forward(residual.shortcut(), input, weights, training));
    }
    throw new IllegalStateException("no libtorch for " + layer);
  }

  private static Tensor convolve(Layer.Convolution layer, Tensor input, TorchWeights weights) {
    Layer.Padding padding = layer.padding();
    boolean even = padding.left() == padding.right() && padding.top() == padding.bottom();
    long[] around = even ? new long[] {padding.top(), padding.left()} : twice(0);
    // libtorch pads both sides alike, so uneven zeros are added beforehand.
    Tensor padded =
        even
            ? input
            : torch.constant_pad_nd(
                input,
                new long[] {padding.left(), padding.right(), padding.top(), padding.bottom()},
                new Scalar(0.0));
    return torch.conv2d(
        padded,
        weights.get(layer.name() + ".weight"),
        layer.bias() ? optional(weights, layer.name() + ".bias") : new TensorOptional(),
        twice(layer.stride()),
        around,
        twice(1),
        layer.groups());
  }

  private static TensorOptional optional(TorchWeights weights, String name) {
    return new TensorOptional(weights.get(name));
  }

  private static long[] twice(long value) {
    return new long[] {value, value};
  }
}

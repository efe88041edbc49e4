package dev.greengrocer.benchmarks.product;

import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.util.List;

/**
 * Counts the multiply-adds of convolutions and dense layers for one image: the least work there is.
 */
public final class MultiplyAdds {

  private long count;
  private int side;

  private MultiplyAdds(int side) {
    this.side = side;
  }

  /** Of one forward pass at the network's own input size. */
  public static long of(NetworkSpec network) {
    MultiplyAdds adds = new MultiplyAdds(network.inputSize());
    adds.add(network.layers());
    return adds.count;
  }

  private void add(List<Layer> layers) {
    layers.forEach(this::add);
  }

  private void add(Layer layer) {
    if (layer instanceof Layer.Convolution conv) {
      Layer.Padding padding = conv.padding();
      side = (side + padding.left() + padding.right() - conv.kernel()) / conv.stride() + 1;
      count +=
          (long) side
              * side
              * conv.outputs()
              * conv.inputs()
              / conv.groups()
              * conv.kernel()
              * conv.kernel();
    } else if (layer instanceof Layer.MaxPool pool) {
      side = (side + 2 * pool.padding() - pool.kernel()) / pool.stride() + 1;
    } else if (layer instanceof Layer.AveragePool pool) {
      side = (side - pool.kernel()) / pool.stride() + 1;
    } else if (layer instanceof Layer.Dense dense) {
      count += (long) dense.inputs() * dense.outputs();
    } else if (layer instanceof Layer.Residual residual) {
      int before = side;
      add(residual.body());
      int after = side;
      side = before;
      add(residual.shortcut());
      side = after;
    }
  }
}

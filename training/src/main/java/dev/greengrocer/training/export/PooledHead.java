package dev.greengrocer.training.export;

import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.util.List;
import java.util.Optional;

/**
 * A head that is linear in the mean of the last maps, so that its logits are also the mean of class
 * activation maps (Zhou et al. 2016, <a href="https://arxiv.org/abs/1512.04150">arXiv
 * 1512.04150</a>).
 *
 * @param pool index of the global average pooling among the network's layers
 * @param dense the one layer after it that counts; dropout does nothing when a network answers
 */
record PooledHead(int pool, Layer.Dense dense) {

  /** Finds the head of a network, or nothing when it ends otherwise. */
  static Optional<PooledHead> of(NetworkSpec network) {
    int pool = network.layers().lastIndexOf(new Layer.GlobalAveragePool());
    if (pool < 0) {
      return Optional.empty();
    }
    List<Layer> counting =
        network.layers().stream()
            .skip(pool + 1L)
            .filter(layer -> !(layer instanceof Layer.Dropout))
            .toList();
    return counting.size() == 1 && counting.get(0) instanceof Layer.Dense dense
        ? Optional.of(new PooledHead(pool, dense))
        : Optional.empty();
  }
}

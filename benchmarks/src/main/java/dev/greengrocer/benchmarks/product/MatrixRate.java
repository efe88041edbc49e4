package dev.greengrocer.benchmarks.product;

import dev.greengrocer.benchmarks.comparison.Spread;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How fast this machine multiplies large matrices: nothing that a network does is faster. */
@SuppressWarnings("try") // Scopes act by being open.
public final class MatrixRate {

  private static final int SIDE = 1024;
  private static final int ROUNDS = 12;

  private MatrixRate() {}

  /** Multiply-adds a second on so many threads; {@code bf16} or fp32. */
  public static Spread measure(int threads, boolean bf16) {
    torch.set_num_threads(threads);
    double[] rates = new double[ROUNDS];
    try (PointerScope scope = new PointerScope()) {
      Tensor ones = torch.ones(SIDE, SIDE);
      Tensor matrix = bf16 ? ones.to(torch.ScalarType.BFloat16) : ones;
      for (int round = -2; round < ROUNDS; round++) {
        long start = System.nanoTime();
        Tensor product = torch.mm(matrix, matrix);
        double seconds = (System.nanoTime() - start) / 1e9;
        double corner = product.to(torch.ScalarType.Float).data_ptr_float().get();
        if (corner != SIDE) {
          throw new IllegalStateException("ones times ones gave " + corner);
        }
        if (round >= 0) {
          rates[round] = Math.pow(SIDE, 3) / seconds;
        }
      }
    }
    return Spread.of(rates);
  }
}

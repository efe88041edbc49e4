package dev.greengrocer.training.torch;

import dev.greengrocer.training.network.LinearHead;
import dev.greengrocer.training.network.NamedTensor;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LBFGS;
import org.bytedeco.pytorch.LBFGSOptions;
import org.bytedeco.pytorch.LossClosure;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Multinomial logistic regression with an L2 penalty on the weights, fitted by L-BFGS (Liu and
 * Nocedal 1989) on all photos at once. The same photos and penalty give the same head, but for the
 * rounding of sums that threads share. Not thread-safe; closing it releases the photos.
 */
public final class SoftmaxRegression implements AutoCloseable {

  private static final long ITERATIONS = 300;
  private static final long HISTORY = 10;

  private final Tensor features;
  private final Tensor classes;
  private final int labels;
  private final int width;
  private final float scale;

  /**
   * Copies the photos into native memory.
   *
   * @param features {@code [n][C]}, at least one row
   * @param classes class index of each row, in {@code [0, labels)}
   * @param labels number of classes K
   */
  public SoftmaxRegression(float[][] features, int[] classes, int labels) {
    this.labels = labels;
    this.width = features[0].length;
    this.scale = (float) (1 / rootMeanSquareLength(features));
    float[] flat = new float[features.length * width];
    long[] targets = new long[classes.length];
    for (int i = 0; i < features.length; i++) {
      for (int c = 0; c < width; c++) {
        flat[i * width + c] = scale * features[i][c];
      }
      targets[i] = classes[i];
    }
    this.features = Tensor.create(flat, features.length, width);
    this.classes = Tensor.create(targets, classes.length);
  }

  /** With features of this length on average the penalty means the same for every network. */
  private static double rootMeanSquareLength(float[][] rows) {
    double sum = 0;
    for (float[] row : rows) {
      for (float value : row) {
        sum += (double) value * value;
      }
    }
    return Math.max(Math.sqrt(sum / rows.length), Float.MIN_NORMAL);
  }

  /**
   * Fits a head.
   *
   * @param penalty factor of the sum of squared weights, for features scaled to a root mean square
   *     length of 1; above 0
   */
  @SuppressWarnings("try") // A scope acts by being open.
  public LinearHead fit(double penalty) {
    try (PointerScope scope = new PointerScope()) {
      Tensor weights = torch.zeros(labels, width).set_requires_grad(true);
      Tensor biases = torch.zeros(labels).set_requires_grad(true);
      LBFGSOptions options = new LBFGSOptions(1.0);
      options.max_iter().put(ITERATIONS);
      options.history_size().put(HISTORY);
      options.line_search_fn().put("strong_wolfe");
      LBFGS optimizer = new LBFGS(new TensorVector(weights, biases), options);
      optimizer.step(
          new LossClosure() {
            @Override
            public Tensor call() {
              optimizer.zero_grad();
              Tensor logits = torch.addmm(biases, features, weights.t());
              Tensor loss =
                  torch
                      .cross_entropy_loss(logits, classes)
                      .add(weights.square().sum().mul(new Scalar(penalty)));
              loss.backward();
              return loss;
            }
          });
      return head(TorchTensors.values(weights), TorchTensors.values(biases));
    }
  }

  private LinearHead head(float[] weights, float[] biases) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scale;
    }
    return new LinearHead(
        new NamedTensor("classifier.weight", List.of(labels, width), weights),
        new NamedTensor("classifier.bias", List.of(labels), biases));
  }

  @Override
  public void close() {
    features.close();
    classes.close();
  }
}

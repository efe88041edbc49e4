package dev.greengrocer.training.export;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.inference.ArgMax;
import java.util.function.Function;

/** Whether the network that ships answers as the one that was trained. */
public final class ParityCheck {

  /**
   * Largest allowed difference of two logits. Sums in another order differ by about 1e-5; a
   * forgotten padding or statistic by more than 0.1.
   */
  public static final double TOLERANCE = 1e-3;

  private ParityCheck() {}

  /**
   * Compares the logits of both on the same images.
   *
   * @param trained {@code [N, 3, S, S]} to {@code [N][K]} logits, such as {@code Learner::logits}
   * @param exported the same, such as {@code NetworkClassifier::logits}
   * @param images preprocessed, best of real photos
   * @throws InvalidModelException if a difference is above {@link #TOLERANCE} or not a number
   */
  public static Parity check(
      Function<ImageTensor, float[][]> trained,
      Function<ImageTensor, float[][]> exported,
      ImageTensor images) {
    Parity parity = compare(trained.apply(images), exported.apply(images));
    if (!(parity.maximumDifference() <= TOLERANCE)) {
      throw new InvalidModelException(
          ("the exported network differs from the trained one: logits by up to %.3g (allowed %.3g),"
                  + " the same answer on %d of %d images; nothing was written, please report this")
              .formatted(
                  parity.maximumDifference(), TOLERANCE, parity.agreements(), parity.images()));
    }
    return parity;
  }

  private static Parity compare(float[][] trained, float[][] exported) {
    double maximum = 0;
    int agreements = 0;
    for (int i = 0; i < trained.length; i++) {
      for (int k = 0; k < trained[i].length; k++) {
        // Math.max keeps NaN, which then fails the check.
        maximum = Math.max(maximum, Math.abs((double) trained[i][k] - exported[i][k]));
      }
      if (ArgMax.of(trained[i]) == ArgMax.of(exported[i])) {
        agreements++;
      }
    }
    return new Parity(trained.length, maximum, agreements);
  }
}

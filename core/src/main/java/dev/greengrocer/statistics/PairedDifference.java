package dev.greengrocer.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How two models, "this" and "the other", did on the same photos.
 *
 * @param bothRight photos that both named rightly
 * @param onlyThis photos that only this model named rightly
 * @param onlyOther photos that only the other did
 * @param bothWrong photos that neither did
 * @param difference accuracy of this model less that of the other, in {@code [-1, 1]}; the interval
 *     is that of {@link Bootstrap}, drawing photos with the answers of both models
 * @param pValue of the exact, two-sided test of {@link McNemar}
 */
public record PairedDifference(
    long bothRight,
    long onlyThis,
    long onlyOther,
    long bothWrong,
    Estimate difference,
    double pValue) {

  /** Below this p-value, luck is no longer taken for an explanation. */
  public static final double SIGNIFICANCE = 0.05;

  /**
   * Compares.
   *
   * @param thisRight whether this model was right, one a photo, at least one
   * @param otherRight whether the other was, in the same order
   */
  public static PairedDifference of(boolean[] thisRight, boolean[] otherRight) {
    int photos = thisRight.length;
    if (photos == 0 || otherRight.length != photos) {
      throw new IllegalArgumentException(
          "%d and %d answers are no pairs".formatted(photos, otherRight.length));
    }
    int[] gain =
        IntStream.range(0, photos)
            .map(i -> (thisRight[i] ? 1 : 0) - (otherRight[i] ? 1 : 0))
            .toArray();
    long onlyThis = IntStream.of(gain).filter(g -> g > 0).count();
    long onlyOther = IntStream.of(gain).filter(g -> g < 0).count();
    long bothRight = IntStream.range(0, photos).filter(i -> thisRight[i] && otherRight[i]).count();
    Estimate difference =
        Bootstrap.estimate(
                photos,
                draw -> IntStream.of(draw).map(i -> gain[i]).average().orElseThrow(),
                List.of(Double::doubleValue))
            .get(0);
    return new PairedDifference(
        bothRight,
        onlyThis,
        onlyOther,
        photos - bothRight - onlyThis - onlyOther,
        difference,
        McNemar.pValue(onlyThis, onlyOther));
  }

  /** How many photos were compared. */
  public long photos() {
    return bothRight + onlyThis + onlyOther + bothWrong;
  }

  /** Whether luck is no explanation of the difference. */
  public boolean significant() {
    return pValue < SIGNIFICANCE;
  }

  /** The same seen from the other model. */
  public PairedDifference reversed() {
    Interval interval = difference.interval();
    return new PairedDifference(
        bothRight,
        onlyOther,
        onlyThis,
        bothWrong,
        new Estimate(-difference.value(), new Interval(-interval.high(), -interval.low())),
        pValue);
  }
}

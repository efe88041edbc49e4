package dev.greengrocer.training.export;

import java.nio.FloatBuffer;

/** What a value inside a network was for the photos that it was shown. Not thread-safe. */
public final class ObservedValue {

  private ValueRange range = ValueRange.ZERO;
  private double[] sums = {};
  private long numbersPerChannel;

  /**
   * Looks at what the value was for more photos.
   *
   * @param shape {@code [N, C, …]}, always the same but for {@code N}
   * @param numbers in order, none of them NaN
   */
  public void add(long[] shape, FloatBuffer numbers) {
    int photos = Math.toIntExact(shape[0]);
    int channels = Math.toIntExact(shape[1]);
    if (sums.length == 0) {
      sums = new double[channels];
    }
    range = range.with(numbers);
    FloatBuffer left = numbers.duplicate();
    int plane = left.remaining() / (photos * channels);
    for (int photo = 0; photo < photos; photo++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int i = 0; i < plane; i++) {
          sums[channel] += left.get();
        }
      }
    }
    numbersPerChannel += (long) photos * plane;
  }

  /** The numbers that it took. */
  ValueRange range() {
    return range;
  }

  /** The mean of the numbers of a channel. */
  double mean(int channel) {
    return sums[channel] / numbersPerChannel;
  }
}

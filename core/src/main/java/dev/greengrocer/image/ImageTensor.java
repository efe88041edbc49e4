package dev.greengrocer.image;

import java.util.List;

/**
 * A batch of preprocessed images as a network takes it: fp32, layout {@code [N, C, H, W]}.
 *
 * <p>The values are owned by the tensor and shared with all callers; treat them as read-only.
 */
public final class ImageTensor {

  private final int count;
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  /**
   * Wraps values without copying them.
   *
   * @param values {@code count * channels * height * width} numbers
   */
  public ImageTensor(int count, int channels, int height, int width, float[] values) {
    if (values.length != (long) count * channels * height * width) {
      throw new IllegalArgumentException(
          "%d values are not a [%d, %d, %d, %d] tensor"
              .formatted(values.length, count, channels, height, width));
    }
    this.count = count;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** Joins tensors of one shape along their first dimension. */
  public static ImageTensor concat(List<ImageTensor> tensors) {
    ImageTensor first = tensors.get(0);
    int count = tensors.stream().mapToInt(ImageTensor::count).sum();
    float[] all = new float[count * first.channels * first.height * first.width];
    int offset = 0;
    for (ImageTensor tensor : tensors) {
      System.arraycopy(tensor.values, 0, all, offset, tensor.values.length);
      offset += tensor.values.length;
    }
    return new ImageTensor(count, first.channels, first.height, first.width, all);
  }

  /** N: the number of images. */
  public int count() {
    return count;
  }

  /** {@code [N, C, H, W]}. */
  public long[] shape() {
    return new long[] {count, channels, height, width};
  }

  /** The numbers in NCHW order; not a copy. */
  public float[] values() {
    return values;
  }
}

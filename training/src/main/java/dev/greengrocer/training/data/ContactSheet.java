package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;

/** A picture of batches as training sees them: crops, colours, blanks, mixtures and all. */
public final class ContactSheet {

  private static final int COLUMNS = 8;
  private static final int GAP = 4;

  private final Preprocessing preprocessing;

  /**
   * Turns network input back into pixels.
   *
   * @param preprocessing gives the mean and standard deviation that were applied
   */
  public ContactSheet(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
  }

  /**
   * Draws every image of a batch, row by row.
   *
   * @return a PNG file
   */
  public byte[] png(Batch batch) {
    ImageTensor images = batch.images();
    int side = Math.toIntExact(images.shape()[3]);
    int rows = (images.count() + COLUMNS - 1) / COLUMNS;
    int width = COLUMNS * (side + GAP) + GAP;
    int height = rows * (side + GAP) + GAP;
    byte[] pixels = new byte[width * height * Preprocessing.CHANNELS];
    for (int i = 0; i < images.count(); i++) {
      int left = GAP + i % COLUMNS * (side + GAP);
      int top = GAP + i / COLUMNS * (side + GAP);
      draw(images.values(), i, side, pixels, width, left, top);
    }
    return ImageOperations.encodePng(new RgbImage(width, height, pixels));
  }

  private void draw(
      float[] values, int image, int side, byte[] pixels, int width, int left, int top) {
    for (int channel = 0; channel < Preprocessing.CHANNELS; channel++) {
      double mean = preprocessing.mean().get(channel);
      double std = preprocessing.std().get(channel);
      int from = (image * Preprocessing.CHANNELS + channel) * side * side;
      for (int i = 0; i < side * side; i++) {
        long level = Math.round(255 * (values[from + i] * std + mean));
        int at = (top + i / side) * width + left + i % side;
        pixels[at * Preprocessing.CHANNELS + channel] = (byte) Math.max(0, Math.min(255, level));
      }
    }
  }
}

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
      byte[] image = preprocessing.pixels(images, i).pixels();
      int row = side * Preprocessing.CHANNELS;
      for (int y = 0; y < side; y++) {
        int onto = ((top + y) * width + left) * Preprocessing.CHANNELS;
        System.arraycopy(image, y * row, pixels, onto, row);
      }
    }
    return ImageOperations.encodePng(new RgbImage(width, height, pixels));
  }
}

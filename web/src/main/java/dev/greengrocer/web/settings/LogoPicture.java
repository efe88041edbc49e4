package dev.greengrocer.web.settings;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.image.ForeignFormat;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageFormat;
import dev.greengrocer.image.ImageHeader;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import dev.greengrocer.ledger.settings.Logo;

/**
 * Makes a logo of a file that a person chose. The file is believed in nothing but its bytes: its
 * header is checked before it is decoded, and what is kept are its pixels, encoded anew.
 */
final class LogoPicture {

  /** The most bytes of a file. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final long MOST_PIXELS = 16_000_000;
  private static final int MOST_KEPT = 200 * 1024;
  private static final int WIDTH = 600;
  private static final int HEIGHT = 240;
  private static final double SMALLER = 0.7;
  private static final String NAME = "The logo";

  private static final ImageDecoder DECODER = new ImageDecoder(MOST_PIXELS);

  private LogoPicture() {}

  /**
   * The logo of a file: as large as receipts need, on white.
   *
   * @throws RefusedException if the file is no PNG or JPEG, damaged or too large
   */
  static Logo of(byte[] file) {
    if (file.length > MOST_BYTES) {
      throw new RefusedException(
          Problem.TOO_LARGE,
          "The logo has %d bytes; at most %d".formatted(file.length, MOST_BYTES));
    }
    ImageFormat format = ImageFormat.of(file).orElse(null);
    if (format != ImageFormat.PNG && format != ImageFormat.JPEG) {
      throw new RefusedException(
          Problem.NOT_AN_IMAGE,
          "The logo must be a PNG or JPEG file; this is %s"
              .formatted(format == null ? ForeignFormat.describe(file) : format.mediaType()));
    }
    try {
      ImageHeader header = DECODER.header(file, NAME);
      return shrunk(DECODER.decode(file, NAME), header);
    } catch (InvalidImageException e) {
      throw new RefusedException(Problem.DAMAGED_IMAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static Logo shrunk(RgbImage image, ImageHeader header) {
    double scale =
        Math.min(1, Math.min((double) WIDTH / header.width(), (double) HEIGHT / header.height()));
    while (true) {
      int width = (int) Math.max(1, Math.round(image.width() * scale));
      int height = (int) Math.max(1, Math.round(image.height() * scale));
      byte[] png = ImageOperations.encodePng(ImageOperations.resize(image, width, height));
      if (png.length <= MOST_KEPT) {
        return new Logo(png);
      }
      scale *= SMALLER;
    }
  }
}

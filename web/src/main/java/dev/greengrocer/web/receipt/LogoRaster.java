package dev.greengrocer.web.receipt;

import com.github.anastaciocintra.escpos.EscPos;
import com.github.anastaciocintra.escpos.EscPosConst;
import com.github.anastaciocintra.escpos.image.BitonalThreshold;
import com.github.anastaciocintra.escpos.image.CoffeeImage;
import com.github.anastaciocintra.escpos.image.EscPosImage;
import com.github.anastaciocintra.escpos.image.RasterBitImageWrapper;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.ledger.settings.Logo;
import java.io.IOException;

/** A logo in the dots of a receipt printer, each black or white. */
final class LogoRaster {

  /** Dots across a letter of the usual font. */
  static final int LETTER = 12;

  private static final double PART_OF_LINE = 0.75;
  private static final int MOST_HEIGHT = 160;

  private LogoRaster() {}

  /**
   * Prints a logo in the middle of the paper.
   *
   * @param columns how many letters fit in a line
   */
  static void print(EscPos printer, Logo logo, int columns) throws IOException {
    RgbImage image = new ImageDecoder().decode(logo.png(), "The logo");
    double scale =
        Math.min(
            columns * LETTER * PART_OF_LINE / image.width(), (double) MOST_HEIGHT / image.height());
    RgbImage dots =
        ImageOperations.resize(
            image,
            (int) Math.max(1, Math.round(image.width() * scale)),
            (int) Math.max(1, Math.round(image.height() * scale)));
    RasterBitImageWrapper raster = new RasterBitImageWrapper();
    raster.setJustification(EscPosConst.Justification.Center);
    printer.write(
        raster,
        new EscPosImage(new Part(dots, 0, 0, dots.width(), dots.height()), new BitonalThreshold()));
  }

  /** A part of a picture, as the printer's library asks for it. */
  private record Part(RgbImage image, int left, int top, int width, int height)
      implements CoffeeImage {

    @Override
    public int getWidth() {
      return width;
    }

    @Override
    public int getHeight() {
      return height;
    }

    @Override
    public CoffeeImage getSubimage(int x, int y, int across, int down) {
      return new Part(image, left + x, top + y, across, down);
    }

    @Override
    public int getRGB(int x, int y) {
      int at = ((top + y) * image.width() + left + x) * 3;
      byte[] pixels = image.pixels();
      return 0xff000000
          | (pixels[at] & 0xff) << 16
          | (pixels[at + 1] & 0xff) << 8
          | (pixels[at + 2] & 0xff);
    }
  }
}

package dev.greengrocer.training.loop;

import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.training.data.Ranges;
import dev.greengrocer.training.network.Architectures;
import java.util.List;

/**
 * The sizes of what the network sees.
 *
 * @param inputSize side of the square that validation and the shipped model see, in pixels
 * @param trainSize side of the square that training sees, in pixels; a smaller one trains faster
 *     and may even validate better (Touvron et al. 2019)
 * @param resize short side of a photo before the centre square is cut out, in pixels, at least
 *     {@code inputSize}
 */
public record InputOptions(int inputSize, int trainSize, int resize) {

  private static final int SMALLEST = 8;
  private static final int LARGEST = 1024;

  /** Training at the size that ships, cut from the centre of a photo 8/7 as large. */
  public static InputOptions of(int inputSize) {
    return new InputOptions(inputSize, inputSize, resizeFor(inputSize));
  }

  /** The usual short side for an input size: the centre crop keeps seven eighths of it. */
  public static int resizeFor(int inputSize) {
    return Math.round(inputSize * 8 / 7f);
  }

  /**
   * The preprocessing that ships.
   *
   * @param network the name of the architecture, which decides mean and standard deviation
   */
  Preprocessing preprocessing(String network) {
    return new Preprocessing(
        resize, inputSize, Architectures.mean(network), Architectures.std(network));
  }

  List<String> faults() {
    return new Ranges()
        .between("input-size", inputSize, SMALLEST, LARGEST)
        .between("train-size", trainSize, SMALLEST, LARGEST)
        .between("resize", resize, inputSize, 2.0 * LARGEST)
        .faults();
  }
}

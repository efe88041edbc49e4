package dev.greengrocer.cli.predict;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.StorageException;
import dev.greengrocer.cli.console.PhotoPaths;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.image.HeatMap;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.ScoredPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of PNGs, each a photo under the heat map of its best label. Never replaces a file: a
 * second {@code 1.jpg} is explained in {@code 1-2.png}.
 */
final class Explanations {

  /** Pixels of the long side: the network sees less, and a folder of them stays small. */
  private static final int LONG_SIDE = 1024;

  private final Path folder;
  private final ImageDecoder decoder;
  private final Map<String, Integer> nextNumber = new HashMap<>();

  private Explanations(Path folder, ImageDecoder decoder) {
    this.folder = folder;
    this.decoder = decoder;
  }

  /**
   * Makes the folder.
   *
   * @param photos arguments that say which photos are named
   * @throws InvalidConfigurationException if it lies where photos are looked for: later runs, and
   *     perhaps this one, would take explanations for photos
   * @throws StorageException if it cannot be made
   */
  static Explanations open(Path folder, List<String> photos, ImageDecoder decoder) {
    for (String argument : photos) {
      Path source = PhotoPaths.path(argument);
      if (Files.isDirectory(source) && absolute(folder).startsWith(absolute(source))) {
        throw new InvalidConfigurationException(
            "--explain %s: lies in %s, whose photos are to be named, and would be taken for more of them; give a folder elsewhere"
                .formatted(folder, argument));
      }
    }
    try {
      Files.createDirectories(folder);
      return new Explanations(folder, decoder);
    } catch (IOException e) {
      throw StorageException.writing(folder, e);
    }
  }

  /**
   * Explains the best label of a photo.
   *
   * @return the file that was written
   * @throws dev.greengrocer.GreengrocerException if the photo is gone, or the file cannot be
   *     written
   */
  Path write(ScoredPhoto.Answered photo) {
    HeatMap heat = photo.activations().orElseThrow().heatMap(photo.prediction().best().label());
    RgbImage picture = shrunk(decoder.decode(photo.path(), LONG_SIDE / 2));
    return save(stem(photo.path()), ImageOperations.encodePng(heat.overlay(picture)));
  }

  private static RgbImage shrunk(RgbImage photo) {
    double scale = (double) LONG_SIDE / Math.max(photo.width(), photo.height());
    return scale >= 1
        ? photo
        : ImageOperations.resize(
            photo,
            (int) Math.max(1, Math.round(scale * photo.width())),
            (int) Math.max(1, Math.round(scale * photo.height())));
  }

  private Path save(String stem, byte[] png) {
    // Another run may write into the same folder.
    Path partial =
        folder.resolve(".explanation-%d.partial".formatted(ProcessHandle.current().pid()));
    try {
      try {
        Files.write(partial, png);
        return moveToFreeName(partial, stem);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw StorageException.writing(folder.resolve(stem + ".png"), e);
    }
  }

  private Path moveToFreeName(Path partial, String stem) throws IOException {
    int number = nextNumber.getOrDefault(stem, 1);
    Path file = numbered(stem, number);
    while (!AtomicFile.moveIfFree(partial, file)) {
      number++;
      file = numbered(stem, number);
    }
    nextNumber.put(stem, number + 1);
    return file;
  }

  private Path numbered(String stem, int number) {
    return folder.resolve(stem + (number == 1 ? "" : "-" + number) + ".png");
  }

  private static String stem(Path photo) {
    String name = String.valueOf(photo.getFileName());
    int dot = name.lastIndexOf('.');
    return dot < 1 ? name : name.substring(0, dot);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}

package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small prepared data set of drawn pictures: red, green and blue ones. */
public final class DrawnDataset {

  static final List<String> NAMES = List.of("tomato", "lime", "plum");

  private final Path directory;
  private final List<Sample> samples = new ArrayList<>();

  DrawnDataset(Path directory) {
    this.directory = directory;
  }

  /** Ten pictures a label for training and four for validation. */
  public static DatasetManifest write(Path directory) {
    DrawnDataset dataset = new DrawnDataset(directory);
    for (String label : NAMES) {
      for (int i = 0; i < 14; i++) {
        dataset.add(label, i < 10 ? Split.TRAIN : Split.VALIDATION, label + "-" + i);
      }
    }
    return dataset.write();
  }

  /** Draws one picture; its name is also the seed of its shades. */
  DrawnDataset add(String label, Split split, String group) {
    String path = "photos/%s-%d.png".formatted(label, samples.size());
    byte[] png = ImageOperations.encodePng(drawn(NAMES.indexOf(label), samples.size()));
    try {
      Files.createDirectories(directory.resolve("photos"));
      Files.write(directory.resolve(path), png);
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png));
      samples.add(new Sample(path, label, split, group, hash, 40, 32));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  DatasetManifest write() {
    DatasetManifest manifest = DatasetManifests.of(directory, LabelSet.ofNames(NAMES), samples, 1);
    DatasetManifests.write(manifest, Map.of());
    return manifest;
  }

  private static RgbImage drawn(int channel, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[40 * 32 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == channel ? 140 + random.nextInt(110) : random.nextInt(90));
    }
    return new RgbImage(40, 32, pixels);
  }
}

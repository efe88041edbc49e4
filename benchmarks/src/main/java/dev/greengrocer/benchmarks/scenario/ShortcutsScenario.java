package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.Label;
import dev.greengrocer.Prediction;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the shortcuts on the way from a photo to its answer change in the answer: by how much a
 * probability moves at most, and how many first answers change. Photos of one's own that are in
 * folders named after labels tell how many answers are right, too.
 */
public final class ShortcutsScenario implements Scenario {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    try (Classifier classifier = Models.open(setting.bundle())) {
      for (PhotoSize size : PhotoSize.values()) {
        int count = size == PhotoSize.MPX_48 ? 1 : setting.either(4, 36);
        Path folder = Files.createDirectory(setting.scratch().resolve(size.name()));
        for (int i = 0; i < count; i++) {
          Files.write(folder.resolve(i + ".jpg"), PhotoMaker.jpeg(size, i));
        }
        compare(classifier, folder, 1, "made photos, " + size, results);
      }
      Path photos = setting.photos().orElseThrow();
      compare(classifier, photos, 1, "real photos", results);
      // Small photos have no shortcut to take: enlarged ones do.
      compare(classifier, photos, 4, "real photos enlarged 4 times", results);
    }
  }

  @Override
  public boolean wantsPhotos() {
    return true;
  }

  private static void compare(
      Classifier classifier, Path folder, int times, String of, Results results)
      throws IOException {
    ImageDecoder decoder = new ImageDecoder();
    Preprocessing preprocessing = classifier.preprocessing();
    ShortcutEffect small = new ShortcutEffect();
    ShortcutEffect atOnce = new ShortcutEffect();
    for (Path photo : files(folder)) {
      String folderName = photo.getName(photo.getNameCount() - 2).toString();
      String truth = classifier.labels().find(folderName).map(Label::name).orElse("");
      byte[] bytes = times == 1 ? Files.readAllBytes(photo) : enlarged(photo, times);
      RgbImage whole = decoder.decode(bytes, "photo");
      RgbImage reduced = decoder.decode(bytes, "photo", preprocessing.resize());
      Prediction expected = classifier.classify(preprocessing.apply(whole)).get(0);
      small.add(expected, classifier.classify(preprocessing.apply(reduced)).get(0), truth);
      ImageTensor steps = stepByStep(preprocessing, whole);
      atOnce.add(classifier.classify(steps).get(0), expected, truth);
    }
    small.report(results, of, "decoded small");
    atOnce.report(results, of, "cropped and resized at once");
  }

  private static byte[] enlarged(Path photo, int times) {
    RgbImage image = new ImageDecoder().decode(photo);
    return ImageOperations.encodeJpeg(
        ImageOperations.resize(image, times * image.width(), times * image.height()), 90);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The photo resized as a whole, its middle cut out, and each value normalised as documented. */
  private static ImageTensor stepByStep(Preprocessing preprocessing, RgbImage photo) {
    double scale = (double) preprocessing.resize() / Math.min(photo.width(), photo.height());
    int size = preprocessing.size();
    RgbImage resized =
        ImageOperations.resize(
            photo,
            (int) Math.round(photo.width() * scale),
            (int) Math.round(photo.height() * scale));
    RgbImage middle =
        ImageOperations.cropAndResize(
            resized,
            (resized.width() - size) / 2.0,
            (resized.height() - size) / 2.0,
            size,
            size,
            size,
            size);
    byte[] pixels = middle.pixels();
    int area = size * size;
    float[] values = new float[Preprocessing.CHANNELS * area];
    for (int i = 0; i < values.length; i++) {
      int channel = i / area;
      int level = pixels[i % area * Preprocessing.CHANNELS + channel] & 0xff;
      values[i] =
          (float)
              ((level / 255.0 - preprocessing.mean().get(channel))
                  / preprocessing.std().get(channel));
    }
    return new ImageTensor(1, Preprocessing.CHANNELS, size, size, values);
  }
}

package dev.greengrocer.lab.evaluation;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.statistics.Percentiles;
import java.util.List;

/** Times single photos, evenly spread over the data, as a user would wait for them. */
final class LatencyProbe {

  private static final int SAMPLE = 50;

  /** Photos that warm up caches and the compiler and are not counted. */
  private static final int WARM_UP = 5;

  private final ImageDecoder decoder = new ImageDecoder();
  private final Classifier classifier;

  LatencyProbe(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Times decoding and classifying.
   *
   * @param photos at least one
   * @param photosPerSecond measured elsewhere, passed through
   */
  Latency measure(List<LabelledPhoto> photos, double photosPerSecond) {
    int sample = Math.min(SAMPLE, photos.size());
    double[] decode = new double[sample];
    double[] classify = new double[sample];
    for (int i = -WARM_UP; i < sample; i++) {
      int place = Math.floorMod(i, sample);
      LabelledPhoto photo = photos.get((int) ((long) place * photos.size() / sample));
      long start = System.nanoTime();
      RgbImage image = decoder.decode(photo.file());
      long decoded = System.nanoTime();
      classifier.classify(image);
      long classified = System.nanoTime();
      decode[place] = (decoded - start) / 1e6;
      classify[place] = (classified - decoded) / 1e6;
    }
    return new Latency(
        sample,
        Percentiles.of(decode),
        Percentiles.of(classify),
        photosPerSecond,
        MachineDescription.ofThisMachine());
  }
}

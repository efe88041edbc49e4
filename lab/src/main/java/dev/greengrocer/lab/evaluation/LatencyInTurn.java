package dev.greengrocer.lab.evaluation;

import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.statistics.Percentiles;
import java.util.List;

/**
 * How long two models took for the same photos, one photo at a time and in turn, so that neither is
 * warmed up by the other, nor slowed alone by what else the machine does.
 *
 * @param sample photos that were timed
 * @param thisClassify milliseconds from pixels to probabilities
 * @param otherClassify the same of the other model
 * @param machine where this was measured
 */
public record LatencyInTurn(
    int sample, Percentiles thisClassify, Percentiles otherClassify, String machine) {

  private static final int SAMPLE = 50;

  /** Photos that warm up caches and the compiler and are not counted. */
  private static final int WARM_UP = 10;

  /**
   * Times both.
   *
   * @param photos at least one
   */
  public static LatencyInTurn measure(
      Classifier thisModel, Classifier other, List<LabelledPhoto> photos) {
    ImageDecoder decoder = new ImageDecoder();
    int sample = Math.min(SAMPLE, photos.size());
    double[] here = new double[sample];
    double[] there = new double[sample];
    for (int i = -WARM_UP; i < sample; i++) {
      int place = Math.floorMod(i, sample);
      RgbImage photo =
          decoder.decode(photos.get((int) ((long) place * photos.size() / sample)).file());
      // The second model finds the photo in the processor's cache.
      if (i % 2 == 0) {
        here[place] = milliseconds(thisModel, photo);
        there[place] = milliseconds(other, photo);
      } else {
        there[place] = milliseconds(other, photo);
        here[place] = milliseconds(thisModel, photo);
      }
    }
    return new LatencyInTurn(
        sample, Percentiles.of(here), Percentiles.of(there), MachineDescription.ofThisMachine());
  }

  private static double milliseconds(Classifier classifier, RgbImage photo) {
    long start = System.nanoTime();
    classifier.classify(photo);
    return (System.nanoTime() - start) / 1e6;
  }
}

package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.ArgMax;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What became of a model's answers when its network began to count in bytes: both networks on the
 * same photos, with probabilities of one temperature.
 *
 * @param photos the photos that both were asked about, at least one
 * @param before right answers of the model in floats
 * @param after right answers of the model in bytes
 * @param sameAnswer photos for which both say the same
 * @param largestDifference the largest difference of one label's probability on one photo
 * @param meanDifference the mean over the photos of the largest difference on each
 */
public record QuantizationEffect(
    int photos,
    Right before,
    Right after,
    int sameAnswer,
    double largestDifference,
    double meanDifference) {

  private static final int BATCH = 32;

  /**
   * Right answers.
   *
   * @param strict photos whose most probable label is right
   * @param merged photos whose most probable group of synonyms is right
   */
  public record Right(int strict, int merged) {}

  /**
   * Asks both.
   *
   * @param temperature divides the logits of both before they become probabilities
   * @param samples at least one, of labels that both know
   * @param progress told how many photos are done
   */
  static QuantizationEffect measure(
      NetworkClassifier floats,
      NetworkClassifier bytes,
      double temperature,
      DatasetManifest manifest,
      List<Sample> samples,
      LongConsumer progress) {
    Count count = new Count(floats.labels());
    ImageDecoder decoder = new ImageDecoder();
    Preprocessing preprocessing = floats.preprocessing();
    try (WorkerPool pool =
        WorkerPool.fixed(Runtime.getRuntime().availableProcessors(), "photo-decoder")) {
      for (int from = 0; from < samples.size(); from += BATCH) {
        List<Sample> batch = samples.subList(from, Math.min(samples.size(), from + BATCH));
        ImageTensor images =
            ImageTensor.concat(
                pool.map(batch, sample -> preprocessing.apply(decoder, manifest.file(sample))));
        float[][] before = floats.logits(images);
        float[][] after = bytes.logits(images);
        for (int i = 0; i < batch.size(); i++) {
          count.add(
              batch.get(i).label(),
              Softmax.of(before[i], temperature),
              Softmax.of(after[i], temperature));
        }
        progress.accept(from + batch.size());
      }
    }
    return count.effect();
  }

  private static final class Count {

    private final LabelSet labels;
    private int photos;
    private int strictBefore;
    private int strictAfter;
    private int mergedBefore;
    private int mergedAfter;
    private int same;
    private double largest;
    private double sum;

    Count(LabelSet labels) {
      this.labels = labels;
    }

    void add(String truth, double[] before, double[] after) {
      Prediction one = Prediction.of(labels, before);
      Prediction other = Prediction.of(labels, after);
      photos++;
      strictBefore += one.best().label().equals(truth) ? 1 : 0;
      strictAfter += other.best().label().equals(truth) ? 1 : 0;
      mergedBefore += groupIsRight(before, truth) ? 1 : 0;
      mergedAfter += groupIsRight(after, truth) ? 1 : 0;
      same += one.best().label().equals(other.best().label()) ? 1 : 0;
      double difference =
          IntStream.range(0, before.length)
              .mapToDouble(k -> Math.abs(before[k] - after[k]))
              .max()
              .orElseThrow();
      largest = Math.max(largest, difference);
      sum += difference;
    }

    private boolean groupIsRight(double[] probabilities, String truth) {
      return ArgMax.of(labels.groupSums(probabilities)) == labels.groupIndex(labels.indexOf(truth));
    }

    QuantizationEffect effect() {
      return new QuantizationEffect(
          photos,
          new Right(strictBefore, mergedBefore),
          new Right(strictAfter, mergedAfter),
          same,
          largest,
          sum / photos);
    }
  }
}

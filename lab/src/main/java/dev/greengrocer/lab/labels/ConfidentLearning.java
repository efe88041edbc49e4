package dev.greengrocer.lab.labels;

import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.ArgMax;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds labels that are probably wrong, by the confident joint of Northcutt, Jiang and Chuang 2021,
 * <a href="https://arxiv.org/abs/1911.00068">1911.00068</a>.
 *
 * <p>A class's threshold is the mean probability that photos with its label have for it. A photo
 * counts for the most probable class whose threshold it reaches; one that counts for another class
 * than its label's is in question, unless its own label is still the most probable. Thresholds make
 * up for classes of which the model is never sure. Synonyms are one class.
 *
 * <pre>{@code
 * LabelQuestions found = ConfidentLearning.find(manifest.labels(), samples, probabilities);
 * found.questions().forEach(q -> System.out.println(q.sample().path() + ": " + q.suggested()));
 * }</pre>
 */
public final class ConfidentLearning {

  private final LabelSet labels;
  private final List<Sample> samples;
  private final int[] given;
  private final double[][] byLabel;
  private final double[][] byGroup;
  private final double[] thresholds;

  private ConfidentLearning(LabelSet labels, List<Sample> samples, double[][] probabilities) {
    this.labels = labels;
    this.samples = samples;
    this.byLabel = probabilities;
    this.byGroup = Arrays.stream(probabilities).map(labels::groupSums).toArray(double[][]::new);
    this.given =
        samples.stream()
            .mapToInt(sample -> labels.groupIndex(labels.indexOf(sample.label())))
            .toArray();
    this.thresholds = thresholds();
  }

  /**
   * Looks for labels in question.
   *
   * @param labels of the data set
   * @param samples the photos
   * @param probabilities {@code [samples][labels]}, each row from a model that did not learn from
   *     that photo or its near-duplicates; an empty row leaves its photo out
   */
  public static LabelQuestions find(
      LabelSet labels, List<Sample> samples, double[][] probabilities) {
    if (samples.size() != probabilities.length) {
      throw new IllegalArgumentException(
          "%d rows of probabilities for %d photos".formatted(probabilities.length, samples.size()));
    }
    List<Sample> judged = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i].length > 0) {
        judged.add(samples.get(i));
        rows.add(probabilities[i]);
      }
    }
    return new ConfidentLearning(labels, judged, rows.toArray(double[][]::new))
        .find(samples.size() - judged.size());
  }

  private LabelQuestions find(int skipped) {
    int groups = labels.groups().size();
    long[][] joint = new long[groups][groups];
    List<LabelQuestion> questions = new ArrayList<>();
    long agreeing = 0;
    for (int i = 0; i < samples.size(); i++) {
      int best = ArgMax.of(byGroup[i]);
      agreeing += best == given[i] ? 1 : 0;
      int confident = confident(byGroup[i]);
      if (confident >= 0) {
        joint[given[i]][confident]++;
        if (confident != given[i] && best != given[i]) {
          questions.add(question(i, confident));
        }
      }
    }
    questions.sort(
        Comparator.comparingDouble(LabelQuestion::margin)
            .reversed()
            .thenComparing(question -> question.sample().path()));
    return new LabelQuestions(
        new Proportion(agreeing, samples.size()), skipped, errors(joint), questions);
  }

  private double[] thresholds() {
    double[] sums = new double[labels.groups().size()];
    long[] counts = new long[sums.length];
    for (int i = 0; i < given.length; i++) {
      sums[given[i]] += byGroup[i][given[i]];
      counts[given[i]]++;
    }
    for (int group = 0; group < sums.length; group++) {
      // No photo can be confidently of a class that none was judged of.
      sums[group] = counts[group] == 0 ? Double.POSITIVE_INFINITY : sums[group] / counts[group];
    }
    return sums;
  }

  /** The most probable class whose threshold is reached; -1 if none is. */
  private int confident(double[] row) {
    int confident = -1;
    for (int group = 0; group < row.length; group++) {
      if (row[group] >= thresholds[group] && (confident < 0 || row[group] > row[confident])) {
        confident = group;
      }
    }
    return confident;
  }

  private LabelQuestion question(int photo, int group) {
    int suggested = -1;
    for (int label = 0; label < labels.size(); label++) {
      if (labels.groupIndex(label) == group
          && (suggested < 0 || byLabel[photo][label] > byLabel[photo][suggested])) {
        suggested = label;
      }
    }
    return new LabelQuestion(
        samples.get(photo),
        labels.get(suggested).name(),
        byGroup[photo][given[photo]],
        byGroup[photo][group]);
  }

  /** Off-diagonal share of the joint, each of its rows scaled to the photos that have the label. */
  private double errors(long[][] joint) {
    double wrong = 0;
    for (int group = 0; group < joint.length; group++) {
      int wanted = group;
      long counted = Arrays.stream(joint[group]).sum();
      long photos = Arrays.stream(given).filter(label -> label == wanted).count();
      if (counted > 0) {
        wrong += (double) photos * (counted - joint[group][group]) / counted;
      }
    }
    return given.length == 0 ? 0 : wrong / given.length;
  }
}

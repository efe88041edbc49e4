package dev.greengrocer.training;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.lab.labels.ConfidentLearning;
import dev.greengrocer.lab.labels.LabelQuestions;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.network.LinearHead;
import dev.greengrocer.training.torch.SoftmaxRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Looks for photos with a wrong label among those for training and validation, and changes nothing.
 *
 * <p>Every photo is judged by a logistic regression on a network's features that was fitted without
 * the photo and its near-duplicates, in five folds; {@link ConfidentLearning} tells which labels
 * that puts in question. The network may know other labels than the data: only its features count.
 */
public final class LabelCheck {

  private static final int FOLDS = 5;

  /** Of these, the one whose answers to the photos left out are best; see {@link HeadFit}. */
  private static final double[] PENALTIES = {1e-6, 1e-5, 1e-4};

  private final ModelBundle model;
  private final DatasetManifest manifest;
  private final List<Sample> samples;
  private final int[] classes;
  private final int[] folds;

  /**
   * Describes the check.
   *
   * @param model whose features are looked at
   * @param manifest the data set; its test split is left alone
   * @throws InvalidDatasetException if it has fewer than two labels with photos
   */
  public LabelCheck(ModelBundle model, DatasetManifest manifest) {
    this.model = model;
    this.manifest = manifest;
    this.samples =
        manifest.samples().stream().filter(sample -> sample.split() != Split.TEST).toList();
    this.classes = TrainingData.classes(manifest, samples);
    if (Arrays.stream(classes).distinct().count() < 2) {
      throw new InvalidDatasetException(
          manifest.directory()
              + ": the train and validation splits hold fewer than two labels, so there is none to"
              + " mistake one for; add photos of others");
    }
    this.folds = folds(samples);
  }

  /** How many photos {@link #run} looks at. */
  public long photos() {
    return samples.size();
  }

  /**
   * Looks at every photo.
   *
   * @param progress told how many photos are done
   * @throws dev.greengrocer.InvalidModelException if the network does not give its features
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  public LabelQuestions run(LongConsumer progress) {
    float[][] features;
    try (NetworkClassifier classifier = Models.openNetwork(model)) {
      features = PhotoFeatures.of(classifier, manifest, samples, progress);
    }
    return ConfidentLearning.find(manifest.labels(), samples, leftOut(features));
  }

  /**
   * Deals the groups of near-duplicates of each label to the folds in turn, so that each fold holds
   * a fifth of every label.
   */
  static int[] folds(List<Sample> samples) {
    Map<String, Integer> foldOfGroup = new TreeMap<>();
    Map<String, Integer> dealt = new TreeMap<>();
    for (Sample sample : samples) {
      if (!foldOfGroup.containsKey(sample.group())) {
        foldOfGroup.put(sample.group(), dealt.merge(sample.label(), 1, Integer::sum) % FOLDS);
      }
    }
    return samples.stream().mapToInt(sample -> foldOfGroup.get(sample.group())).toArray();
  }

  /** Probabilities of each photo from the fit that left it out; empty where none can judge it. */
  private double[][] leftOut(float[][] features) {
    List<double[][]> candidates = new ArrayList<>();
    for (int i = 0; i < PENALTIES.length; i++) {
      candidates.add(new double[samples.size()][0]);
    }
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      int[] others = rows(row -> folds[row] != left);
      int[] judged = rows(row -> folds[row] == left && known(classes[row], others));
      if (judged.length > 0) {
        judge(features, others, judged, candidates);
      }
    }
    return candidates.stream()
        .min((one, other) -> Double.compare(logLoss(one), logLoss(other)))
        .orElseThrow();
  }

  private void judge(float[][] features, int[] others, int[] judged, List<double[][]> candidates) {
    float[][] learnt = Arrays.stream(others).mapToObj(row -> features[row]).toArray(float[][]::new);
    int[] learntOf = Arrays.stream(others).map(row -> classes[row]).toArray();
    try (SoftmaxRegression regression =
        new SoftmaxRegression(learnt, learntOf, manifest.labels().size())) {
      for (int i = 0; i < PENALTIES.length; i++) {
        LinearHead head = regression.fit(PENALTIES[i]);
        for (int row : judged) {
          candidates.get(i)[row] = Softmax.of(head.logits(features[row]), 1);
        }
      }
    }
  }

  private boolean known(int wanted, int[] rows) {
    return Arrays.stream(rows).anyMatch(row -> classes[row] == wanted);
  }

  private int[] rows(IntPredicate wanted) {
    return IntStream.range(0, samples.size()).filter(wanted).toArray();
  }

  private double logLoss(double[][] probabilities) {
    return IntStream.range(0, probabilities.length)
        .filter(row -> probabilities[row].length > 0)
        .mapToDouble(row -> -Math.log(Math.max(1e-15, probabilities[row][classes[row]])))
        .sum();
  }
}

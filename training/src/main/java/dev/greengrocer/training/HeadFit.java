package dev.greengrocer.training;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelDescription;
import dev.greengrocer.model.Provenance;
import dev.greengrocer.training.export.OnnxHeads;
import dev.greengrocer.training.export.OnnxMetadata;
import dev.greengrocer.training.network.LinearHead;
import dev.greengrocer.training.torch.SoftmaxRegression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Fits the head of a model anew, on the features that its network computes now: after published
 * weights were blended in, or for an ensemble, whose members get one head together. Fine-tuning
 * fits a head to features that then move; a head that is fitted last fits those that ship (Kumar et
 * al. 2022, <a href="https://arxiv.org/abs/2202.10054">2202.10054</a>). The labels are those of the
 * data: features do not depend on labels, so a model learns further kinds without a training.
 *
 * <p>The head is a logistic regression on the training photos; its penalty is the one of the least
 * log loss on the validation photos.
 */
public final class HeadFit {

  /** From hardly any penalty to one that leaves the classes far apart only. */
  private static final double[] PENALTIES = {1e-7, 3e-7, 1e-6, 3e-6, 1e-5, 3e-5, 1e-4};

  private final ModelBundle model;
  private final DatasetManifest manifest;
  private final String name;
  private final String codeVersion;

  /**
   * Describes the fit.
   *
   * @param model with pooled features and one dense layer after them
   * @param manifest the photos to fit it on; their labels become those of the new model
   * @param name of the new model
   * @param codeVersion version and commit of the program
   */
  public HeadFit(ModelBundle model, DatasetManifest manifest, String name, String codeVersion) {
    this.model = model;
    this.manifest = manifest;
    this.name = name;
    this.codeVersion = codeVersion;
  }

  /** How many photos {@link #write} looks at. */
  public long photos() {
    return samples(Split.TRAIN).size() + (long) samples(Split.VALIDATION).size();
  }

  /**
   * Fits the head and writes the new bundle, which has no decision rule and no measurements yet.
   *
   * @param progress told how many photos are done
   * @throws InvalidModelException if the model has no head to fit
   * @throws InvalidDatasetException if the data has no photos for training or validation
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public ModelBundle write(Path directory, LongConsumer progress) {
    OnnxHeads heads = OnnxHeads.read(model.modelFile());
    List<Sample> trained = samples(Split.TRAIN);
    List<Sample> held = samples(Split.VALIDATION);
    float[][] trainedFeatures;
    float[][] heldFeatures;
    try (NetworkClassifier classifier = Models.openNetwork(model)) {
      trainedFeatures = PhotoFeatures.of(classifier, manifest, trained, progress);
      heldFeatures =
          PhotoFeatures.of(
              classifier, manifest, held, done -> progress.accept(trained.size() + done));
    }
    Candidate best = best(trainedFeatures, classes(trained), heldFeatures, classes(held));
    ModelDescription description = description(best.penalty);
    OnnxMetadata metadata =
        new OnnxMetadata(
            manifest.labels(), model.preprocessing(), manifest.contentHash(), codeVersion);
    try (UncheckedBundle fitted =
        UncheckedBundle.write(directory, heads.replacedBy(best.head, metadata), description)) {
      return fitted.accept();
    }
  }

  private Candidate best(float[][] trained, int[] trainedOf, float[][] held, int[] heldOf) {
    List<Candidate> candidates = new ArrayList<>();
    try (SoftmaxRegression regression =
        new SoftmaxRegression(trained, trainedOf, manifest.labels().size())) {
      for (double penalty : PENALTIES) {
        LinearHead head = regression.fit(penalty);
        candidates.add(new Candidate(penalty, head, logLoss(head, held, heldOf)));
      }
    }
    return candidates.stream().min(Comparator.comparingDouble(Candidate::logLoss)).orElseThrow();
  }

  private static double logLoss(LinearHead head, float[][] features, int[] classes) {
    double sum = 0;
    for (int i = 0; i < classes.length; i++) {
      float[] logits = head.logits(features[i]);
      sum += Softmax.logSumExp(logits, 1) - logits[classes[i]];
    }
    return sum / classes.length;
  }

  private int[] classes(List<Sample> samples) {
    LabelSet labels = manifest.labels();
    return samples.stream().mapToInt(sample -> labels.indexOf(sample.label())).toArray();
  }

  private List<Sample> samples(Split split) {
    List<Sample> samples = manifest.samples(split);
    if (samples.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: no photo in split '%s', which a head is fitted on; prepare the data with such a split"
              .formatted(manifest.directory(), split.id()));
    }
    return samples;
  }

  private ModelDescription description(double penalty) {
    ModelDescription before = model.description();
    Provenance made = before.provenance();
    Map<String, String> options = new HashMap<>(made.options());
    options.put("head-fitted-on", model.name() + " " + model.modelSha256().substring(0, 12));
    options.put("head-penalty", Double.toString(penalty));
    return new ModelDescription(
        name,
        before.network(),
        manifest.labels(),
        before.preprocessing(),
        DerivedProvenance.of(made, manifest.contentHash(), codeVersion, options),
        List.of());
  }

  private record Candidate(double penalty, LinearHead head, double logLoss) {}
}

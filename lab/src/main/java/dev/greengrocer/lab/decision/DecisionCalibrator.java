package dev.greengrocer.lab.decision;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.inference.OnnxClassifier;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Fits the rule by which a model decides: thresholds on the validation photos of a prepared data
 * set, and what it knows by sight on the training photos. The test photos are never looked at.
 */
public final class DecisionCalibrator {

  /** Photos for training that show what is familiar; more of them show no more. */
  private static final int TRAINED = 2000;

  private final DatasetManifest manifest;
  private final DecisionTargets targets;

  /**
   * Reads nothing yet.
   *
   * @param manifest a data set of the model's own labels
   */
  public DecisionCalibrator(DatasetManifest manifest, DecisionTargets targets) {
    this.manifest = manifest;
    this.targets = targets;
  }

  /** How many photos a calibration looks at. */
  public long photos() {
    return trained().size() + (long) manifest.samples(Split.VALIDATION).size();
  }

  /**
   * Fits a rule for a model. The same model, photos and targets give the same rule.
   *
   * @param progress told after each photo how many are done
   * @throws InvalidDatasetException if the model does not know a label of the data, or a split that
   *     is needed has no photo
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   */
  public FittedDecision fit(ModelBundle bundle, LongConsumer progress) {
    checkLabels(bundle.labels());
    List<Sample> trained = trained();
    List<Sample> held = samples(Split.VALIDATION);
    try (OnnxClassifier classifier = OnnxClassifier.open(bundle)) {
      List<CalibrationPhoto> trainedPhotos = scan(classifier, trained, progress, 0);
      List<CalibrationPhoto> heldPhotos = scan(classifier, held, progress, trained.size());
      return new DecisionFit(bundle.labels(), targets)
          .fit(
              trainedPhotos,
              heldPhotos,
              new FittedOn(
                  String.valueOf(manifest.directory().toAbsolutePath().normalize().getFileName()),
                  manifest.contentHash(),
                  Split.VALIDATION.id(),
                  held.size()));
    }
  }

  private List<CalibrationPhoto> scan(
      OnnxClassifier classifier, List<Sample> samples, LongConsumer progress, long done) {
    List<CalibrationPhoto> photos = new ArrayList<>(samples.size());
    new NetworkScan(classifier, new ImageDecoder())
        .scan(
            samples.stream().map(manifest::file).toList(),
            scanned -> {
              String label = samples.get(photos.size()).label();
              photos.add(
                  new CalibrationPhoto(
                      classifier.labels().indexOf(label), scanned.output(), scanned.clarity()));
              progress.accept(done + photos.size());
            });
    return photos;
  }

  /** Some of the photos for training, evenly spread. */
  private List<Sample> trained() {
    List<Sample> all = samples(Split.TRAIN);
    int step = (all.size() + TRAINED - 1) / TRAINED;
    return IntStream.iterate(0, i -> i < all.size(), i -> i + step).mapToObj(all::get).toList();
  }

  private List<Sample> samples(Split split) {
    List<Sample> samples = manifest.samples(split);
    if (samples.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: no photo in split '%s', which calibration needs; prepare the data with such a split"
              .formatted(manifest.directory(), split.id()));
    }
    return samples;
  }

  private void checkLabels(LabelSet known) {
    List<String> unknown =
        manifest.labels().names().stream().filter(name -> known.find(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw new InvalidDatasetException(
          "%s: the model does not know %s; calibrate on a data set of its own labels"
              .formatted(manifest.directory(), unknown));
    }
  }
}

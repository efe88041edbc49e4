package dev.greengrocer.lab.decision;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.LabelSet;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import dev.greengrocer.model.DecisionRule.FittedOn;
import dev.greengrocer.model.FittedDecision;
import dev.greengrocer.model.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Fits the rule by which a model decides: thresholds on the validation photos of a prepared data
 * set and on photos from elsewhere, and what it knows by sight on the training photos. The test
 * photos are never looked at.
 *
 * <pre>{@code
 * DatasetManifest manifest = DatasetManifests.read(data);
 * DecisionCalibrator calibrator = new DecisionCalibrator(manifest, DecisionTargets.DEFAULT);
 * CalibratedDecision fitted = calibrator.calibrate(ModelBundles.open(bundle), done -> {});
 * System.out.println(fitted.decision());
 * fitted.sets().forEach(System.out::println); // what it decides on the photos that it was fitted on
 * }</pre>
 */
public final class DecisionCalibrator {

  /** Photos for training that show what is familiar; more of them show no more. */
  private static final int TRAINED = 2000;

  private final DatasetManifest manifest;
  private final DecisionTargets targets;
  private final OutsidePhotos outside;

  /**
   * Fits on a data set only.
   *
   * @param manifest a data set of the model's own labels
   */
  public DecisionCalibrator(DatasetManifest manifest, DecisionTargets targets) {
    this(manifest, targets, OutsidePhotos.NONE);
  }

  /**
   * Fits on validation photos and on photos from elsewhere.
   *
   * @param manifest a data set of the model's own labels
   * @param outside photos from elsewhere, none of which the weights were fitted on
   */
  public DecisionCalibrator(
      DatasetManifest manifest, DecisionTargets targets, OutsidePhotos outside) {
    this.manifest = manifest;
    this.targets = targets;
    this.outside = outside;
  }

  /** How many photos a calibration looks at. */
  public long photos() {
    return trained().size() + (long) manifest.samples(Split.VALIDATION).size() + outside.photos();
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
    return rule(bundle, scan(bundle, Optional.empty(), progress));
  }

  /**
   * Fits a rule for a model on validation photos that are decoded already.
   *
   * @param heldCrops the pixels that the network sees of each validation photo, by its position
   *     among those of the manifest; called by several threads
   * @param progress told after each photo how many are done
   * @throws InvalidDatasetException as {@link #fit(ModelBundle, LongConsumer)}
   */
  public FittedDecision fit(
      ModelBundle bundle, IntFunction<RgbImage> heldCrops, LongConsumer progress) {
    return rule(bundle, scan(bundle, Optional.of(heldCrops), progress));
  }

  private FittedDecision rule(ModelBundle bundle, Scan scan) {
    return fit(bundle, scan).fit(scan.held, scan.also, scan.unknown);
  }

  /**
   * Fits a rule for a model, and tells what it decides on each set of photos, and what one fitted
   * without that set does.
   *
   * @param progress told after each photo how many are done
   * @throws InvalidDatasetException as {@link #fit(ModelBundle, LongConsumer)}
   */
  public CalibratedDecision calibrate(ModelBundle bundle, LongConsumer progress) {
    Scan scan = scan(bundle, Optional.empty(), progress);
    DecisionFit fit = fit(bundle, scan);
    FittedDecision decision = fit.fit(scan.held, scan.also, scan.unknown);
    SetDecisionsCounter counter = new SetDecisionsCounter(bundle.labels(), decision);
    List<SetDecisions> sets = new ArrayList<>();
    sets.add(decisions(scan.held, true, counter, Optional.empty()));
    for (int i = 0; i < scan.also.size(); i++) {
      FittedDecision without = fit.fit(scan.held, without(scan.also, i), scan.unknown);
      sets.add(decisions(scan.also.get(i), true, counter, Optional.of(without)));
    }
    for (int i = 0; i < scan.unknown.size(); i++) {
      FittedDecision without = fit.fit(scan.held, scan.also, without(scan.unknown, i));
      sets.add(decisions(scan.unknown.get(i), false, counter, Optional.of(without)));
    }
    return new CalibratedDecision(decision, sets);
  }

  private DecisionFit fit(ModelBundle bundle, Scan scan) {
    return new DecisionFit(bundle.labels(), targets, scan.trained);
  }

  private static List<PhotoSet> without(List<PhotoSet> sets, int index) {
    List<PhotoSet> others = new ArrayList<>(sets);
    others.remove(index);
    return others;
  }

  private static SetDecisions decisions(
      PhotoSet set, boolean known, SetDecisionsCounter counter, Optional<FittedDecision> without) {
    return new SetDecisions(
        set.source().data(),
        known,
        counter.count(set),
        without.map(rule -> counter.by(rule).count(set)));
  }

  /** All photos as the network sees them. */
  private record Scan(
      List<CalibrationPhoto> trained, PhotoSet held, List<PhotoSet> also, List<PhotoSet> unknown) {}

  private Scan scan(
      ModelBundle bundle, Optional<IntFunction<RgbImage>> heldCrops, LongConsumer progress) {
    checkLabels(bundle.labels());
    List<Sample> trained = trained();
    List<Sample> held = samples(Split.VALIDATION);
    try (NetworkClassifier classifier = Models.openNetwork(bundle)) {
      PhotoScan photos = new PhotoScan(classifier, progress);
      return new Scan(
          photos.scan(trained.stream().map(this::photo).toList(), Optional.empty()),
          new PhotoSet(
              new FittedOn(
                  String.valueOf(manifest.directory().toAbsolutePath().normalize().getFileName()),
                  manifest.contentHash(),
                  Split.VALIDATION.id(),
                  held.size()),
              photos.scan(held.stream().map(this::photo).toList(), heldCrops)),
          outside.known().stream()
              .map(set -> new PhotoSet(set.source(), photos.scan(set.photos(), Optional.empty())))
              .toList(),
          outside.unknown().stream()
              .map(set -> new PhotoSet(set.source(), photos.scanUnknown(set.files())))
              .toList());
    }
  }

  private OutsidePhotos.Photo photo(Sample sample) {
    return new OutsidePhotos.Photo(manifest.file(sample), sample.label());
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

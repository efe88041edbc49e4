package dev.greengrocer.web.model;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.StorageException;
import dev.greengrocer.files.Sha256;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.inference.Models;
import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that runs: opened, checked and warm. It closes itself when it has been retired and the
 * last request that uses it has ended. Thread-safe.
 */
public final class LoadedModel {

  private final ModelBundle bundle;
  private final Classifier classifier;
  private final List<EvaluationCounts> evaluations;
  private final String fingerprint;

  // One for its owner, and one for each request that uses it; at 0 it is closed for good.
  private final AtomicInteger users = new AtomicInteger(1);

  private LoadedModel(
      ModelBundle bundle,
      Classifier classifier,
      List<EvaluationCounts> evaluations,
      String fingerprint) {
    this.bundle = bundle;
    this.classifier = classifier;
    this.evaluations = List.copyOf(evaluations);
    this.fingerprint = fingerprint;
  }

  /**
   * Opens a bundle, lets it answer a drawn photo, and warms it up.
   *
   * @throws InvalidModelException if it is incomplete or altered, does not fit its own description,
   *     or answers nonsense
   * @throws StorageException if it cannot be read
   */
  static LoadedModel open(Path directory) {
    ModelBundle bundle = ModelBundles.open(directory);
    List<EvaluationCounts> evaluations = ModelBundles.counts(bundle);
    String fingerprint = fingerprint(bundle);
    Classifier classifier = Models.open(bundle);
    try {
      ModelProbe.check(bundle, classifier);
      return new LoadedModel(bundle, classifier, evaluations, fingerprint);
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  private static String fingerprint(ModelBundle bundle) {
    Path description = bundle.directory().resolve(ModelBundle.METADATA);
    try {
      return Sha256.of(Sha256.ofFile(description) + bundle.modelSha256());
    } catch (IOException e) {
      throw StorageException.reading(description, e);
    }
  }

  /** The hash of its description and weights, as they were when it was opened. */
  String fingerprint() {
    return fingerprint;
  }

  /** What names the photos. */
  public Classifier classifier() {
    return classifier;
  }

  /** All that is known about it. */
  public ModelBundle bundle() {
    return bundle;
  }

  /**
   * What was counted where the model was measured: on test photos if it was, else on the most
   * photos; empty when the bundle holds no counts.
   */
  Optional<EvaluationCounts> evaluation() {
    return evaluations.stream()
        .max(
            Comparator.comparing(EvaluationCounts::ofTestPhotos)
                .thenComparingLong(EvaluationCounts::photos));
  }

  /** Counts one more user; false when the model is closed already. */
  boolean use() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** Counts one user less; the last one closes the model. */
  void release() {
    if (users.decrementAndGet() == 0) {
      classifier.close();
    }
  }
}

package dev.greengrocer.web.model;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.inference.OnnxClassifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that runs: opened, checked and warm. It closes itself when it has been retired and the
 * last request that uses it has ended. Thread-safe.
 */
public final class RunningModel {

  private final OnnxClassifier classifier;

  // One for whoever keeps it, and one for each request that uses it; at 0 it is closed for good.
  private final AtomicInteger users = new AtomicInteger(1);

  private RunningModel(OnnxClassifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Opens a bundle, lets it answer a drawn photo, and warms it up.
   *
   * @throws InvalidModelException if it is incomplete or altered, does not fit its own description,
   *     or answers nonsense
   * @throws dev.greengrocer.StorageException if it cannot be read
   */
  static RunningModel open(Path directory) {
    OnnxClassifier classifier = OnnxClassifier.open(ModelBundles.open(directory));
    try {
      ModelProbe.check(classifier);
      return new RunningModel(classifier);
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  /** What names the photos. */
  public OnnxClassifier classifier() {
    return classifier;
  }

  /** All that is known about it. */
  public ModelBundle bundle() {
    return classifier.bundle();
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

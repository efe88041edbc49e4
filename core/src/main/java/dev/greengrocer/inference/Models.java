package dev.greengrocer.inference;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import java.nio.file.Path;

/**
 * Opens models. Stateless; each {@link Classifier} it opens belongs to the caller, who closes it.
 *
 * <pre>{@code
 * try (Classifier classifier = Models.open(bundle)) {
 *   ImageDecoder decoder = new ImageDecoder();
 *   for (Path file : photos) {
 *     Answer answer = classifier.answer(decoder.decode(file));
 *     ClassScore best = answer.prediction().best();
 *     System.out.printf("%s: %s %.3f%n", file, best.label(), best.probability());
 *   }
 * } // waits for calls on other threads, then releases the network's memory
 * }</pre>
 *
 * <p>What a classifier does not offer, such as logits and features, a {@link NetworkClassifier}
 * does.
 */
public final class Models {

  private Models() {}

  /**
   * Opens a bundle after checking each of its files. A photo that is classified alone uses all of
   * the machine's processors.
   *
   * @param bundle the folder that holds {@code bundle.json} and {@code model.onnx}
   * @throws dev.greengrocer.InvalidModelException if a file is missing or altered, or if the
   *     network cannot be loaded, does not fit the bundle, or takes more than 512 MB for a photo
   * @throws dev.greengrocer.StorageException if a file cannot be read
   */
  public static Classifier open(Path bundle) {
    return open(ModelBundles.open(bundle));
  }

  /**
   * Opens a bundle. A photo that is classified alone uses all of the machine's processors.
   *
   * @param bundle a bundle that was opened and checked
   * @throws dev.greengrocer.InvalidModelException if the network cannot be loaded, does not fit the
   *     bundle, or takes more than 512 MB for a photo
   */
  public static Classifier open(ModelBundle bundle) {
    return openNetwork(bundle);
  }

  /**
   * Opens a bundle with a limit on its threads, such as where several models share a machine.
   *
   * @param bundle a bundle that was opened and checked
   * @param threads threads that share the work of one photo, at least 1
   * @throws dev.greengrocer.InvalidModelException if the network cannot be loaded, does not fit the
   *     bundle, or takes more than 512 MB for a photo
   */
  public static Classifier open(ModelBundle bundle, int threads) {
    return OnnxClassifier.open(bundle, threads);
  }

  /**
   * Opens a bundle whose network is asked itself, as {@link #open(ModelBundle)} opens one for
   * answers.
   */
  public static NetworkClassifier openNetwork(ModelBundle bundle) {
    return openNetwork(bundle, Runtime.getRuntime().availableProcessors());
  }

  /** The same, with a limit on its threads, as {@link #open(ModelBundle, int)}. */
  public static NetworkClassifier openNetwork(ModelBundle bundle, int threads) {
    return OnnxClassifier.open(bundle, threads);
  }

  /**
   * Loads the library that runs networks, ONNX Runtime, if it is not loaded yet, and asks for its
   * version.
   *
   * @throws LinkageError if it cannot be loaded on this machine
   */
  public static String runtimeVersion() {
    return OnnxRuntimeLibrary.environment().getVersion();
  }
}

package dev.greengrocer.web.model;

import dev.greengrocer.ClassScore;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.Prediction;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Classifier;
import dev.greengrocer.model.ModelBundle;
import java.util.List;
import java.util.Random;

/**
 * Lets a model answer drawn photos before it answers people's: every answer has to be probabilities
 * over its labels, and the same photo has to get the same answer alone and in a batch.
 */
final class ModelProbe {

  private static final double TOLERANCE = 1e-3;
  private static final int SIDE = 256;
  private static final int WARM_UP_RUNS = 3;

  private ModelProbe() {}

  static void check(ModelBundle bundle, Classifier classifier) {
    ImageTensor one = classifier.preprocessing().apply(patches(1));
    ImageTensor other = classifier.preprocessing().apply(patches(2));
    for (int run = 0; run < WARM_UP_RUNS; run++) {
      checkAnswers(bundle, classifier, one, other);
    }
    classifier.answer(one);
  }

  private static void checkAnswers(
      ModelBundle bundle, Classifier classifier, ImageTensor one, ImageTensor other) {
    Prediction alone = classifier.classify(one).get(0);
    List<Prediction> batch = classifier.classify(ImageTensor.concat(List.of(one, other)));
    double sum = alone.scores().stream().mapToDouble(ClassScore::probability).sum();
    if (!(Math.abs(sum - 1) < TOLERANCE)) {
      throw nonsense(bundle, "its probabilities for a drawn photo add up to " + sum);
    }
    double again = probability(batch.get(0), alone.best().label());
    if (!(Math.abs(again - alone.best().probability()) < TOLERANCE)) {
      throw nonsense(
          bundle,
          "it answers '%s' with %.4f alone and with %.4f in a batch"
              .formatted(alone.best().label(), alone.best().probability(), again));
    }
  }

  private static double probability(Prediction prediction, String label) {
    return prediction.scores().stream()
        .filter(score -> score.label().equals(label))
        .mapToDouble(ClassScore::probability)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static InvalidModelException nonsense(ModelBundle bundle, String what) {
    return new InvalidModelException(
        "%s: %s; export the model anew".formatted(bundle.modelFile(), what));
  }

  /** A photo of coloured patches. */
  private static RgbImage patches(long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[SIDE * SIDE * 3];
    byte[] colours = new byte[SIDE / 16 * (SIDE / 16) * 3];
    random.nextBytes(colours);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int patch = (y / 16 * (SIDE / 16) + x / 16) * 3;
        System.arraycopy(colours, patch, pixels, (y * SIDE + x) * 3, 3);
      }
    }
    return new RgbImage(SIDE, SIDE, pixels);
  }
}

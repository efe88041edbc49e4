package dev.greengrocer.training.loop;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A real learner in plain Java: softmax regression on the mean of each colour channel, with a
 * little seeded noise in the place of dropout.
 */
class LinearLearner implements Learner {

  private static final int FEATURES = 4;

  private final int classes;
  private final double[] weights;
  private SplittableRandom noise = new SplittableRandom(0);

  /** How many steps it took; for tests that stop it. */
  int steps;

  LinearLearner(int classes) {
    this.classes = classes;
    this.weights = new double[classes * FEATURES];
  }

  double[] weights() {
    return weights.clone();
  }

  @Override
  public void seed(long seed) {
    noise = new SplittableRandom(seed);
  }

  @Override
  public void trainHeadOnly(boolean headOnly) {
    // Its one layer is the head.
  }

  @Override
  public double trainStep(Batch batch, double learningRate) {
    steps++;
    double loss = 0;
    double[] gradient = new double[weights.length];
    for (int n = 0; n < batch.size(); n++) {
      double[] features = features(batch.images(), n);
      features[3] += 0.01 * noise.nextDouble();
      double[] probabilities = softmax(scores(features));
      for (int k = 0; k < classes; k++) {
        float target = batch.targets()[n * classes + k];
        loss -= target * Math.log(probabilities[k]) / batch.size();
        for (int f = 0; f < FEATURES; f++) {
          gradient[k * FEATURES + f] += (probabilities[k] - target) * features[f] / batch.size();
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] -= learningRate * gradient[i];
    }
    return loss;
  }

  @Override
  public float[][] logits(ImageTensor images) {
    float[][] logits = new float[images.count()][classes];
    for (int n = 0; n < images.count(); n++) {
      double[] scores = scores(features(images, n));
      for (int k = 0; k < classes; k++) {
        logits[n][k] = (float) scores[k];
      }
    }
    return logits;
  }

  private static double[] features(ImageTensor images, int n) {
    int area = (int) (images.shape()[2] * images.shape()[3]);
    double[] features = new double[FEATURES];
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < area; i++) {
        features[channel] += images.values()[(n * 3 + channel) * area + i] / area;
      }
    }
    features[3] = 1;
    return features;
  }

  private double[] scores(double[] features) {
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      for (int f = 0; f < FEATURES; f++) {
        scores[k] += weights[k * FEATURES + f] * features[f];
      }
    }
    return scores;
  }

  private static double[] softmax(double[] scores) {
    double sum = 0;
    double[] result = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      result[k] = Math.exp(scores[k]);
      sum += result[k];
    }
    for (int k = 0; k < scores.length; k++) {
      result[k] /= sum;
    }
    return result;
  }

  @Override
  public void save(Path directory) {
    ByteBuffer bytes = ByteBuffer.allocate(weights.length * Double.BYTES);
    bytes.asDoubleBuffer().put(weights);
    try {
      Files.write(directory.resolve("weights"), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void load(Path directory) {
    try {
      ByteBuffer.wrap(Files.readAllBytes(directory.resolve("weights")))
          .asDoubleBuffer()
          .get(weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}

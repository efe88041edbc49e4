package dev.greengrocer.training;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.inference.NetworkScan;
import dev.greengrocer.inference.Softmax;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.data.Teacher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Models that answer together: with the mean of their calibrated probabilities. Learning from the
 * mean is the same as learning from each in turn, for the loss is linear in the answers; and where
 * teachers disagree, the mean is unsure, which a mean of logits hides as soon as one of them is
 * very sure of itself.
 *
 * <p>Each runs on one thread for each caller, so that what it answers does not depend on how many
 * call. Thread-safe. Closing it waits for the calls that have begun.
 */
final class Teachers implements Teacher, AutoCloseable {

  private final List<Member> members;
  private final LabelSet labels;
  private final Preprocessing shown;
  private final double temperature;

  private Teachers(List<Member> members, LabelSet labels, Preprocessing shown, double temperature) {
    this.members = members;
    this.labels = labels;
    this.shown = shown;
    this.temperature = temperature;
  }

  /**
   * One model, and which of its logits belongs to each label of the student.
   *
   * @param columns by the student's class index
   */
  private record Member(NetworkClassifier classifier, List<Integer> columns, double temperature) {

    Preprocessing preprocessing() {
      return classifier.preprocessing();
    }

    /** Adds its share of the mean. */
    void addTo(double[] mean, float[] logits, double softening, int members) {
      double[] own = Softmax.of(logits, temperature * softening);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += own[columns.get(k)] / members;
      }
    }
  }

  /**
   * Opens the models.
   *
   * @param models with the labels of the student, in whatever order
   * @param labels of the student
   * @param shown how the pictures given to {@link #answers} were normalised
   * @param temperature that softens what they answer during training
   * @throws dev.greengrocer.InvalidModelException if one cannot be loaded
   */
  static Teachers open(
      List<ModelBundle> models, LabelSet labels, Preprocessing shown, double temperature) {
    List<Member> members = new ArrayList<>();
    try {
      for (ModelBundle model : models) {
        members.add(
            new Member(
                Models.openNetwork(model, 1),
                labels.names().stream().map(model.labels()::indexOf).toList(),
                Distillation.temperature(model)));
      }
      return new Teachers(members, labels, shown, temperature);
    } catch (RuntimeException e) {
      members.forEach(member -> member.classifier.close());
      throw e;
    }
  }

  /** The largest input of any of them: none sees an enlarged picture. */
  @Override
  public int size() {
    return members.stream().mapToInt(member -> member.preprocessing().size()).max().orElseThrow();
  }

  @Override
  public float[] answers(ImageTensor images) {
    double[][] means = new double[images.count()][labels.size()];
    for (Member member : members) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted between two teachers");
      }
      Preprocessing wanted = member.preprocessing();
      ImageTensor seen = ImageOperations.resize(images, wanted.size());
      float[][] logits = member.classifier.logits(wanted.renormalise(seen, shown));
      for (int row = 0; row < logits.length; row++) {
        member.addTo(means[row], logits[row], temperature, members.size());
      }
    }
    return flat(means);
  }

  /**
   * Calibrated answers for whole photos, each seen as each model would see it in use.
   *
   * @return probabilities in the order of the student's labels, a row a photo
   */
  double[][] answers(List<Path> photos) {
    double[][] means = new double[photos.size()][labels.size()];
    for (Member member : members) {
      List<float[]> logits = new ArrayList<>(photos.size());
      new NetworkScan(member.classifier, new ImageDecoder())
          .scan(photos, scanned -> logits.add(scanned.output().logits()));
      for (int row = 0; row < means.length; row++) {
        member.addTo(means[row], logits.get(row), 1, members.size());
      }
    }
    return means;
  }

  private static float[] flat(double[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; k < rows[row].length; k++) {
        flat[row * rows[row].length + k] = (float) rows[row][k];
      }
    }
    return flat;
  }

  @Override
  public void close() {
    members.forEach(member -> member.classifier.close());
  }
}

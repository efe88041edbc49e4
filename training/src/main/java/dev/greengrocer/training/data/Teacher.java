package dev.greengrocer.training.data;

import dev.greengrocer.image.ImageTensor;

/** Answers for the pictures that training shows, for a student to learn. Thread-safe. */
public interface Teacher {

  /** Side of the square pictures that {@link #answers} takes, in pixels. */
  int size();

  /**
   * What the student should answer, softened by the temperature of {@link DistillationOptions}.
   *
   * @param images {@code [N, 3, S, S]}, varied, mixed and normalised for the student
   * @return row-major {@code [N, K]} probabilities in the order of the student's labels
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  float[] answers(ImageTensor images);
}

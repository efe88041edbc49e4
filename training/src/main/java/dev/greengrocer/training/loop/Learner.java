package dev.greengrocer.training.loop;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import java.nio.file.Path;

/**
 * A network that learns, seen from the training loop. It owns every native object: only Java values
 * cross this door. Not thread-safe; one thread at a time.
 *
 * <p>A fake in plain Java proves the loop without libtorch.
 */
public interface Learner extends AutoCloseable {

  /**
   * Makes whatever the learner draws at random (dropout) a function of this number alone. Called at
   * the start of each epoch, so that a resumed run draws what an unbroken one would.
   */
  void seed(long seed);

  /**
   * Whether the steps that follow move the head alone. Called at the start of each epoch; until the
   * first call every layer moves.
   */
  void trainHeadOnly(boolean headOnly);

  /**
   * One step of gradient descent.
   *
   * @param batch what to learn from
   * @param learningRate of this step, above 0
   * @return mean cross-entropy of the batch before the step; may be NaN or infinite when training
   *     diverges
   */
  double trainStep(Batch batch, double learningRate);

  /**
   * Runs the network as it would be shipped: no dropout, running batch-norm statistics, averaged
   * weights where averaging is on.
   *
   * @param images {@code [N, 3, S, S]}
   * @return {@code [N][K]} logits
   */
  float[][] logits(ImageTensor images);

  /**
   * Writes everything that {@link #load} needs to continue exactly: weights, averages, optimiser.
   */
  void save(Path directory);

  /** Continues from what {@link #save} wrote. */
  void load(Path directory);

  @Override
  void close();
}

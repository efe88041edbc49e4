package dev.greengrocer.training.data;

import dev.greengrocer.concurrent.WorkerPool;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The training batches of each epoch, made ahead of time on threads of their own.
 *
 * <p>What a batch holds is a function of seed, epoch and its place, whatever the threads' timing. A
 * few batches at most wait in memory. Use it from one thread.
 */
public final class BatchLoader implements AutoCloseable {

  private final Photos photos;
  private final int[] classes;
  private final TrainPreset preset;
  private final Mixing mixing;
  private final EpochSampler sampler;
  private final BatchOptions options;
  private final Optional<Teaching> teaching;
  private final WorkerPool threads;

  /**
   * Starts the threads; they wait until an epoch is asked for.
   *
   * @param photos the training photos; closed by their owner, not by the loader
   * @param classes the class index of each photo
   */
  public BatchLoader(Photos photos, int[] classes, TrainPreset preset, BatchOptions options) {
    this(photos, classes, preset, options, Optional.empty());
  }

  /**
   * Starts the threads; they wait until an epoch is asked for.
   *
   * @param photos the training photos; closed by their owner, not by the loader
   * @param classes the class index of each photo, or {@link EpochSampler#UNLABELLED}
   * @param preset varies photos at its size; of a teacher's batches the student sees a smaller copy
   * @param teaching who answers for the pictures; its teacher is closed by its owner, after the
   *     loader
   */
  public BatchLoader(
      Photos photos,
      int[] classes,
      TrainPreset preset,
      BatchOptions options,
      Optional<Teaching> teaching) {
    this.photos = photos;
    this.classes = classes.clone();
    this.preset = preset;
    this.options = options;
    this.teaching = teaching;
    this.mixing = new Mixing(options.augmentation().mix());
    this.sampler =
        new EpochSampler(classes, options.classCount(), options.classBalance(), options.seed());
    this.threads = WorkerPool.fixed(options.threads(), "batch-loader");
  }

  /**
   * Batches an epoch: whole ones only, because batch normalisation cannot learn from a handful; the
   * few photos left over differ from epoch to epoch. A data set smaller than a batch is one batch.
   */
  public int batchesPerEpoch() {
    return Math.max(1, sampler.size() / options.batchSize());
  }

  /**
   * Starts on the batches of an epoch. Close it when done or when giving up.
   *
   * @param epoch counted from 1
   */
  public EpochBatches epoch(int epoch) {
    int[] order = sampler.order(epoch);
    int window = options.threads() + 2;
    return new EpochBatches(
        new OrderedPipeline<>(
            threads, batchesPerEpoch(), window, batch -> assemble(order, epoch, batch)));
  }

  private Batch assemble(int[] order, int epoch, int batch) {
    int from = batch * options.batchSize();
    int count = Math.min(options.batchSize(), order.length - from);
    int pixels = 3 * preset.size() * preset.size();
    float[] images = new float[count * pixels];
    float[] targets = new float[count * options.classCount()];
    for (int i = 0; i < count; i++) {
      int sample = order[from + i];
      SplittableRandom random = RandomDraws.at(options.seed(), "augment", epoch, from + i);
      RgbImage varied = preset.vary(photos.get(sample), random);
      System.arraycopy(preset.tensor(varied).values(), 0, images, i * pixels, pixels);
      setTarget(targets, i, classes[sample]);
    }
    SplittableRandom random = RandomDraws.at(options.seed(), "mix", epoch, batch);
    mixing.mix(images, targets, count, preset.size(), random);
    ImageTensor shown = new ImageTensor(count, 3, preset.size(), preset.size(), images);
    return teaching
        .map(taught -> taught(shown, targets, taught))
        .orElseGet(() -> new Batch(shown, targets));
  }

  private static Batch taught(ImageTensor shown, float[] targets, Teaching teaching) {
    float[] answers = teaching.teacher().answers(shown);
    return new Batch(
        ImageOperations.resize(shown, teaching.studentSize()),
        targets,
        Optional.of(new TeacherAnswers(answers, teaching.options())));
  }

  private void setTarget(float[] targets, int row, int actual) {
    if (actual == EpochSampler.UNLABELLED) {
      return;
    }
    int from = row * options.classCount();
    float spread = (float) (options.labelSmoothing() / options.classCount());
    Arrays.fill(targets, from, from + options.classCount(), spread);
    targets[from + actual] += (float) (1 - options.labelSmoothing());
  }

  /** Stops the threads and waits until the batch that each is making is done. */
  @Override
  public void close() {
    threads.close(); // their photos are closed next
  }
}

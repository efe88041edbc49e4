package dev.greengrocer.benchmarks.parts;

import dev.greengrocer.benchmarks.comparison.WrongAnswerException;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.image.ImageDecoder;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.torch.TorchLearner;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Varying one photo and one step of training on 32. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields up before each trial.
public class TrainingParts {

  private static final int BATCH = 32;

  /** The network that trains, at its default size and options. */
  @Param({"seed-cnn", "resnet-small"})
  public String network;

  private TrainPreset preset;
  private RgbImage photo;
  private TorchLearner learner;
  private Batch batch;
  private double learningRate;
  private double firstLoss;
  private double loss;
  private long draw;

  /** Takes a first step, whose loss must be that of guessing. */
  @Setup
  public void open() {
    TrainingConfig config = TrainingConfig.defaults(network);
    int side = config.input().trainSize();
    preset =
        new TrainPreset(
            config.variation().augmentation(),
            config.variation().world(),
            config.preprocessing(),
            side);
    photo = new ImageDecoder().decode(PhotoMaker.jpeg(2 * side, 3 * side / 2, 1), "photo");
    learner = new TorchLearner(config.networkSpec(DrawnBatch.CLASSES), config.learnerOptions());
    float[] targets = new float[BATCH * DrawnBatch.CLASSES];
    for (int image = 0; image < BATCH; image++) {
      targets[image * DrawnBatch.CLASSES + DrawnBatch.label(image)] = 1;
    }
    batch =
        new Batch(new ImageTensor(BATCH, 3, side, side, DrawnBatch.images(BATCH, side)), targets);
    learningRate = config.rate().learningRate();
    firstLoss = trainStep();
    require(Math.abs(firstLoss - Math.log(DrawnBatch.CLASSES)) < 2, "first loss " + firstLoss);
    checkVariety();
  }

  /** A photo, cropped, varied and normalised. */
  @Benchmark
  public ImageTensor augment() {
    return preset.tensor(preset.vary(photo, new SplittableRandom(draw++)));
  }

  /** Forward, backward and optimiser. */
  @Benchmark
  public double trainStep() {
    loss = learner.trainStep(batch, learningRate);
    return loss;
  }

  /** Looks whether the loss fell, if any step was measured, and whether photos still vary. */
  @TearDown
  public void close() {
    require(loss == firstLoss || loss < firstLoss, "the loss rose to " + loss);
    checkVariety();
    learner.close();
  }

  private void checkVariety() {
    float[] one = augment().values();
    float[] other = augment().values();
    require(!Arrays.equals(one, other), "two draws are the same");
    for (float value : one) {
      require(Math.abs(value) < 10, "a pixel of " + value);
    }
  }

  private void require(boolean right, String fault) {
    if (!right) {
      throw new WrongAnswerException(network, fault);
    }
  }
}

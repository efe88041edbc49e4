package dev.greengrocer.training.torch;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.Learner;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Learner} on libtorch, on the processor. Closing it releases the native memory.
 *
 * <p>Dropout draws from libtorch's one generator, so learners that train by turns must be seeded by
 * turns to be repeatable.
 */
@SuppressWarnings("try") // Scopes and guards act by being open.
public final class TorchLearner implements Learner {

  private final NetworkSpec spec;
  private final LearnerOptions options;
  private final Precision precision;
  private final TorchNetwork network;
  private final TorchWeights weights;
  private final @Nullable TorchWeights average;
  private TorchOptimizer optimizer;
  private long steps;

  /** Builds the network with random weights drawn from the seed of the options. */
  public TorchLearner(NetworkSpec network, LearnerOptions options) {
    this.spec = network;
    this.options = options;
    precision = Autocast.resolve(options.precision());
    this.network = new TorchNetwork(network.layers());
    Weights start = RandomWeights.of(network, options.seed());
    weights = new TorchWeights(network.parameters(), start, true);
    average = options.emaDecay() > 0 ? new TorchWeights(network.parameters(), start, false) : null;
    optimizer = new TorchOptimizer(weights, options);
  }

  /** The version of libtorch and its Java binding, such as {@code 2.10.0-1.5.13}. */
  public static String libraryVersion() {
    return Objects.requireNonNullElse(
        torch.class.getPackage().getImplementationVersion(), "unknown");
  }

  /** What computes: {@link Precision#AUTO} is decided here. */
  public Precision precision() {
    return precision;
  }

  /** What would be shipped: the averaged weights where averaging is on, else the learned ones. */
  public Weights weights() {
    return shipped().copy();
  }

  /** Takes over every given tensor whose name and shape fit; forgets averages and momentum. */
  public WeightTransfer initialise(Weights given) {
    Weights start = weights.copy();
    WeightTransfer transfer = WeightTransfer.between(given, start);
    Weights merged = start.replacedBy(given, transfer.loaded());
    weights.assign(merged);
    if (average != null) {
      average.assign(merged);
    }
    optimizer.close();
    optimizer = new TorchOptimizer(weights, options);
    steps = 0;
    return transfer;
  }

  @Override
  public void seed(long seed) {
    torch.manual_seed(seed);
  }

  @Override
  public double trainStep(Batch batch, double learningRate) {
    torch.set_num_threads(options.threads());
    try (PointerScope scope = new PointerScope()) {
      optimizer.clearGradients();
      Tensor loss = loss(batch);
      double value = loss.item_double();
      if (!Double.isFinite(value)) {
        return value;
      }
      loss.backward();
      optimizer.step(learningRate);
      steps++;
      if (average != null) {
        average.moveTowards(weights, 1 - decay());
      }
      return value;
    }
  }

  private Tensor loss(Batch batch) {
    Tensor images = TorchTensors.of(batch.images());
    Tensor targets = Tensor.create(batch.targets(), batch.size(), spec.classes());
    Tensor logits;
    try (Autocast autocast = new Autocast(precision)) {
      logits = network.forward(images, weights, true);
    }
    return torch.cross_entropy_loss(logits.to(torch.ScalarType.Float), targets);
  }

  /** Small at first, so that the random start is soon forgotten. */
  private double decay() {
    return Math.min(options.emaDecay(), (1.0 + steps) / (10.0 + steps));
  }

  @Override
  public float[][] logits(ImageTensor images) {
    torch.set_num_threads(options.threads());
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGradients = new NoGradGuard()) {
      Tensor logits = network.forward(TorchTensors.of(images), shipped(), false);
      float[] values = TorchTensors.values(logits);
      float[][] rows = new float[images.count()][spec.classes()];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, i * spec.classes(), rows[i], 0, spec.classes());
      }
      return rows;
    }
  }

  private TorchWeights shipped() {
    return average != null ? average : weights;
  }

  @Override
  public void save(Path directory) {
    LearnerFile.write(directory, steps, weights, average, optimizer);
  }

  @Override
  public void load(Path directory) {
    steps = LearnerFile.read(directory, spec, weights, average, optimizer);
  }

  @Override
  public void close() {
    optimizer.close();
    weights.close();
    if (average != null) {
      average.close();
    }
  }
}

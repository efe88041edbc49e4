package dev.greengrocer.training.torch;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.concurrent.UseGuard;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.Learner;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.ParameterSpec;
import dev.greengrocer.training.network.RandomWeights;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Learner} on libtorch, on the processor. Closing it waits for a call that has begun,
 * releases the native memory, and refuses further calls with an {@link IllegalStateException}.
 *
 * <p>Dropout draws from libtorch's one generator, so learners that train by turns must be seeded by
 * turns to be repeatable.
 */
@SuppressWarnings("try") // Scopes and guards act by being open.
public final class TorchLearner implements Learner {

  private final UseGuard guard = new UseGuard("the learner");
  private final NetworkSpec spec;
  private final LearnerOptions options;
  private final Precision precision;
  private final TorchNetwork network;
  private final TorchWeights weights;
  private final @Nullable TorchWeights average;
  private final Set<String> head;
  private final Set<String> frozen;
  // Where the weights started and, until the next step changes it, their blend with what was
  // learned; only where blending is on.
  private @Nullable TorchWeights origin;
  private @Nullable TorchWeights blended;
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
    head = names(network.headParameters().stream());
    frozen = frozen(network, options.transfer().frozenConvolutions());
    optimizer = new TorchOptimizer(weights, head, options);
    trainHeadOnly(false);
  }

  /**
   * The arrays of the leading convolutions and all that is before and between them.
   *
   * @throws InvalidConfigurationException if the network has fewer
   */
  private static Set<String> frozen(NetworkSpec network, int convolutions) {
    List<ParameterSpec> parameters = network.parameters();
    Set<String> frozen = new HashSet<>();
    int seen = 0;
    for (ParameterSpec parameter : parameters) {
      boolean convolution =
          parameter.role() == ParameterSpec.Role.WEIGHT && parameter.shape().size() == 4;
      if (convolution && seen++ == convolutions) {
        return frozen;
      }
      frozen.add(parameter.name());
    }
    if (seen < convolutions) {
      throw new InvalidConfigurationException(
          "frozen-convolutions is %d, but network '%s' has %d"
              .formatted(convolutions, network.name(), seen));
    }
    frozen.removeAll(names(network.headParameters().stream()));
    return frozen;
  }

  private static Set<String> names(Stream<ParameterSpec> parameters) {
    return parameters.map(ParameterSpec::name).collect(Collectors.toUnmodifiableSet());
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

  /**
   * What would be shipped: the averaged weights where averaging is on, else the learned ones;
   * blended with those that {@link #initialise} gave, where blending is on.
   */
  public Weights weights() {
    try (UseGuard.Use use = guard.enter()) {
      return shipped().copy();
    }
  }

  /** Takes over every given tensor whose name and shape fit; forgets averages and momentum. */
  public WeightTransfer initialise(Weights given) {
    try (UseGuard.Use use = guard.enter()) {
      Weights start = weights.copy();
      WeightTransfer transfer = WeightTransfer.between(given, start);
      Weights merged = start.replacedBy(given, transfer.loaded());
      weights.assign(merged);
      if (average != null) {
        average.assign(merged);
      }
      optimizer.close();
      optimizer = new TorchOptimizer(weights, head, options);
      steps = 0;
      if (options.transfer().blend() > 0) {
        release(origin);
        origin = new TorchWeights(spec.parameters(), merged, false);
      }
      changed();
      return transfer;
    }
  }

  @Override
  public void trainHeadOnly(boolean headOnly) {
    try (UseGuard.Use use = guard.enter()) {
      weights.requireGradients(
          parameter ->
              head.contains(parameter.name()) || !(headOnly || frozen.contains(parameter.name())));
    }
  }

  @Override
  public void seed(long seed) {
    torch.manual_seed(seed);
  }

  @Override
  public double trainStep(Batch batch, double learningRate) {
    torch.set_num_threads(options.threads());
    try (UseGuard.Use use = guard.enter();
        PointerScope scope = new PointerScope()) {
      optimizer.clearGradients();
      Tensor loss = loss(batch);
      double value = loss.item_double();
      if (!Double.isFinite(value)) {
        return value;
      }
      loss.backward();
      optimizer.step(learningRate);
      steps++;
      changed();
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
    Tensor answered = logits.to(torch.ScalarType.Float);
    return batch
        .answers()
        .map(teachers -> DistillationLoss.of(answered, targets, batch.targets(), teachers))
        .orElseGet(() -> torch.cross_entropy_loss(answered, targets));
  }

  /** Small at first, so that the random start is soon forgotten. */
  private double decay() {
    return Math.min(options.emaDecay(), (1.0 + steps) / (10.0 + steps));
  }

  @Override
  public float[][] logits(ImageTensor images) {
    torch.set_num_threads(options.threads());
    try (UseGuard.Use use = guard.enter();
        PointerScope scope = new PointerScope();
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
    TorchWeights learned = average != null ? average : weights;
    if (origin == null) {
      return learned;
    }
    if (blended == null) {
      blended = new TorchWeights(spec.parameters(), learned.copy(), false);
      blended.moveTowards(
          origin,
          options.transfer().blend(),
          names(spec.parameters().stream().filter(p -> !head.contains(p.name()))));
    }
    return blended;
  }

  private void changed() {
    release(blended);
    blended = null;
  }

  private static void release(@Nullable TorchWeights weights) {
    if (weights != null) {
      weights.close();
    }
  }

  @Override
  public void save(Path directory) {
    try (UseGuard.Use use = guard.enter()) {
      LearnerFile.write(directory, steps, weights, average, optimizer);
    }
  }

  @Override
  public void load(Path directory) {
    try (UseGuard.Use use = guard.enter()) {
      steps = LearnerFile.read(directory, spec, weights, average, optimizer);
      changed();
    }
  }

  @Override
  public void close() {
    guard.close(this::release);
  }

  private void release() {
    optimizer.close();
    weights.close();
    release(average);
    release(origin);
    release(blended);
  }
}

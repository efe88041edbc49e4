package dev.greengrocer.training.loop;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.training.data.AugmentationOptions;
import dev.greengrocer.training.data.BatchOptions;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.data.Ranges;
import dev.greengrocer.training.data.WorldOptions;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.Layer;
import dev.greengrocer.training.network.NetworkSpec;
import java.util.List;

/**
 * Every option of a training run; two runs with equal options on equal data are one and the same.
 *
 * @param network the name of the architecture
 * @param loop how long training goes on, in which steps, and from which seed
 * @param compute which threads and numbers compute it
 * @param input the sizes of what the network sees
 * @param optimization how gradients become steps
 * @param rate the learning rate and how it moves
 * @param transfer how weights that training starts from are treated
 * @param variation how training photos are varied
 * @param distillation how much teachers count; {@link DistillationOptions#none()} without any
 */
public record TrainingConfig(
    String network,
    @JsonUnwrapped LoopOptions loop,
    @JsonUnwrapped ComputeOptions compute,
    InputOptions input,
    OptimizationOptions optimization,
    ScheduleOptions rate,
    TransferOptions transfer,
    @JsonUnwrapped VariationOptions variation,
    DistillationOptions distillation) {

  /** The network that is trained when none is named. */
  public static final String DEFAULT_NETWORK = "resnet-small";

  /**
   * Checks every range.
   *
   * @throws InvalidConfigurationException that lists every fault, a line each
   */
  public TrainingConfig {
    List<String> faults =
        new Ranges()
            .and(loop.faults())
            .and(compute.faults())
            .and(input.faults())
            .and(optimization.faults())
            .and(rate.faults())
            .and(transfer.faults())
            .holds(
                transfer.headEpochs() + rate.warmupEpochs() < loop.epochs()
                    || transfer.headEpochs() + rate.warmupEpochs() == 0,
                "head-epochs and warmup-epochs are %s together but must be below the %d epochs"
                    .formatted(transfer.headEpochs() + rate.warmupEpochs(), loop.epochs()))
            .and(variation.augmentation().faults())
            .and(variation.world().faults())
            .and(distillation.faults())
            .faults();
    if (!faults.isEmpty()) {
      throw new InvalidConfigurationException(String.join(System.lineSeparator(), faults));
    }
  }

  /**
   * What trains a network well on a few thousand photos: from scratch, or from published weights
   * where the network is a backbone.
   *
   * @param network the name of the architecture
   * @throws InvalidConfigurationException if there is none of that name
   */
  public static TrainingConfig defaults(String network) {
    boolean backbone = Architectures.isBackbone(network);
    int cores = Runtime.getRuntime().availableProcessors();
    int inputSize = Architectures.defaultInputSize(network);
    return new TrainingConfig(
        network,
        new LoopOptions(backbone ? 10 : 60, 32, 0, 42),
        new ComputeOptions(cores, Math.max(1, cores / 2), Precision.AUTO),
        InputOptions.of(inputSize),
        new OptimizationOptions(
            Optimizer.ADAMW, 0.9, 0.999, 0.05, 0.998, dropoutOf(network, inputSize), 0.1, 0.5),
        backbone
            ? new ScheduleOptions(Schedule.COSINE, 1.5e-4, 0.5, 0.01, 20, 0.1, 5, 0.3)
            : new ScheduleOptions(Schedule.COSINE, 1e-3, 3, 0.01, 20, 0.1, 5, 0.3),
        backbone ? TransferOptions.fineTuning() : TransferOptions.none(),
        new VariationOptions(
            AugmentationOptions.defaults(),
            backbone ? WorldOptions.defaults() : WorldOptions.none()),
        DistillationOptions.none());
  }

  /** The same options with teachers. */
  TrainingConfig with(DistillationOptions options) {
    return new TrainingConfig(
        network, loop, compute, input, optimization, rate, transfer, variation, options);
  }

  private static double dropoutOf(String network, int inputSize) {
    return Architectures.named(network, 2, inputSize).layers().stream()
        .filter(Layer.Dropout.class::isInstance)
        .mapToDouble(layer -> ((Layer.Dropout) layer).probability())
        .max()
        .orElse(0);
  }

  /**
   * The network to train, at the size that ships and with this configuration's dropout.
   *
   * @param classCount number of logits
   * @throws InvalidConfigurationException if it cannot train at the size that is asked for
   */
  public NetworkSpec networkSpec(int classCount) {
    NetworkSpec standard = Architectures.named(network, classCount, input.inputSize());
    List<Layer> layers =
        standard.layers().stream()
            .map(
                layer ->
                    layer instanceof Layer.Dropout
                        ? new Layer.Dropout(optimization.dropout())
                        : layer)
            .toList();
    NetworkSpec spec = new NetworkSpec(network, input.inputSize(), classCount, layers);
    spec.requireTakes(input.trainSize());
    return spec;
  }

  /** How a photo becomes the network's input: what ships. */
  public Preprocessing preprocessing() {
    return input.preprocessing(network);
  }

  /** What the learner must know. */
  public LearnerOptions learnerOptions() {
    return new LearnerOptions(
        optimization.optimizer(),
        optimization.momentum(),
        optimization.beta2(),
        optimization.weightDecay(),
        optimization.emaDecay(),
        transfer,
        compute.precision(),
        compute.threads(),
        loop.seed());
  }

  /** What the batch loader must know. */
  public BatchOptions batchOptions(int classCount) {
    return new BatchOptions(
        loop.batchSize(),
        classCount,
        optimization.classBalance(),
        optimization.labelSmoothing(),
        variation.augmentation(),
        compute.loaderThreads(),
        loop.seed());
  }
}

package dev.greengrocer.training.torch;

import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.network.ParameterSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OptimizerOptions;
import org.bytedeco.pytorch.OptimizerParamGroup;
import org.bytedeco.pytorch.OptimizerParamGroupVector;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.TensorVector;

/**
 * One of libtorch's optimisers over four groups: of the head and of all other layers, the weights,
 * which decay, and the biases and batch-norm parameters, which do not.
 */
@SuppressWarnings("try") // Scopes and guards act by being open.
final class TorchOptimizer implements AutoCloseable {

  /** The first two groups hold the body, the last two the head. */
  private static final int BODY_GROUPS = 2;

  private final Optimizer optimizer;
  private final double headFactor;

  TorchOptimizer(TorchWeights weights, Set<String> head, LearnerOptions options) {
    headFactor = options.transfer().headFactor();
    Predicate<ParameterSpec> ofHead = parameter -> head.contains(parameter.name());
    Predicate<ParameterSpec> decays = parameter -> parameter.role() == ParameterSpec.Role.WEIGHT;
    try (PointerScope scope = new PointerScope()) {
      List<TensorVector> groups =
          Stream.of(
                  ofHead.negate().and(decays),
                  ofHead.negate().and(decays.negate()),
                  ofHead.and(decays),
                  ofHead.and(decays.negate()))
              .map(weights::learned)
              .toList();
      optimizer =
          switch (options.optimizer()) {
            case SGD -> {
              SGD sgd = new SGD(groups.get(0), sgd(options, options.weightDecay()));
              for (int i = 1; i < groups.size(); i++) {
                double decay = i % BODY_GROUPS == 0 ? options.weightDecay() : 0;
                sgd.add_param_group(new OptimizerParamGroup(groups.get(i), sgd(options, decay)));
              }
              yield sgd.retainReference();
            }
            case ADAMW -> {
              AdamW adamw = new AdamW(groups.get(0), adamw(options, options.weightDecay()));
              for (int i = 1; i < groups.size(); i++) {
                double decay = i % BODY_GROUPS == 0 ? options.weightDecay() : 0;
                adamw.add_param_group(
                    new OptimizerParamGroup(groups.get(i), adamw(options, decay)));
              }
              yield adamw.retainReference();
            }
          };
    }
  }

  private static SGDOptions sgd(LearnerOptions options, double weightDecay) {
    SGDOptions sgd = new SGDOptions(0);
    sgd.momentum().put(options.momentum());
    sgd.weight_decay().put(weightDecay);
    return sgd;
  }

  private static AdamWOptions adamw(LearnerOptions options, double weightDecay) {
    AdamWOptions adamw = new AdamWOptions(0);
    setBetas(adamw.betas(), options.momentum(), options.beta2());
    adamw.weight_decay().put(weightDecay);
    return adamw;
  }

  /**
   * A {@code std::tuple} lies in memory in whichever order its C++ library likes: GNU's puts the
   * last element first, LLVM's the first. The defaults, 0.9 and 0.999, tell which of them beta 1
   * is.
   */
  private static void setBetas(DoublePointer betas, double first, double second) {
    boolean inOrder = betas.get(0) < betas.get(1);
    betas.put(inOrder ? 0 : 1, first).put(inOrder ? 1 : 0, second);
  }

  /** Forgets the gradients of the last step. */
  void clearGradients() {
    optimizer.zero_grad();
  }

  /**
   * Moves every learned tensor that has a gradient against it.
   *
   * @param learningRate of the body; the head has its multiple
   */
  void step(double learningRate) {
    try (PointerScope scope = new PointerScope()) {
      OptimizerParamGroupVector groups = optimizer.param_groups();
      for (long i = 0; i < groups.size(); i++) {
        OptimizerOptions options = groups.get(i).options();
        options.set_lr(i < BODY_GROUPS ? learningRate : learningRate * headFactor);
      }
      optimizer.step();
    }
  }

  void write(OutputArchive archive) {
    optimizer.save(archive);
  }

  void read(InputArchive archive) {
    optimizer.load(archive);
  }

  @Override
  public void close() {
    optimizer.close();
  }
}

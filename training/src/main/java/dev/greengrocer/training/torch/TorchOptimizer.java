package dev.greengrocer.training.torch;

import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.network.ParameterSpec;
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
 * One of libtorch's optimisers over two groups: weights, which decay, and biases and batch-norm
 * parameters, which do not.
 */
@SuppressWarnings("try") // Scopes and guards act by being open.
final class TorchOptimizer implements AutoCloseable {

  private final Optimizer optimizer;

  TorchOptimizer(TorchWeights weights, LearnerOptions options) {
    try (PointerScope scope = new PointerScope()) {
      TensorVector decaying = weights.learned(role -> role == ParameterSpec.Role.WEIGHT);
      TensorVector others = weights.learned(role -> role != ParameterSpec.Role.WEIGHT);
      optimizer =
          switch (options.optimizer()) {
            case SGD -> {
              SGD sgd = new SGD(decaying, sgd(options, options.weightDecay()));
              sgd.add_param_group(new OptimizerParamGroup(others, sgd(options, 0)));
              yield sgd.retainReference();
            }
            case ADAMW -> {
              AdamW adamw = new AdamW(decaying, adamw(options, options.weightDecay()));
              adamw.add_param_group(new OptimizerParamGroup(others, adamw(options, 0)));
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
   * last element first, LLVM's the first. The defaults, 0.9 and 0.999, tell where beta 1 stands.
   */
  private static void setBetas(DoublePointer betas, double first, double second) {
    boolean inOrder = betas.get(0) < betas.get(1);
    betas.put(inOrder ? 0 : 1, first).put(inOrder ? 1 : 0, second);
  }

  /** Forgets the gradients of the last step. */
  void clearGradients() {
    optimizer.zero_grad();
  }

  /** Moves every learned tensor against its gradient. */
  void step(double learningRate) {
    try (PointerScope scope = new PointerScope()) {
      OptimizerParamGroupVector groups = optimizer.param_groups();
      for (long i = 0; i < groups.size(); i++) {
        OptimizerOptions options = groups.get(i).options();
        options.set_lr(learningRate);
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

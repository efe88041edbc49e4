package dev.greengrocer.training.torch;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.Learner;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.WeightTransfer;
import dev.greengrocer.training.network.Weights;
import java.nio.file.Path;
import java.util.List;

/** A {@link Learner} on libtorch, on the processor. */
public final class TorchLearner implements Learner {

  /** Builds the network with random weights drawn from the seed of the options. */
  public TorchLearner(NetworkSpec network, LearnerOptions options) {}

  /** What would be shipped: the averaged weights where averaging is on, else the learned ones. */
  public Weights weights() {
    return new Weights(List.of());
  }

  /** Takes over every given tensor whose name and shape fit; forgets averages and momentum. */
  public WeightTransfer initialise(Weights weights) {
    return new WeightTransfer(List.of(), List.of(), List.of(), List.of());
  }

  @Override
  public void seed(long seed) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double trainStep(Batch batch, double learningRate) {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[][] logits(ImageTensor images) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void save(Path directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void load(Path directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

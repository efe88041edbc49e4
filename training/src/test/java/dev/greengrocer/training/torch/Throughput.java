package dev.greengrocer.training.torch;

import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Optimizer;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.loop.TransferOptions;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.network.Safetensors;
import java.nio.file.Path;
import java.util.Random;

/**
 * Measures training steps without a loader. Arguments: {@code NETWORK@SIZE xBATCH PRECISION THREADS
 * STEPS [WEIGHTS]}, for example {@code resnet-slim 128 32 fp32 2 20}.
 */
final class Throughput {

  /** As many as the reference split has. */
  private static final int CLASSES = 36;

  private Throughput() {}

  public static void main(String[] arguments) {
    String name = arguments[0];
    int size = Integer.parseInt(arguments[1]);
    int batch = Integer.parseInt(arguments[2]);
    Precision precision = Precision.valueOf(arguments[3].toUpperCase(java.util.Locale.ROOT));
    int threads = Integer.parseInt(arguments[4]);
    int steps = Integer.parseInt(arguments[5]);
    NetworkSpec network = Architectures.named(name, CLASSES, size);
    LearnerOptions options =
        new LearnerOptions(
            Optimizer.SGD, 0.9, 0.999, 5e-4, 0.999, TransferOptions.none(), precision, threads, 1);
    try (TorchLearner learner = new TorchLearner(network, options)) {
      if (arguments.length > 6) {
        learner.initialise(Safetensors.read(Path.of(arguments[6])));
      }
      Batch examples = draw(batch, size);
      for (int i = 0; i < 3; i++) {
        double loss = learner.trainStep(examples, 1e-4);
        if (!Double.isFinite(loss)) {
          throw new IllegalStateException("the loss is " + loss + ": nothing was trained");
        }
      }
      long start = System.nanoTime();
      for (int i = 0; i < steps; i++) {
        learner.trainStep(examples, 1e-4);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        learner.logits(examples.images());
      }
      double inference = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%s@%d x%d %s %d threads: %.1f images/s training, %.1f images/s inference, %.2f M"
              + " parameters%n",
          name,
          size,
          batch,
          precision,
          threads,
          batch * steps / seconds,
          batch * 4 / inference,
          network.parameterCount() / 1e6);
    }
  }

  private static Batch draw(int count, int size) {
    Random random = new Random(1);
    float[] pixels = new float[count * 3 * size * size];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    float[] targets = new float[count * CLASSES];
    for (int i = 0; i < count; i++) {
      targets[i * CLASSES + random.nextInt(CLASSES)] = 1;
    }
    return new Batch(new ImageTensor(count, 3, size, size, pixels), targets);
  }
}

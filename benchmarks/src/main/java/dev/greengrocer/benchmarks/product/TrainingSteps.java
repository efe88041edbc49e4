package dev.greengrocer.benchmarks.product;

import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.image.ImageTensor;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.loop.LearnerOptions;
import dev.greengrocer.training.loop.Optimizer;
import dev.greengrocer.training.loop.Precision;
import dev.greengrocer.training.loop.TransferOptions;
import dev.greengrocer.training.network.Architectures;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.torch.TorchLearner;

/** Steps of gradient descent on one batch in memory. */
public final class TrainingSteps {

  private TrainingSteps() {}

  /**
   * Performs.
   *
   * @param arguments network, side of the images, images a batch, steps a round, learning rate,
   *     precision
   */
  public static void main(String[] arguments) throws Exception {
    int side = Integer.parseInt(arguments[1]);
    int size = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    double learningRate = Double.parseDouble(arguments[4]);
    TorchLearner learner =
        new TorchLearner(network(arguments[0], side), options(Precision.valueOf(arguments[5])));
    Batch batch = batch(size, side);
    WorkerMain.perform(
        () ->
            () ->
                Round.timed(
                    steps * size,
                    () -> {
                      double loss = 0;
                      for (int step = 0; step < steps; step++) {
                        loss = learner.trainStep(batch, learningRate);
                      }
                      return String.valueOf(loss);
                    }));
    learner.close();
  }

  private static NetworkSpec network(String name, int side) {
    return name.equals("resnet-18")
        ? ResNet18.of(DrawnBatch.CLASSES, side)
        : Architectures.named(name, DrawnBatch.CLASSES, side);
  }

  private static LearnerOptions options(Precision precision) {
    return new LearnerOptions(
        Optimizer.SGD,
        0.9,
        0.999,
        0,
        0,
        TransferOptions.none(),
        precision,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  private static Batch batch(int size, int side) {
    float[] targets = new float[size * DrawnBatch.CLASSES];
    for (int image = 0; image < size; image++) {
      targets[image * DrawnBatch.CLASSES + DrawnBatch.label(image)] = 1;
    }
    return new Batch(new ImageTensor(size, 3, side, side, DrawnBatch.images(size, side)), targets);
  }
}

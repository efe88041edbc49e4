package dev.greengrocer.peers;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;

/** Steps of gradient descent on one batch in memory, with DJL on PyTorch. */
final class DjlTrainingSteps implements Workload {

  private final Model model;
  private final Trainer trainer;
  private final NDArray images;
  private final NDArray labels;
  private final int steps;

  private DjlTrainingSteps(String network, int side, int size, int steps, float learningRate) {
    this.steps = steps;
    model = Model.newInstance(network, "PyTorch");
    model.setBlock(DjlNetworks.named(network, DrawnBatch.CLASSES, side));
    Optimizer sgd =
        Optimizer.sgd()
            .setLearningRateTracker(Tracker.fixed(learningRate))
            .optMomentum(0.9f)
            .build();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(sgd));
    Shape shape = new Shape(size, 3, side, side);
    trainer.initialize(shape);
    NDManager manager = trainer.getManager();
    images = manager.create(DrawnBatch.images(size, side), shape);
    float[] classes = new float[size];
    for (int i = 0; i < size; i++) {
      classes[i] = DrawnBatch.label(i);
    }
    labels = manager.create(classes);
  }

  /**
   * Performs.
   *
   * @param arguments network, side of the images, images a batch, steps a round, learning rate
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () -> {
          Engine.getEngine("PyTorch");
          return new DjlTrainingSteps(
              arguments[0],
              Integer.parseInt(arguments[1]),
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              Float.parseFloat(arguments[4]));
        });
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(
        steps * (int) images.getShape().get(0),
        () -> {
          float loss = 0;
          for (int i = 0; i < steps; i++) {
            loss = step();
          }
          return String.valueOf(loss);
        });
  }

  private float step() {
    float value;
    try (GradientCollector gradients = trainer.newGradientCollector()) {
      NDList logits = trainer.forward(new NDList(images));
      NDArray loss = trainer.getLoss().evaluate(new NDList(labels), logits);
      gradients.backward(loss);
      value = DjlNetworks.number(loss);
      logits.close();
      loss.close();
    }
    trainer.step();
    return value;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}

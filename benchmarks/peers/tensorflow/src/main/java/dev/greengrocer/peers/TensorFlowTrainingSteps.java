package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.WorkerMain;
import dev.greengrocer.benchmarks.worker.Workload;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Steps of gradient descent of the seed CNN on one batch in memory, with TensorFlow-Java. */
final class TensorFlowTrainingSteps implements Workload {

  private final Graph graph = new Graph();
  private final TensorFlowSeedCnn network;
  private final Session session;
  private final TFloat32 images;
  private final TFloat32 labels;
  private final int steps;

  private TensorFlowTrainingSteps(int side, int size, int steps, float learningRate) {
    this.steps = steps;
    network =
        new TensorFlowSeedCnn(
            graph, side, size, DrawnBatch.CLASSES, new Momentum(graph, learningRate, 0.9f));
    session = new Session(graph);
    session.initialize();
    images =
        TFloat32.tensorOf(Shape.of(size, side, side, 3), DataBuffers.of(channelsLast(size, side)));
    labels = TFloat32.tensorOf(Shape.of(size, DrawnBatch.CLASSES), DataBuffers.of(oneHot(size)));
  }

  /**
   * Performs.
   *
   * @param arguments network, side of the images, images a batch, steps a round, learning rate
   */
  public static void main(String[] arguments) throws Exception {
    WorkerMain.perform(
        () ->
            new TensorFlowTrainingSteps(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Float.parseFloat(arguments[4])));
  }

  private static float[] channelsLast(int size, int side) {
    float[] planes = DrawnBatch.images(size, side);
    float[] pixels = new float[planes.length];
    int area = side * side;
    for (int i = 0; i < planes.length; i++) {
      int image = i / (3 * area);
      int channel = i / area % 3;
      pixels[(image * area + i % area) * 3 + channel] = planes[i];
    }
    return pixels;
  }

  private static float[] oneHot(int size) {
    float[] rows = new float[size * DrawnBatch.CLASSES];
    for (int i = 0; i < size; i++) {
      rows[i * DrawnBatch.CLASSES + DrawnBatch.label(i)] = 1;
    }
    return rows;
  }

  @Override
  public Round round() throws Exception {
    return Round.timed(
        steps * (int) images.shape().get(0),
        () -> {
          float value = 0;
          for (int i = 0; i < steps; i++) {
            value = network.step(session, images, labels);
          }
          return String.valueOf(value);
        });
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    session.close();
    graph.close();
  }
}

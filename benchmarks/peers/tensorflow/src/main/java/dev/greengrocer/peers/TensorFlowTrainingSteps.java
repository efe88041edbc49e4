package dev.greengrocer.peers;

import dev.greengrocer.benchmarks.stage.Contestant;
import dev.greengrocer.benchmarks.stage.DrawnBatch;
import dev.greengrocer.benchmarks.stage.Round;
import dev.greengrocer.benchmarks.stage.Stage;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Steps of gradient descent of the seed CNN on one batch in memory, with TensorFlow-Java, whose own
 * examples build a graph like this and run its optimiser in a session.
 */
final class TensorFlowTrainingSteps implements Contestant {

  private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Session session;
  private final Placeholder<TFloat32> input;
  private final Placeholder<TFloat32> target;
  private final Operand<TFloat32> loss;
  private final Op step;
  private final TFloat32 images;
  private final TFloat32 labels;
  private final int steps;

  private TensorFlowTrainingSteps(int side, int size, int steps, float learningRate) {
    this.steps = steps;
    input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size, side, side, 3)));
    target = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(size, DrawnBatch.CLASSES)));
    Operand<TFloat32> pooled = convolutions(convolutions(input, 3, 32), 32, 64);
    int pixels = ((side - 4) / 2 - 4) / 2;
    int flat = pixels * pixels * 64;
    Operand<TFloat32> hidden =
        tf.nn.relu(dense(tf.reshape(pooled, tf.array(size, flat)), flat, 512));
    Operand<TFloat32> dropped = dropout(tf.nn.relu(dense(hidden, 512, 256)), size, 256);
    Operand<TFloat32> logits = dense(dropped, 256, DrawnBatch.CLASSES);
    loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss(), tf.constant(0));
    step = new Momentum(graph, learningRate, 0.9f).minimize(loss);
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
    Stage.perform(
        () ->
            new TensorFlowTrainingSteps(
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Float.parseFloat(arguments[4])));
  }

  private Operand<TFloat32> convolutions(Operand<TFloat32> from, int inputs, int outputs) {
    Operand<TFloat32> first = convolution(from, inputs, outputs);
    Operand<TFloat32> second = convolution(first, outputs, outputs);
    return tf.nn.maxPool(second, tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), "VALID");
  }

  private Operand<TFloat32> convolution(Operand<TFloat32> from, int inputs, int outputs) {
    Operand<TFloat32> weights = weights(9 * inputs, 3, 3, inputs, outputs);
    return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(from, weights, ONE, "VALID"), biases(outputs)));
  }

  private Operand<TFloat32> dense(Operand<TFloat32> from, int inputs, int outputs) {
    return tf.math.add(tf.linalg.matMul(from, weights(inputs, inputs, outputs)), biases(outputs));
  }

  private Operand<TFloat32> dropout(Operand<TFloat32> values, int rows, int columns) {
    Operand<TFloat32> draws = tf.random.randomUniform(tf.array(rows, columns), TFloat32.class);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(draws, tf.constant(0.5f)), TFloat32.class);
    return tf.math.mul(tf.math.mul(values, kept), tf.constant(2f));
  }

  /** He-normal. */
  private Variable<TFloat32> weights(int fanIn, int... shape) {
    Operand<TFloat32> drawn = tf.random.truncatedNormal(tf.array(shape), TFloat32.class);
    return tf.variable(tf.math.mul(drawn, tf.constant((float) Math.sqrt(2.0 / fanIn))));
  }

  private Variable<TFloat32> biases(int count) {
    return tf.variable(tf.fill(tf.array(count), tf.constant(0f)));
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
            value = step();
          }
          return String.valueOf(value);
        });
  }

  private float step() {
    try (Result result =
        session
            .runner()
            .feed(input, images)
            .feed(target, labels)
            .addTarget(step)
            .fetch(loss)
            .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    images.close();
    labels.close();
    session.close();
    graph.close();
  }
}

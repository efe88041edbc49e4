package dev.greengrocer.peers;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The seed CNN in TensorFlow-Java, whose own examples build a graph like this and run its optimiser
 * in a session.
 */
final class TensorFlowSeedCnn {

  private static final List<Long> ONE = List.of(1L, 1L, 1L, 1L);

  private final Ops tf;
  private final Placeholder<TFloat32> input;
  private final Placeholder<TFloat32> target;
  private final Operand<TFloat32> loss;
  private final Op step;

  /**
   * Adds the network to a graph.
   *
   * @param side of the images, in pixels
   * @param batch images a step
   */
  TensorFlowSeedCnn(Graph graph, int side, int batch, int classes, Optimizer optimizer) {
    tf = Ops.create(graph);
    input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, side, side, 3)));
    target = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(batch, classes)));
    Operand<TFloat32> pooled = convolutions(convolutions(input, 3, 32), 32, 64);
    int pixels = ((side - 4) / 2 - 4) / 2;
    int flat = pixels * pixels * 64;
    Operand<TFloat32> hidden =
        tf.nn.relu(dense(tf.reshape(pooled, tf.array(batch, flat)), flat, 512));
    Operand<TFloat32> dropped = dropout(tf.nn.relu(dense(hidden, 512, 256)), batch, 256);
    Operand<TFloat32> logits = dense(dropped, 256, classes);
    loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss(), tf.constant(0));
    step = optimizer.minimize(loss);
  }

  /**
   * Takes a step.
   *
   * @param images {@code [batch, side, side, 3]}
   * @param labels {@code [batch, classes]}, one-hot
   * @return the loss
   */
  float step(Session session, TFloat32 images, TFloat32 labels) {
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
}

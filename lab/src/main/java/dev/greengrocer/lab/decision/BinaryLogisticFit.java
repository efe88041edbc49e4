package dev.greengrocer.lab.decision;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A logistic regression of two classes with weighted rows and a quadratic penalty on all
 * coefficients but the constant, fitted by L-BFGS (Liu and Nocedal 1989, <a
 * href="https://doi.org/10.1007/BF01589116">10.1007/BF01589116</a>). The same rows give the same
 * coefficients. (The regression that fits a head runs in libtorch, which no one who calibrates
 * needs.)
 */
final class BinaryLogisticFit {

  private static final int ITERATIONS = 200;
  private static final int MEMORY = 10;

  /** The gradient's length, relative to that at the start, at which nothing is left to gain. */
  private static final double TOLERANCE = 1e-5;

  private static final double ENOUGH_DESCENT = 1e-4;
  private static final double SHORTEST_STEP = 1e-10;

  private final List<Row> rows;
  private final int features;
  private final double penalty;

  private BinaryLogisticFit(List<Row> rows, double penalty) {
    this.rows = rows;
    this.features = rows.get(0).features.length;
    this.penalty = penalty;
  }

  /**
   * Fits coefficients.
   *
   * @param rows at least one
   * @param penalty half of it times the sum of the squared coefficients is added to the loss; above
   *     0
   * @return a coefficient for each feature, and last the constant: the logarithm of the odds of the
   *     positive class
   */
  static double[] of(List<Row> rows, double penalty) {
    return new BinaryLogisticFit(rows, penalty).minimise();
  }

  private double[] minimise() {
    Point at = point(new double[features + 1]);
    double enough = TOLERANCE * length(at.gradient);
    Deque<Step> steps = new ArrayDeque<>();
    for (int i = 0; i < ITERATIONS && length(at.gradient) > enough; i++) {
      double[] direction = direction(at.gradient, steps);
      double slope = dot(direction, at.gradient);
      double length = steps.isEmpty() ? Math.min(1, 1 / length(at.gradient)) : 1;
      Point next = point(plus(at.coefficients, direction, length));
      while (next.loss > at.loss + ENOUGH_DESCENT * length * slope && length > SHORTEST_STEP) {
        length /= 2;
        next = point(plus(at.coefficients, direction, length));
      }
      if (next.loss >= at.loss) {
        break;
      }
      steps.addLast(
          new Step(
              plus(next.coefficients, at.coefficients, -1), plus(next.gradient, at.gradient, -1)));
      if (steps.size() > MEMORY) {
        steps.removeFirst();
      }
      at = next;
    }
    return at.coefficients;
  }

  /** Loss and gradient at some coefficients. */
  private Point point(double[] coefficients) {
    double loss = 0;
    double[] gradient = new double[features + 1];
    for (int i = 0; i < features; i++) {
      loss += penalty / 2 * coefficients[i] * coefficients[i];
      gradient[i] = penalty * coefficients[i];
    }
    for (Row row : rows) {
      double odds = coefficients[features];
      for (int i = 0; i < features; i++) {
        odds += coefficients[i] * row.features[i];
      }
      double margin = row.positive ? odds : -odds;
      loss += row.weight * (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))));
      double pull = (row.positive ? -1 : 1) * row.weight / (1 + Math.exp(margin));
      for (int i = 0; i < features; i++) {
        gradient[i] += pull * row.features[i];
      }
      gradient[features] += pull;
    }
    return new Point(coefficients, loss, gradient);
  }

  /** The two-loop recursion: downhill, by what the last steps tell of the curvature. */
  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] q = gradient.clone();
    double[] along = new double[steps.size()];
    int i = steps.size();
    for (Iterator<Step> newest = steps.descendingIterator(); newest.hasNext(); ) {
      Step step = newest.next();
      along[--i] = dot(step.moved, q) / dot(step.moved, step.turned);
      q = plus(q, step.turned, -along[i]);
    }
    double scale =
        steps.isEmpty()
            ? 1
            : dot(steps.getLast().moved, steps.getLast().turned)
                / dot(steps.getLast().turned, steps.getLast().turned);
    double[] direction = plus(new double[q.length], q, scale);
    for (Step step : steps) {
      double back = dot(step.turned, direction) / dot(step.moved, step.turned);
      direction = plus(direction, step.moved, along[i++] - back);
    }
    return plus(new double[q.length], direction, -1);
  }

  private static double[] plus(double[] one, double[] other, double factor) {
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + factor * other[i];
    }
    return sum;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /** A row: what is known of it, and how much it counts. */
  static final class Row {
    private final float[] features;
    private final boolean positive;
    private final double weight;

    /** Wraps the array without copying it. */
    Row(float[] features, boolean positive, double weight) {
      this.features = features;
      this.positive = positive;
      this.weight = weight;
    }
  }

  private static final class Point {
    private final double[] coefficients;
    private final double loss;
    private final double[] gradient;

    Point(double[] coefficients, double loss, double[] gradient) {
      this.coefficients = coefficients;
      this.loss = loss;
      this.gradient = gradient;
    }
  }

  private static final class Step {
    private final double[] moved;
    private final double[] turned;

    Step(double[] moved, double[] turned) {
      this.moved = moved;
      this.turned = turned;
    }
  }
}

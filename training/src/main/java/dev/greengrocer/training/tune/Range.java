package dev.greengrocer.training.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.random.RandomGenerator;

/** The values among which an option is searched. */
public sealed interface Range {

  /** One value at random. */
  Object draw(RandomGenerator random);

  /** The values that must be allowed if all between them are to be. */
  List<Object> extremes();

  /**
   * Any number, each as likely as another.
   *
   * @param low smallest
   * @param high largest
   * @param whole whether only whole numbers count
   */
  record Uniform(double low, double high, boolean whole) implements Range {

    @Override
    public Object draw(RandomGenerator random) {
      return whole
          ? wholeBetween(low, high, random)
          : number(low + (high - low) * random.nextDouble(), false);
    }

    @Override
    public List<Object> extremes() {
      return List.of(number(low, whole), number(high, whole));
    }
  }

  /**
   * Any number above 0, each order of magnitude as likely as another: for options that count by
   * factors, such as the learning rate.
   *
   * @param low smallest
   * @param high largest
   * @param whole whether only whole numbers count
   */
  record LogUniform(double low, double high, boolean whole) implements Range {

    @Override
    public Object draw(RandomGenerator random) {
      double value = Math.exp(Math.log(low) + Math.log(high / low) * random.nextDouble());
      return number(value, whole);
    }

    @Override
    public List<Object> extremes() {
      return List.of(number(low, whole), number(high, whole));
    }
  }

  /**
   * Some values, each as likely as another.
   *
   * @param values numbers or names
   */
  record Choice(List<Object> values) implements Range {

    /** Copies the values. */
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public Object draw(RandomGenerator random) {
      return values.get(random.nextInt(values.size()));
    }

    @Override
    public List<Object> extremes() {
      return values;
    }
  }

  private static Object wholeBetween(double low, double high, RandomGenerator random) {
    int first = (int) Math.ceil(low);
    return first + random.nextInt((int) Math.floor(high) - first + 1);
  }

  // Four digits: what a trial writes down is exactly what it used, and people can read it.
  private static Object number(double value, boolean whole) {
    return whole ? (Object) (int) Math.round(value) : (Object) rounded(value);
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }
}

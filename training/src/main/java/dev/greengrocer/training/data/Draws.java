package dev.greengrocer.training.data;

import java.util.random.RandomGenerator;

/** The few distributions that variations of photos are drawn from. */
final class Draws {

  private Draws() {}

  /** Whether something of a probability happens. */
  static boolean happens(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  /** Uniform in {@code [low, high)}. */
  static double between(RandomGenerator random, double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** Uniform in {@code [-largest, largest)}. */
  static double symmetric(RandomGenerator random, double largest) {
    return between(random, -largest, largest);
  }
}

package dev.greengrocer.training.data;

import java.util.SplittableRandom;

/**
 * Seeds for everything that training draws at random.
 *
 * <p>Each draw is a function of where it happens (seed, purpose, epoch, position), never of what
 * was drawn before it or on which thread, so that a resumed run draws what an unbroken one would.
 */
public final class RandomDraws {

  /** Weyl constant of SplitMix64 (Steele, Lea and Flood 2014). */
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private RandomDraws() {}

  /** A generator for one place, such as {@code at(seed, "sample", epoch, index)}. */
  static SplittableRandom at(long seed, String purpose, long... place) {
    return new SplittableRandom(seedAt(seed, purpose, place));
  }

  /**
   * A seed for one place.
   *
   * @param seed of the run
   * @param purpose what is drawn, so that two kinds of draw at one place differ
   * @param place numbers such as epoch and index
   */
  public static long seedAt(long seed, String purpose, long... place) {
    long state = mix(seed + GOLDEN_GAMMA * purpose.hashCode());
    for (long part : place) {
      state = mix(state + GOLDEN_GAMMA * (part + 1));
    }
    return state;
  }

  /** The finaliser of SplitMix64: every input bit changes about half of the output bits. */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

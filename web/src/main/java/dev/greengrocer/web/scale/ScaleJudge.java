package dev.greengrocer.web.scale;

import dev.greengrocer.ledger.price.Weight;
import java.util.Optional;

/**
 * Decides which of the weights that a scale shows one after the other are weights of goods: one
 * that has come to rest, and only one until the scale was empty again, so that goods that stay on
 * the scale are not weighed for the next line. Not thread-safe.
 */
final class ScaleJudge {

  /** What a scale may show when nothing lies on it. */
  private static final long EMPTY_GRAMS = 2;

  private final int repeats;
  private Weight last = new Weight(0);
  private int times;
  private boolean used;

  /**
   * @param repeats how many times in a row a weight is read until it counts as stable, where the
   *     scale does not say so
   */
  ScaleJudge(int repeats) {
    this.repeats = repeats;
  }

  /** Takes the next reading; the weight of goods, if it is one. */
  Optional<Weight> judge(ScaleProtocol.Reading reading) {
    Weight weight = reading.weight();
    times = weight.equals(last) ? times + 1 : 1;
    last = weight;
    boolean stable = reading.stable() == null ? times >= repeats : reading.stable();
    if (weight.grams() <= EMPTY_GRAMS) {
      used = false;
      return Optional.empty();
    }
    return stable && !used ? Optional.of(weight) : Optional.empty();
  }

  /** The last weight was filled in: it counts no more until the scale was empty. */
  void use() {
    used = true;
  }
}

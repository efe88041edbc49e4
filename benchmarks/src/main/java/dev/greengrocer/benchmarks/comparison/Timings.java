package dev.greengrocer.benchmarks.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Seconds for a unit of work, of each side in each round that counted. */
public final class Timings {

  private final List<String> sides;
  private final double[][] seconds;
  private final double[][] processor;

  /**
   * Takes over the times.
   *
   * @param sides their names
   * @param seconds {@code [sides][rounds]}
   * @param processor the same of processor time; NaN where it is not known
   */
  Timings(List<String> sides, double[][] seconds, double[][] processor) {
    this.sides = List.copyOf(sides);
    this.seconds = seconds;
    this.processor = processor;
  }

  /** The names of the sides in the order in which they took turns. */
  public List<String> sides() {
    return sides;
  }

  /** Seconds for a unit of work. */
  public Spread seconds(String side) {
    return Spread.of(of(side, seconds));
  }

  /**
   * Processor seconds for a unit of work, on all cores together; empty where they are not known.
   */
  public Optional<Spread> processorSeconds(String side) {
    double[] times = of(side, processor);
    return Arrays.stream(times).anyMatch(Double::isNaN)
        ? Optional.empty()
        : Optional.of(Spread.of(times));
  }

  /**
   * How many times as long one side takes as others together, each round against the same round of
   * theirs: what disturbs the machine for a while disturbs all.
   *
   * @param others whose times add up; often one
   */
  public Spread ratio(String side, String... others) {
    double[] above = of(side, seconds);
    return Spread.of(
        IntStream.range(0, above.length)
            .mapToDouble(
                round ->
                    above[round]
                        / Arrays.stream(others)
                            .mapToDouble(other -> of(other, seconds)[round])
                            .sum())
            .toArray());
  }

  private double[] of(String side, double[][] times) {
    int index = sides.indexOf(side);
    if (index < 0) {
      throw new IllegalArgumentException("side '%s' is not one of %s".formatted(side, sides));
    }
    return times[index];
  }
}

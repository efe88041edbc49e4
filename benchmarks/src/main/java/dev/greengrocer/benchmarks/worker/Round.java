package dev.greengrocer.benchmarks.worker;

import java.util.concurrent.Callable;

/**
 * What a workload did in a round.
 *
 * @param units how many photos, images or steps were worked on, above 0
 * @param seconds that it took
 * @param answer what the work gave, on one line, for the judge to check
 */
public record Round(int units, double seconds, String answer) {

  /** The word that a round's line starts with; other lines are what libraries say. */
  public static final String MARK = "round";

  /** Checks the ranges. */
  public Round {
    if (units < 1 || !(seconds > 0) || answer.contains("\n")) {
      throw new IllegalArgumentException(
          "%d units in %s seconds with answer '%s'".formatted(units, seconds, answer));
    }
  }

  /** Times work on so many units; its result is the answer. */
  public static Round timed(int units, Callable<String> work) throws Exception {
    long start = System.nanoTime();
    String answer = work.call();
    return new Round(units, (System.nanoTime() - start) / 1e9, answer);
  }

  /** Seconds for one unit. */
  public double secondsPerUnit() {
    return seconds / units;
  }

  /** The round as a line of text. */
  String toLine() {
    return String.join(" ", MARK, Integer.toString(units), Double.toString(seconds), answer);
  }

  /** Reads what {@link #toLine} wrote. */
  public static Round ofLine(String line) {
    String[] words = line.split(" ", 4);
    return new Round(Integer.parseInt(words[1]), Double.parseDouble(words[2]), words[3]);
  }
}

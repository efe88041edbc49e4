package dev.greengrocer.lab.dataset.duplicates;

import java.util.Locale;

/**
 * How many photos of one published split are in another as well.
 *
 * @param from the split whose photos are counted
 * @param into the split that they were found in
 * @param exact photos of {@code from} that are byte-identical to one of {@code into}
 * @param near further photos of {@code from} that are near-duplicates of one of {@code into}
 * @param of all readable photos of {@code from}
 */
public record Leak(String from, String into, int exact, int near, int of) {

  /** The leak as a sentence to quote. */
  public String sentence() {
    if (exact + near == 0) {
      return "None of the %,d %s photos is in %s as well.".formatted(of, from, into);
    }
    String sentence =
        "%,d of the %,d %s photos (%s) %s byte-identical to a %s photo"
            .formatted(exact, of, from, percent(exact), exact == 1 ? "is" : "are", into);
    if (near > 0) {
      sentence +=
          ", and %,d more (%s) %s the same picture"
              .formatted(near, percent(near), near == 1 ? "shows" : "show");
    }
    return sentence + warning();
  }

  private String warning() {
    boolean measures = from.equals("test") || (from.equals("validation") && into.equals("train"));
    if (!measures) {
      return ".";
    }
    if (2 * (exact + near) >= of) {
      return "; an accuracy on this %s folder says almost nothing.".formatted(from);
    }
    return "; an accuracy on this %s folder is too high by what they add.".formatted(from);
  }

  private String percent(int count) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / of);
  }
}

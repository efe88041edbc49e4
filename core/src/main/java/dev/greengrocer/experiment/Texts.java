package dev.greengrocer.experiment;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The bounds of what a file of an experiment may hold. Stateless. */
final class Texts {

  static final int HASH = 64;
  static final int LABEL = 100;
  static final int NAME = 200;
  static final int VALUE = 1_000;

  private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

  private Texts() {}

  /** Rejects a text that is too long or holds control characters, which no page could show. */
  static void check(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "%s: %d characters, but at most %d are stored".formatted(what, text.length(), longest));
    }
    if (text.codePoints().anyMatch(Texts::isUnprintable)) {
      throw new IllegalArgumentException("%s: holds a control character".formatted(what));
    }
  }

  private static boolean isUnprintable(int point) {
    return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
  }

  static void checkCount(String what, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(
          "%s: %d, but at most %d are stored".formatted(what, count, most));
    }
  }

  static void checkUnique(String what, Stream<?> keys) {
    Set<Object> seen = new HashSet<>();
    keys.forEach(
        key -> {
          if (!seen.add(key)) {
            throw new IllegalArgumentException("%s %s: there twice".formatted(what, key));
          }
        });
  }

  static void checkMoment(String what, Instant moment) {
    if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "%s: %s lies outside of 1970 to 9999".formatted(what, moment));
    }
  }

  static void checkFinite(String what, double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("%s: %s is no finite number".formatted(what, value));
      }
    }
  }

  /** A text cut to the length that is stored, its control characters taken out. */
  static String fitted(String text, int longest) {
    String clean =
        text.codePoints()
            .map(point -> isUnprintable(point) ? ' ' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return clean.length() <= longest ? clean : cut(clean, longest - 1) + "…";
  }

  /** At most so many characters, no pair of surrogates in two. */
  private static String cut(String text, int longest) {
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end).stripTrailing();
  }
}

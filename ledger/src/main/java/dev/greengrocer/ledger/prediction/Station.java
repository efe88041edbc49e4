package dev.greengrocer.ledger.prediction;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The device or place that a photo comes from, such as a till, a scale or a camera above a belt, as
 * the shop calls it. A name is safe in file names, formulas of spreadsheets and addresses.
 *
 * @param name such as {@code till 2}
 */
public record Station(String name) {

  /** The most characters of a name. */
  public static final int LONGEST = 40;

  /** What a name must be, in words. */
  public static final String RULE =
      "must be at most " + LONGEST + " letters, digits, spaces and - _ . after a letter or digit";

  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{L}\\p{Nd}](?:[\\p{L}\\p{M}\\p{Nd} ._-]{0,38}[\\p{L}\\p{M}\\p{Nd}._-])?");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Station {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("station: " + RULE);
    }
  }

  /**
   * The station that a person or program names; null for an empty name.
   *
   * @param typed with or without spaces around it
   * @throws IllegalArgumentException if it is no name of a station
   */
  public static @Nullable Station of(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : new Station(typed.strip());
  }
}

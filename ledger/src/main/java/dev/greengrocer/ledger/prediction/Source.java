package dev.greengrocer.ledger.prediction;

import java.util.Locale;

/** Where a photo came from. */
public enum Source {
  /** Our own pages. */
  WEB,
  /** A program that speaks our API. */
  API,
  /** A program that speaks the Open Inference Protocol. */
  INFERENCE;

  /** The name in files and answers, such as {@code web}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The source of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Source of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}

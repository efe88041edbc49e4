package dev.greengrocer.ledger.label;

import java.util.Locale;

/** How a statement came in. */
public enum Door {
  /** A program, or a script of our pages. */
  API,
  /** The form on an answer's page. */
  PAGE,
  /** The review queue: only what comes in here takes a photo out of the queue. */
  REVIEW;

  /** The name in the database, such as {@code review}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

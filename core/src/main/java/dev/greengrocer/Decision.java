package dev.greengrocer;

import java.util.Locale;

/** What a model makes of a photo: whether to trust its first name, to ask a person, or neither. */
public enum Decision {
  /** One name, of which the model is sure. */
  ACCEPT,
  /** A few names, one of which is probably right; a person chooses. */
  SHORTLIST,
  /** No name; {@link Reason} tells why. */
  REJECT;

  /** The name in files and answers: {@code accept}, {@code shortlist} or {@code reject}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.greengrocer.lab.dataset.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A doubt about a photo that is kept all the same. */
public enum PhotoFlag {
  /** Hardly any edges. */
  BLURRY,
  /** Hardly any light. */
  DARK,
  /** Hardly any difference between its parts. */
  NEAR_UNIFORM;

  /** The name in files: {@code near-uniform}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

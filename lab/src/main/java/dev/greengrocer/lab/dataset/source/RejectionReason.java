package dev.greengrocer.lab.dataset.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a file of a source is not in the data set. */
public enum RejectionReason {
  /** Its bytes are not an image, or of a damaged one. */
  UNREADABLE,
  /** A side is shorter than the limit. */
  TOO_SMALL,
  /** One side is many times longer than the other. */
  EXTREME_ASPECT,
  /** More pixels than the limit. */
  TOO_MANY_PIXELS,
  /** It lies where the layout has no place for photos. */
  OUTSIDE_CLASS_FOLDERS,
  /** Byte-identical to a photo that was kept. */
  DUPLICATE,
  /** The same picture is under another label as well. */
  CONFLICT,
  /** The split file marks it as left out. */
  LEFT_OUT_BY_SPLIT_FILE,
  /** The split file does not name it. */
  NOT_IN_SPLIT_FILE;

  /** The name in files: {@code too-small}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

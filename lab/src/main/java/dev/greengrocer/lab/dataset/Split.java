package dev.greengrocer.lab.dataset;

import java.util.Locale;
import java.util.Optional;

/** The part of a data set that a sample belongs to. */
public enum Split {
  /** Weights are fitted on these samples. */
  TRAIN,
  /** Choices are made on these samples: epochs, options, thresholds. */
  VALIDATION,
  /** Quality is reported on these samples, and nothing is ever chosen on them. */
  TEST;

  /** The name in files and folders: {@code train}, {@code validation} or {@code test}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the name of a split as folders and files spell it, whatever its case.
   *
   * @param name {@code train}, {@code validation}, {@code val}, {@code valid} or {@code test}
   * @return the split, or empty when it names none
   */
  public static Optional<Split> parse(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "train" -> Optional.of(TRAIN);
      case "validation", "val", "valid" -> Optional.of(VALIDATION);
      case "test" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}

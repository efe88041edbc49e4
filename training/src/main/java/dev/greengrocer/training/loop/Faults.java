package dev.greengrocer.training.loop;

import java.util.List;

/** Words a list of faults as one message. */
public final class Faults {

  private Faults() {}

  /** One line for a single fault, else a line each. */
  public static String message(String where, List<String> faults) {
    return faults.size() == 1
        ? "%s: %s".formatted(where, faults.get(0))
        : "%s have %d faults:%n  - %s"
            .formatted(where, faults.size(), String.join(System.lineSeparator() + "  - ", faults));
  }
}

package dev.greengrocer.lab.dataset.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a walk through a folder of photos left out, counted by reason. Not thread-safe. */
public final class LeftOut {

  /** So many names of each reason are kept. */
  private static final int NAMED = 3;

  private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, List<String>> names = new EnumMap<>(Reason.class);

  /** Why something was left out. */
  public enum Reason {
    /** A name that begins with a dot, or that a system hides, such as {@code Thumbs.db}. */
    HIDDEN("hidden"),
    /** A folder of a NAS, a disk or a system, such as {@code @eaDir}, with all that it holds. */
    SYSTEM_FOLDER("system folder"),
    /** Its bytes are no image and its name does not claim one. */
    NOT_A_PHOTO("not a photo"),
    /** A pipe, socket or device. */
    NOT_A_FILE("pipe, socket or device"),
    /** A link that leads nowhere, or to a folder. */
    LINK("link to a folder or to nothing"),
    /** A folder that may not be listed. */
    UNREADABLE("folder that cannot be read");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  /** Counts one file or folder. */
  public void add(Reason reason, String name) {
    counts.merge(reason, 1, Integer::sum);
    List<String> kept = names.computeIfAbsent(reason, none -> new ArrayList<>());
    if (kept.size() < NAMED) {
      kept.add(name);
    }
  }

  /** How many files and folders were left out. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many were left out for a reason. */
  public int count(Reason reason) {
    return counts.getOrDefault(reason, 0);
  }

  /** What was left out, such as {@code 2 hidden (.a, .b), 1 not a photo (notes.txt)}. */
  public String words() {
    return counts.entrySet().stream()
        .map(
            entry ->
                "%d %s (%s%s)"
                    .formatted(
                        entry.getValue(),
                        entry.getKey().words,
                        String.join(", ", names.get(entry.getKey())),
                        entry.getValue() > NAMED ? ", …" : ""))
        .collect(Collectors.joining(", "));
  }
}

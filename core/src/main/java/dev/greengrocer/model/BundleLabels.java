package dev.greengrocer.model;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.util.List;
import java.util.regex.Pattern;

/** The names in a bundle, which anybody may have made: they become names of files and folders. */
final class BundleLabels {

  private static final int MOST_LABELS = 10_000;
  private static final int LONGEST = 255;

  /** A way out of a folder on any system, or characters that no folder's name can have or show. */
  private static final Pattern UNSAFE =
      Pattern.compile("(?s)(.*[\\\\])?\\.{1,2}([\\\\].*)?|.*[/\\x00-\\x08\\x0b-\\x1f\\x7f].*");

  private BundleLabels() {}

  /**
   * Checks every name, alias and group.
   *
   * @throws InvalidModelException if one could be no folder's name, or if there are too many
   */
  static void check(LabelSet labels) {
    if (labels.size() > MOST_LABELS) {
      throw new InvalidModelException(
          "%d labels are more than %d".formatted(labels.size(), MOST_LABELS));
    }
    for (Label label : labels.labels()) {
      check(List.of(label.name(), label.group()));
      check(label.aliases());
    }
  }

  private static void check(List<String> names) {
    for (String name : names) {
      if (name.length() > LONGEST || UNSAFE.matcher(name).matches()) {
        throw new InvalidModelException(
            "label '%s': a name has 1 to %d characters, no '/', no '..' and no control characters"
                .formatted(name.substring(0, Math.min(80, name.length())), LONGEST));
      }
    }
  }
}

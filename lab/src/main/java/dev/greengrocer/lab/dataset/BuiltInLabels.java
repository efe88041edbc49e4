package dev.greengrocer.lab.dataset;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The kinds of produce that are known without a label file. */
public final class BuiltInLabels {

  private static final LabelSet LABELS = load("labels.yaml");
  private static final LabelSet SORTS = load("sorts.yaml");

  private BuiltInLabels() {}

  /** Their names, aliases and groups, in alphabetical order. */
  public static LabelSet labels() {
    return LABELS;
  }

  /**
   * The kind that a class of a data set shows, if its name is a kind's, an alias, or a sort that is
   * sold beside others of its kind: {@code clementine} shows a mandarin.
   */
  public static Optional<Label> kind(String className) {
    return LABELS
        .find(className)
        .or(() -> SORTS.find(className).map(sorts -> LABELS.get(LABELS.indexOf(sorts.name()))));
  }

  private static LabelSet load(String name) {
    try (InputStream stream = BuiltInLabels.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(stream, name + " is not packed").readAllBytes();
      return LabelFile.parse(new String(bytes, StandardCharsets.UTF_8), "built-in " + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.greengrocer.lab.dataset;

import dev.greengrocer.LabelSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The kinds of produce that are known without a label file. */
public final class BuiltInLabels {

  private static final LabelSet LABELS = load();

  private BuiltInLabels() {}

  /** Their names, aliases and groups, in alphabetical order. */
  public static LabelSet labels() {
    return LABELS;
  }

  private static LabelSet load() {
    try (InputStream stream = BuiltInLabels.class.getResourceAsStream("labels.yaml")) {
      byte[] bytes = Objects.requireNonNull(stream, "labels.yaml is not packed").readAllBytes();
      return LabelFile.parse(new String(bytes, StandardCharsets.UTF_8), "built-in labels.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

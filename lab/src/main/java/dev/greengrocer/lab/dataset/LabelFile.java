package dev.greengrocer.lab.dataset;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * A label set as YAML: a list {@code labels} of {@code name}, {@code aliases} and {@code group}, of
 * which only the name is required.
 *
 * <pre>{@code
 * labels:
 * - name: capsicum
 *   group: bell pepper
 * - name: radish
 *   aliases: [raddish]
 * }</pre>
 */
public final class LabelFile {

  private static final YAMLMapper YAML =
      Yaml.MAPPER
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  private LabelFile() {}

  /**
   * Reads a label file.
   *
   * @throws InvalidConfigurationException if it is not one, or a spelling means two labels
   * @throws StorageException if it cannot be read
   */
  public static LabelSet read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  /**
   * Reads the text of a label file.
   *
   * @param name what to call it in a message
   */
  static LabelSet parse(String text, String name) {
    Document document;
    try {
      document = YAML.readValue(text, Document.class);
    } catch (JacksonException e) {
      throw new InvalidConfigurationException(
          "%s: not a label file (%s); expected a list 'labels' of name, aliases and group"
              .formatted(name, place(e)),
          e);
    }
    if (document == null || document.labels() == null || document.labels().isEmpty()) {
      throw new InvalidConfigurationException(
          name + ": not a label file; expected a list 'labels' of name, aliases and group");
    }
    try {
      return new LabelSet(document.labels().stream().map(Entry::label).toList());
    } catch (InvalidConfigurationException e) {
      throw new InvalidConfigurationException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a label set so that {@link #read} gives an equal one.
   *
   * @throws StorageException if the file cannot be written
   */
  public static void write(Path file, LabelSet labels) {
    Document document = new Document(labels.labels().stream().map(Entry::of).toList());
    try {
      Files.writeString(file, YAML.writeValueAsString(document));
    } catch (IOException e) {
      throw StorageException.writing(file, e);
    }
  }

  private static String place(JacksonException failure) {
    String message = failure.getOriginalMessage();
    String firstLine = message == null ? "unreadable" : message.lines().findFirst().orElse("");
    return failure.getLocation() == null || failure.getLocation().getLineNr() < 1
        ? firstLine
        : "line " + failure.getLocation().getLineNr() + ": " + firstLine;
  }

  private record Document(@Nullable List<Entry> labels) {}

  private record Entry(
      @Nullable String name, @Nullable List<String> aliases, @Nullable String group) {

    static Entry of(Label label) {
      return new Entry(label.name(), label.aliases(), label.group());
    }

    Label label() {
      if (name == null) {
        throw new InvalidConfigurationException("a label has no name; give it one");
      }
      return new Label(name, aliases == null ? List.of() : aliases, group == null ? name : group);
    }
  }
}

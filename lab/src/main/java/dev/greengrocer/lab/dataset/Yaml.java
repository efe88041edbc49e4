package dev.greengrocer.lab.dataset;

import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The YAML mapper of the program. Formats with rules of their own derive theirs from it with {@code
 * rebuild()}. Thread-safe.
 */
public final class Yaml {

  /** Writes no more quotes than are needed, and no line before the document. */
  public static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private Yaml() {}
}

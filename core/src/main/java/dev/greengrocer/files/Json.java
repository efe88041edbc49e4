package dev.greengrocer.files;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON mappers of the program. Formats with rules of their own derive theirs from one of these
 * with {@code rebuild()}. Line ends are {@code \n} on every system. Thread-safe.
 */
public final class Json {

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter().withObjectIndenter(INDENT);

  /** One line; unknown members are ignored on reading. */
  public static final JsonMapper MAPPER = JsonMapper.shared();

  /** Indented objects, arrays on one line; reads as {@link #MAPPER} does. */
  public static final JsonMapper INDENTED =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(PRETTY)
          .build();

  /** Written as {@link #INDENTED} does; a member that is unknown, missing or null is refused. */
  public static final JsonMapper STRICT =
      INDENTED
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private static final ObjectWriter DOCUMENT =
      MAPPER.writer().with(PRETTY.withArrayIndenter(INDENT));

  private Json() {}

  /** A value with each member and each element on a line of its own, and a line end. */
  public static String document(Object value) {
    return DOCUMENT.writeValueAsString(value) + "\n";
  }
}

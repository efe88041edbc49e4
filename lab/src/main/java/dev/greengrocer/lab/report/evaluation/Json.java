package dev.greengrocer.lab.report.evaluation;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** Values as indented JSON whose bytes do not depend on the machine. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private Json() {}

  static String of(Object value) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return MAPPER.writer().with(printer).writeValueAsString(value) + "\n";
  }
}

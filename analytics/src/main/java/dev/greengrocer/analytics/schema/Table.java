package dev.greengrocer.analytics.schema;

import java.util.List;

/** A table of the star schema. */
public sealed interface Table permits Fact, Dimension {

  /** In lower case with underscores, in the singular. */
  String name();

  /** What a row of it is. */
  String words();

  /** The columns that together are different in every row. */
  List<String> key();

  /** All columns in their order. */
  List<Column> columns();
}

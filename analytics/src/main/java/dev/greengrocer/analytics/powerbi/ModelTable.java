package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.schema.Table;
import java.util.List;

/**
 * A table of the model.
 *
 * @param name in the model
 * @param source the table of the star schema whose rows it has
 * @param columns in their order
 * @param hierarchies ways from the whole to its parts
 */
record ModelTable(
    String name, Table source, List<ModelColumn> columns, List<Hierarchy> hierarchies) {

  ModelTable {
    columns = List.copyOf(columns);
    hierarchies = List.copyOf(hierarchies);
  }

  /**
   * A way from the whole to its parts.
   *
   * @param name in the model
   * @param levels columns, the widest first
   */
  record Hierarchy(String name, List<String> levels) {
    Hierarchy {
      levels = List.copyOf(levels);
    }
  }

  /** Whether it is the copy of a dimension for a second relationship, which lists no figures. */
  boolean isCopy() {
    return !name.equals(Names.of(source.name()));
  }

  /** The figures that it lists. */
  List<Measure> measures() {
    return isCopy() ? List.of() : Measures.of(source.name());
  }
}

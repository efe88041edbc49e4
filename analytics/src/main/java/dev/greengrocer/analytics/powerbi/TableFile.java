package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Tmdl.name;

/**
 * A table of the model in TMDL: figures, columns, hierarchies, and the query of its rows.
 * Stateless.
 */
final class TableFile {

  private TableFile() {}

  static String of(ModelTable table, PowerBiOptions options) {
    Tmdl file = new Tmdl();
    file.describes(0, words(table)).line(0, "table " + name(table.name()));
    file.line(1, "lineageTag: " + FixedId.guid("table/" + table.name()));
    if (isDate(table)) {
      file.line(1, "dataCategory: Time");
    }
    file.blank();
    table.measures().forEach(measure -> measure(file, measure, options));
    table.columns().forEach(column -> column(file, table, column));
    table.hierarchies().forEach(hierarchy -> hierarchy(file, table, hierarchy));
    file.line(1, "partition %s = m".formatted(name(table.name())))
        .line(2, "mode: import")
        .line(2, "source =")
        .expression(2, Queries.of(table));
    return file.toString();
  }

  /** What a row of it is. */
  static String words(ModelTable table) {
    return table.isCopy()
        ? "What photos show, as people said, or as the data set of an evaluation has it."
        : table.source().words();
  }

  private static boolean isDate(ModelTable table) {
    return table.source().name().equals("date");
  }

  private static void measure(Tmdl file, Measure measure, PowerBiOptions options) {
    file.describes(1, measure.words().english());
    String dax = measure.dax(options);
    if (dax.contains("\n")) {
      file.line(1, "measure %s =".formatted(name(measure.name()))).expression(1, dax);
    } else {
      file.line(1, "measure %s = %s".formatted(name(measure.name()), dax));
    }
    file.line(2, "formatString: " + measure.format().pattern(options))
        .line(2, "displayFolder: " + measure.folder().english())
        .line(2, "lineageTag: " + FixedId.guid("measure/" + measure.name()))
        .blank();
  }

  private static void column(Tmdl file, ModelTable table, ModelColumn column) {
    file.describes(1, column.words()).line(1, "column " + name(column.name()));
    file.line(2, "dataType: " + column.dataType());
    if (column.show().hidden()) {
      file.line(2, "isHidden");
    }
    if (isDate(table) && column.source().equals("date")) {
      file.line(2, "isKey");
    }
    if (column.format() != null) {
      file.line(2, "formatString: " + column.format());
    }
    file.line(2, "lineageTag: " + FixedId.guid(table.name() + "/" + column.name()));
    if (column.show().category() != null) {
      file.line(2, "dataCategory: " + column.show().category());
    }
    file.line(2, "summarizeBy: none").line(2, "sourceColumn: " + column.source());
    if (column.show().sortedBy() != null) {
      file.line(2, "sortByColumn: " + name(column.show().sortedBy()));
    }
    file.blank().line(2, "annotation SummarizationSetBy = User").blank();
  }

  private static void hierarchy(Tmdl file, ModelTable table, ModelTable.Hierarchy hierarchy) {
    String id = table.name() + "/hierarchy/" + hierarchy.name();
    file.line(1, "hierarchy " + name(hierarchy.name())).line(2, "lineageTag: " + FixedId.guid(id));
    file.blank();
    for (String level : hierarchy.levels()) {
      file.line(2, "level " + name(level))
          .line(3, "lineageTag: " + FixedId.guid(id + "/" + level))
          .line(3, "column: " + name(level))
          .blank();
    }
  }
}

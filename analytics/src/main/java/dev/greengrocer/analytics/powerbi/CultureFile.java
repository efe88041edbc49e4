package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Tmdl.name;

import dev.greengrocer.analytics.powerbi.ModelTable.Hierarchy;

/** The names of the model in a language, in TMDL. Stateless. */
final class CultureFile {

  private CultureFile() {}

  static String of(Culture culture) {
    Tmdl file = new Tmdl().line(0, "cultureInfo " + culture.id()).blank();
    file.line(1, "translations").line(2, "model Model").blank();
    boolean german = culture == Culture.GERMAN;
    for (ModelTable table : SemanticModel.tables()) {
      named(file, 3, "table", table.name(), german ? German.table(table) : table.name()).blank();
      table.measures().forEach(measure -> measure(file, measure, german));
      for (ModelColumn column : table.columns()) {
        if (!column.show().hidden()) {
          String caption = german ? German.column(column) : column.name();
          named(file, 4, "column", column.name(), caption).blank();
        }
      }
      table.hierarchies().forEach(hierarchy -> hierarchy(file, hierarchy, german));
    }
    return file.toString();
  }

  private static void measure(Tmdl file, Measure measure, boolean german) {
    Measure.Words words = measure.words();
    Folder folder = measure.folder();
    named(file, 4, "measure", measure.name(), german ? words.germanName() : measure.name())
        .line(5, "description: " + (german ? words.german() : words.english()))
        .line(5, "displayFolder: " + (german ? folder.german() : folder.english()))
        .blank();
  }

  private static void hierarchy(Tmdl file, Hierarchy hierarchy, boolean german) {
    String caption = german ? German.hierarchy(hierarchy) : hierarchy.name();
    named(file, 4, "hierarchy", hierarchy.name(), caption).blank();
    for (String level : hierarchy.levels()) {
      named(file, 5, "level", level, german ? German.level(level) : level).blank();
    }
  }

  private static Tmdl named(Tmdl file, int depth, String what, String name, String caption) {
    return file.line(depth, what + " " + name(name)).line(depth + 1, "caption: " + caption);
  }
}

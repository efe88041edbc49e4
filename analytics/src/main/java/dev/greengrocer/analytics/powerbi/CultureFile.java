package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Tmdl.name;

/** The names of the model in a language, in TMDL. Stateless. */
final class CultureFile {

  private CultureFile() {}

  static String of(Culture culture) {
    Tmdl file = new Tmdl().line(0, "cultureInfo " + culture.id()).blank();
    file.line(1, "translations").line(2, "model Model").blank();
    for (ModelTable table : SemanticModel.tables()) {
      file.line(3, "table " + name(table.name()));
      file.line(4, "caption: " + (culture == Culture.GERMAN ? German.table(table) : table.name()));
      file.blank();
      for (Measure measure : table.measures()) {
        boolean german = culture == Culture.GERMAN;
        file.line(4, "measure " + name(measure.name()))
            .line(5, "caption: " + (german ? measure.words().germanName() : measure.name()))
            .line(
                5,
                "description: " + (german ? measure.words().german() : measure.words().english()))
            .line(
                5,
                "displayFolder: "
                    + (german ? measure.folder().german() : measure.folder().english()))
            .blank();
      }
      for (ModelColumn column : table.columns()) {
        if (!column.show().hidden()) {
          file.line(4, "column " + name(column.name()))
              .line(
                  5,
                  "caption: " + (culture == Culture.GERMAN ? German.column(column) : column.name()))
              .blank();
        }
      }
    }
    return file.toString();
  }
}

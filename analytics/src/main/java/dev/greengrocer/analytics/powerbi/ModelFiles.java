package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Tmdl.name;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The semantic model as files in TMDL. Stateless. */
final class ModelFiles {

  /** Which features of Analysis Services the model may use; those of Power BI since 2024. */
  private static final int COMPATIBILITY_LEVEL = 1601;

  private ModelFiles() {}

  /** The files below {@code definition}, by path. */
  static SortedMap<String, String> of(PowerBiOptions options) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("database.tmdl", database());
    files.put("model.tmdl", model());
    files.put("expressions.tmdl", expressions(options));
    files.put("relationships.tmdl", relationships());
    for (ModelTable table : SemanticModel.tables()) {
      files.put("tables/" + table.name() + ".tmdl", TableFile.of(table, options));
    }
    for (Culture culture : Culture.values()) {
      files.put("cultures/" + culture.id() + ".tmdl", CultureFile.of(culture));
    }
    return files;
  }

  private static String database() {
    return new Tmdl()
        .line(0, "database")
        .line(1, "compatibilityLevel: " + COMPATIBILITY_LEVEL)
        .toString();
  }

  private static String model() {
    Tmdl file =
        new Tmdl()
            .line(0, "model Model")
            .line(1, "culture: " + Culture.ENGLISH.id())
            .line(1, "defaultPowerBIDataSourceVersion: powerBI_V3")
            .line(1, "discourageImplicitMeasures")
            .line(1, "sourceQueryCulture: " + Culture.ENGLISH.id())
            .blank()
            .line(1, "annotation __PBI_TimeIntelligenceEnabled = 0")
            .blank();
    for (ModelTable table : SemanticModel.tables()) {
      file.line(0, "ref table " + name(table.name()));
    }
    file.blank();
    for (Culture culture : Culture.values()) {
      file.line(0, "ref cultureInfo " + culture.id());
    }
    return file.toString();
  }

  private static String expressions(PowerBiOptions options) {
    Tmdl file = new Tmdl();
    for (Map.Entry<String, String> parameter : Queries.parameters(options).entrySet()) {
      file.line(
              0,
              "expression %s = %s meta [IsParameterQuery=true, Type=\"Text\", IsParameterQueryRequired=true]"
                  .formatted(parameter.getKey(), Queries.text(parameter.getValue())))
          .line(1, "lineageTag: " + FixedId.guid("expression/" + parameter.getKey()))
          .blank()
          .line(1, "annotation PBI_ResultType = Text")
          .blank();
    }
    for (Map.Entry<String, String> function : Queries.functions(options).entrySet()) {
      file.line(0, "expression %s =".formatted(function.getKey()))
          .expression(0, function.getValue())
          .line(1, "lineageTag: " + FixedId.guid("expression/" + function.getKey()))
          .blank()
          .line(1, "annotation PBI_ResultType = Function")
          .blank();
    }
    return file.toString();
  }

  private static String relationships() {
    Tmdl file = new Tmdl();
    for (SemanticModel.Relationship one : SemanticModel.relationships()) {
      file.line(0, "relationship " + FixedId.guid("relationship/" + one))
          .line(1, "fromColumn: %s.%s".formatted(name(one.fromTable()), name(one.fromColumn())))
          .line(1, "toColumn: %s.%s".formatted(name(one.toTable()), name(one.toColumn())))
          .blank();
    }
    return file.toString();
  }
}

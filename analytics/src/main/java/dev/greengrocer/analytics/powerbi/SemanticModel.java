package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.powerbi.ModelColumn.Show;
import dev.greengrocer.analytics.powerbi.ModelTable.Hierarchy;
import dev.greengrocer.analytics.schema.Column;
import dev.greengrocer.analytics.schema.ColumnType;
import dev.greengrocer.analytics.schema.StarSchema;
import dev.greengrocer.analytics.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables and relationships of the model, made from the star schema. A class is on both sides of
 * a confusion, so the dimension is there twice. Stateless.
 */
final class SemanticModel {

  /** The second copy of the classes: what photos show. */
  static final String CONFIRMED_CLASS = "Confirmed class";

  /** The column that Power Query adds to answers: the address of its page in the application. */
  static final String PAGE = "page";

  private static final String CLASS = "class";
  private static final String DATE = "date";
  private static final String PREDICTION = "prediction";

  /** Numbers that only figures add up; people who drag them would add cents or microseconds. */
  private static final Set<String> FOR_FIGURES =
      Set.of(
          "decode_micros",
          "preprocess_micros",
          "queue_micros",
          "infer_micros",
          "total_micros",
          "unit_price",
          "total",
          "goods_total",
          "tax_added",
          "cash_rounding",
          "cash_given",
          "net",
          "tax",
          "net_grams",
          "pieces",
          "discount",
          "revenue",
          "cost",
          "cost_of_goods",
          "margin",
          "counted",
          "learning_rate",
          "train_loss",
          "validation_loss",
          "validation_accuracy",
          "validation_accuracy_merged",
          "images_per_second",
          "seconds",
          "photos",
          "answers",
          "accepted",
          "shortlisted",
          "rejected",
          "checked",
          "checked_right",
          "accepted_checked",
          "accepted_right",
          "p50_milliseconds",
          "p95_milliseconds");

  /** Those that are no sums where they are. */
  private static final Set<String> SHOWN = Set.of("prediction.margin", "price.unit_price");

  private static final Map<String, String> SORTED_BY =
      Map.of("month_name", "month", "weekday_name", "day_of_week");

  /** The links to classes that say what a photo shows. */
  private static final Set<String> CONFIRMED =
      Set.of("prediction.confirmed_class_key", "label.class_key", "evaluation_cell.true_class_key");

  private SemanticModel() {}

  /**
   * A relationship: many rows of one table to one of another.
   *
   * @param fromTable the fact
   * @param fromColumn its column
   * @param toTable the dimension
   * @param toColumn its key
   */
  record Relationship(String fromTable, String fromColumn, String toTable, String toColumn) {}

  /** All tables, facts first. */
  static List<ModelTable> tables() {
    List<ModelTable> tables = new ArrayList<>();
    for (Table table : StarSchema.tables()) {
      tables.add(table(Names.of(table.name()), table));
      if (table.name().equals(CLASS)) {
        tables.add(table(CONFIRMED_CLASS, table));
      }
    }
    return tables;
  }

  /** All relationships, in the order of the tables. */
  static List<Relationship> relationships() {
    List<Relationship> relationships = new ArrayList<>();
    for (Table table : StarSchema.tables()) {
      for (Column column : table.columns()) {
        String dimension = column.references();
        if (dimension != null) {
          boolean confirmed = CONFIRMED.contains(table.name() + "." + column.name());
          relationships.add(
              new Relationship(
                  Names.of(table.name()),
                  Names.of(column.name()),
                  confirmed ? CONFIRMED_CLASS : Names.of(dimension),
                  Names.of(dimension + "_key")));
        }
      }
    }
    return relationships;
  }

  private static ModelTable table(String name, Table table) {
    List<ModelColumn> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String sortedBy = SORTED_BY.get(column.name());
      columns.add(
          new ModelColumn(
              Names.of(column.name()),
              column.name(),
              column.type(),
              column.words(),
              new Show(
                  isHidden(table.name(), column.name()),
                  sortedBy == null ? null : Names.of(sortedBy),
                  null)));
    }
    if (table.name().equals(PREDICTION)) {
      columns.add(
          new ModelColumn(
              Names.of(PAGE),
              PAGE,
              ColumnType.TEXT,
              "The address of its page in the application.",
              new Show(false, null, "WebUrl")));
    }
    return new ModelTable(name, table, columns, hierarchies(table.name()));
  }

  private static boolean isHidden(String table, String column) {
    return column.endsWith("_key")
        || (FOR_FIGURES.contains(column) && !SHOWN.contains(table + "." + column));
  }

  private static List<Hierarchy> hierarchies(String table) {
    return switch (table) {
      case DATE ->
          List.of(
              new Hierarchy("Calendar", List.of("Year", "Quarter", "Year month", "Date")),
              new Hierarchy("Weeks", List.of("Week year", "Week", "Date")),
              new Hierarchy(
                  "Fiscal calendar",
                  List.of("Fiscal year", "Fiscal quarter", "Fiscal month", "Date")),
              new Hierarchy("Fiscal weeks", List.of("Fiscal year", "Fiscal week", "Date")));
      case CLASS -> List.of(new Hierarchy("Goods", List.of("Kind", "Name")));
      case "reason" -> List.of(new Hierarchy("Decisions", List.of("Decision", "Reason")));
      default -> List.of();
    };
  }
}

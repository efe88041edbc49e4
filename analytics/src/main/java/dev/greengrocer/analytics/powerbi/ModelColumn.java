package dev.greengrocer.analytics.powerbi;

import dev.greengrocer.analytics.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of the model.
 *
 * @param name in the model
 * @param source in the star schema
 * @param type what it holds
 * @param words what it means
 * @param show how it is shown
 */
record ModelColumn(String name, String source, ColumnType type, String words, Show show) {

  /**
   * How a column is shown.
   *
   * @param hidden whether people do not see it, because only figures and relationships need it
   * @param sortedBy the column whose order is that of this one, or null for its own
   * @param category what Power BI makes of its values, such as {@code WebUrl}, or null
   */
  record Show(boolean hidden, @Nullable String sortedBy, @Nullable String category) {}

  /** How TMDL calls the type. */
  String dataType() {
    return switch (type) {
      case WHOLE -> "int64";
      case NUMBER -> "double";
      case TEXT -> "string";
      case DAY, MOMENT, LOCAL -> "dateTime";
      case FLAG -> "boolean";
    };
  }

  /** How Power Query calls the type. */
  String queryType() {
    return switch (type) {
      case WHOLE -> "Int64.Type";
      case NUMBER -> "type number";
      case TEXT -> "type text";
      case DAY -> "type date";
      case MOMENT, LOCAL -> "type datetime";
      case FLAG -> "type logical";
    };
  }

  /** How its values are shown, or null where the type says it. */
  @Nullable String format() {
    return switch (type) {
      case WHOLE -> "0";
      case NUMBER -> "0.000";
      case DAY -> "yyyy-mm-dd";
      case MOMENT, LOCAL -> "yyyy-mm-dd hh:nn:ss";
      case TEXT, FLAG -> null;
    };
  }
}

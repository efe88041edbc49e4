package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Json.object;

import dev.greengrocer.analytics.powerbi.Visual.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A visual in PBIR: its query and its formats. Stateless. */
final class VisualJson {

  private static final String TITLE_SIZE = "18pt";

  private VisualJson() {}

  static Map<String, Object> of(Visual visual) {
    Map<String, Object> json = object("visualType", visual.kind().visualType());
    if (visual.kind() != Kind.TEXT) {
      json.put("query", query(visual));
    }
    Map<String, Object> objects = objects(visual);
    if (!objects.isEmpty()) {
      json.put("objects", objects);
    }
    json.put("visualContainerObjects", container(visual));
    json.put("drillFilterOtherVisuals", true);
    return json;
  }

  /** A column or figure, as queries and filters name it. */
  static Map<String, Object> field(Field field) {
    return object(
        field.isMeasure() ? "Measure" : "Column",
        object(
            "Expression",
            object("SourceRef", object("Entity", field.table())),
            "Property",
            field.name()));
  }

  private static Map<String, Object> query(Visual visual) {
    Map<String, Object> state = object();
    visual
        .roles()
        .forEach(
            (role, fields) ->
                state.put(
                    role,
                    object("projections", fields.stream().map(VisualJson::projection).toList())));
    Map<String, Object> query = object("queryState", state);
    sortedBy(visual, query);
    return query;
  }

  private static Map<String, Object> projection(Field field) {
    Map<String, Object> projection =
        object(
            "field", field(field), "queryRef", field.reference(), "nativeQueryRef", field.name());
    if (!field.isMeasure()) {
      projection.put("active", true);
    }
    if (!field.heading().equals(field.name())) {
      projection.put("displayName", field.heading());
    }
    return projection;
  }

  /** Bars fall, all else goes by its axis. */
  private static void sortedBy(Visual visual, Map<String, Object> query) {
    Kind kind = visual.kind();
    if (kind == Kind.BARS || kind == Kind.LINE || kind == Kind.STACK || kind == Kind.COLUMNS) {
      boolean falls = kind == Kind.BARS;
      Field field = (falls ? visual.shows().values() : visual.shows().by()).get(0);
      query.put(
          "sortDefinition",
          object(
              "sort",
              List.of(
                  object("field", field(field), "direction", falls ? "Descending" : "Ascending")),
              "isDefaultSort",
              true));
    }
  }

  private static Map<String, Object> objects(Visual visual) {
    return switch (visual.kind()) {
      case TEXT -> object("general", properties("paragraphs", paragraphs(visual.title())));
      case SLICER ->
          object(
              "data", properties("mode", literal("'Dropdown'")),
              "header", properties("show", literal("false")));
      case MATRIX -> object("values", List.of(heat(visual.shows().values().get(0))));
      case STACK ->
          visual
              .series()
              .filter(series -> series.name().equals("Decision"))
              .map(series -> object("dataPoint", decisions(series)))
              .orElseGet(() -> object());
      case BARS, COLUMNS, LINE, CARD, TABLE -> object();
    };
  }

  private static List<Object> paragraphs(String text) {
    return List.of(
        object(
            "textRuns",
            List.of(
                object(
                    "value",
                    text,
                    "textStyle",
                    object("fontWeight", "bold", "fontSize", TITLE_SIZE)))));
  }

  /** Gives each decision its colour. */
  private static List<Object> decisions(Field series) {
    List<Object> colors = new ArrayList<>();
    Theme.DECISIONS.forEach(
        (decision, color) ->
            colors.add(
                object(
                    "properties",
                    object("fill", object("solid", object("color", literal(quoted(color))))),
                    "selector",
                    object("data", List.of(object("scopeId", is(series, decision)))))));
    return colors;
  }

  private static Map<String, Object> is(Field column, String text) {
    return object(
        "Comparison",
        object("ComparisonKind", 0, "Left", field(column), "Right", value(quoted(text))));
  }

  /** Fills the cells by their value. */
  private static Map<String, Object> heat(Field field) {
    return object(
        "properties",
        object(
            "backColor",
            object(
                "solid",
                object(
                    "color",
                    object(
                        "expr",
                        object(
                            "FillRule",
                            object(
                                "Input",
                                field(field),
                                "FillRule",
                                object(
                                    "linearGradient2",
                                    object(
                                        "min",
                                        object("color", value("'" + Theme.HEAT.get(0) + "'")),
                                        "max",
                                        object("color", value("'" + Theme.HEAT.get(1) + "'")),
                                        "nullColoringStrategy",
                                        object("strategy", value("'noColor'")))))))))),
        "selector",
        object(
            "data",
            List.of(object("dataViewWildcard", object("matchingOption", 1))),
            "metadata",
            field.reference()));
  }

  private static Map<String, Object> container(Visual visual) {
    Map<String, Object> container = object();
    boolean titled = visual.kind() != Kind.TEXT && !visual.title().isEmpty();
    container.put(
        "title",
        titled
            ? properties("show", literal("true"), "text", literal(quoted(visual.title())))
            : properties("show", literal("false")));
    container.put("general", properties("altText", literal(quoted(alternative(visual)))));
    if (visual.kind() == Kind.TEXT) {
      container.put("background", properties("show", literal("false")));
      container.put("border", properties("show", literal("false")));
    }
    return container;
  }

  /** What a screen reader says of it. */
  private static String alternative(Visual visual) {
    List<String> names = new ArrayList<>();
    visual.shows().values().forEach(field -> names.add(field.name()));
    return visual.title().isEmpty() ? String.join(", ", names) : visual.title();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static List<Object> properties(Object... namesAndValues) {
    return List.of(object("properties", object(namesAndValues)));
  }

  private static Map<String, Object> literal(String value) {
    return object("expr", value(value));
  }

  private static Map<String, Object> value(String value) {
    return object("Literal", object("Value", value));
  }
}

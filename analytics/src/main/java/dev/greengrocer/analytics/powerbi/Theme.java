package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Json.object;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The colours of the application's pages as a theme of Power BI. Stateless. */
final class Theme {

  /** What the report and the theme itself call it, and its file: they have to be the same. */
  static final String NAME = "Greengrocer.json";

  static final String GROUND = "#f6f7f2";
  static final String SURFACE = "#ffffff";
  static final String LINE = "#dadfd0";
  static final String INK = "#1c2317";
  static final String SOFT = "#505b48";
  static final String LEAF = "#2b6a30";

  /** The colours of series, in their order. */
  static final List<String> SERIES =
      List.of(LEAF, "#c27c0e", "#b23a30", "#2f6f9f", "#7a5195", "#7c8871");

  /** The colours of what a model decides, as the application has them. */
  static final Map<String, String> DECISIONS =
      new TreeMap<>(Map.of("accept", LEAF, "shortlist", "#c27c0e", "reject", "#b23a30"));

  /** The emptiest and the fullest cell of a matrix. */
  static final List<String> HEAT = List.of("#ffffff", "#8ccc84");

  private static final String FONT = "Segoe UI";

  private Theme() {}

  static Map<String, Object> json() {
    return object(
        "name",
        NAME,
        "dataColors",
        SERIES,
        "good",
        "#22692a",
        "neutral",
        "#7a4b00",
        "bad",
        "#a12b22",
        "background",
        SURFACE,
        "foreground",
        INK,
        "tableAccent",
        LEAF,
        "textClasses",
        object(
            "label",
            textClass(10, SOFT),
            "callout",
            textClass(24, INK),
            "title",
            textClass(12, INK),
            "header",
            textClass(12, INK)),
        "visualStyles",
        object(
            "*",
            object(
                "*",
                object(
                    "background",
                    List.of(object("show", true, "color", solid(SURFACE), "transparency", 0)),
                    "border",
                    List.of(object("show", true, "color", solid(LINE), "radius", 6)))),
            "page",
            object(
                "*",
                object("background", List.of(object("color", solid(GROUND), "transparency", 0))))));
  }

  private static Map<String, Object> textClass(int size, String color) {
    return object("fontFace", FONT, "fontSize", size, "color", color);
  }

  private static Map<String, Object> solid(String color) {
    return object("solid", object("color", color));
  }
}

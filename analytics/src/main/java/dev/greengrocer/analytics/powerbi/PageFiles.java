package dev.greengrocer.analytics.powerbi;

import static dev.greengrocer.analytics.powerbi.Json.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A page of the report as files in PBIR. Stateless. */
final class PageFiles {

  /** The columns whose values a page that is reached by drilling takes over. */
  private static final List<String> DRILLED =
      List.of(
          "Class[Kind]",
          "Class[Name]",
          "Confirmed class[Kind]",
          "Date[Date]",
          "Date[Year month]",
          "Hour[Name]",
          "Reason[Decision]",
          "Reason[Reason]",
          "Source[Name]",
          "Prediction[Confidence bin]");

  private PageFiles() {}

  /** The files, by path below the folder of pages. */
  static SortedMap<String, String> of(Page page) {
    SortedMap<String, String> files = new TreeMap<>();
    ReportFiles.put(files, page.id() + "/page.json", "definition/page/1.4.0", page(page));
    Map<Visual, Box> phone = PhoneLayout.of(page);
    for (Visual visual : page.visuals()) {
      String folder = page.id() + "/visuals/" + page.id(visual);
      int order = page.visuals().indexOf(visual);
      ReportFiles.put(
          files,
          folder + "/visual.json",
          "definition/visualContainer/2.0.0",
          object(
              "name",
              page.id(visual),
              "position",
              position(visual.box(), order),
              "visual",
              VisualJson.of(visual)));
      ReportFiles.put(
          files,
          folder + "/mobile.json",
          "definition/visualContainerMobileState/2.0.0",
          object("position", position(phone.getOrDefault(visual, visual.box()), order)));
    }
    return files;
  }

  private static Map<String, Object> page(Page page) {
    Map<String, Object> json =
        object(
            "name",
            page.id(),
            "displayName",
            page.name(),
            "displayOption",
            "FitToPage",
            "height",
            Box.PAGE.height(),
            "width",
            Box.PAGE.width());
    List<Map<String, Object>> interactions = new ArrayList<>();
    for (Visual slicer : page.visuals()) {
      for (Visual visual : page.visuals()) {
        if (visual.ignores(slicer)) {
          interactions.add(
              object("source", page.id(slicer), "target", page.id(visual), "type", "NoFilter"));
        }
      }
    }
    if (!interactions.isEmpty()) {
      json.put("visualInteractions", interactions);
    }
    if (page.reached() == Page.Reached.BY_DRILLING) {
      List<Object> filters = new ArrayList<>();
      List<Object> parameters = new ArrayList<>();
      for (String column : DRILLED) {
        String filter = FixedId.of("filter/" + column);
        Map<String, Object> field = VisualJson.field(Field.of(column));
        filters.add(
            object(
                "name",
                filter,
                "field",
                field,
                "type",
                "Categorical",
                "howCreated",
                "Drillthrough"));
        parameters.add(
            object(
                "name",
                FixedId.of("parameter/" + column),
                "boundFilter",
                filter,
                "fieldExpr",
                field));
      }
      json.put("filterConfig", object("filters", filters));
      json.put(
          "pageBinding",
          object("name", FixedId.of("binding"), "type", "Drillthrough", "parameters", parameters));
      json.put("type", "Drillthrough");
      json.put("visibility", "HiddenInViewMode");
    }
    return json;
  }

  private static Map<String, Object> position(Box box, int order) {
    return object(
        "x",
        box.x(),
        "y",
        box.y(),
        "z",
        order * 1000,
        "width",
        box.width(),
        "height",
        box.height(),
        "tabOrder",
        order * 1000);
  }
}

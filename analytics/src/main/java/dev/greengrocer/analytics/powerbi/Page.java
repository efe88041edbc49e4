package dev.greengrocer.analytics.powerbi;

import java.util.List;

/**
 * A page of the report.
 *
 * @param name what people read
 * @param reached how people come to it
 * @param visuals in the order in which a keyboard goes through them, and a phone shows them
 */
record Page(String name, Reached reached, List<Visual> visuals) {

  Page {
    visuals = List.copyOf(visuals);
  }

  /** How people come to a page. */
  enum Reached {
    /** By its tab. */
    BY_TAB,
    /** From a bar, point or cell of another page, whose rows it lists. */
    BY_DRILLING
  }

  /** What the project calls it. */
  String id() {
    return FixedId.of("page/" + name);
  }

  /** What the project calls a visual of it. */
  String id(Visual visual) {
    return FixedId.of("page/" + name + "/" + visuals.indexOf(visual));
  }
}

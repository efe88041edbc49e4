package dev.greengrocer.analytics.powerbi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the visuals of a page are on a phone: one below the other, slicers side by side. Stateless.
 */
final class PhoneLayout {

  private static final int WIDTH = 320;
  private static final int GAP = 8;
  private static final int FULL = WIDTH - 2 * GAP;
  private static final int HALF = (FULL - GAP) / 2;

  private PhoneLayout() {}

  static Map<Visual, Box> of(Page page) {
    Map<Visual, Box> places = new LinkedHashMap<>();
    int y = GAP;
    boolean left = true;
    for (Visual visual : page.visuals()) {
      int height = height(visual);
      boolean half = visual.kind() == Visual.Kind.SLICER;
      places.put(
          visual, new Box(half && !left ? GAP + HALF + GAP : GAP, y, half ? HALF : FULL, height));
      if (!half || !left) {
        y += height + GAP;
      }
      left = !half || !left;
    }
    return places;
  }

  private static int height(Visual visual) {
    return switch (visual.kind()) {
      case TEXT -> 40;
      case SLICER -> 64;
      case CARD -> 90 * ((visual.shows().values().size() + 1) / 2);
      case MATRIX, TABLE -> 300;
      case LINE, STACK, COLUMNS, BARS -> 220;
    };
  }
}

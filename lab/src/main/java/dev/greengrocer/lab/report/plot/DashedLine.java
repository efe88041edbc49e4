package dev.greengrocer.lab.report.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A line cut into dashes by gaps in its data. XChart strokes each piece between two points by
 * itself, so that the dashes of a stroke vanish where points are close.
 *
 * @param xs where the line goes
 * @param ys the same; NaN in a gap
 */
record DashedLine(List<Double> xs, List<Double> ys) {

  /** In pixels: shorter than any dash, and too short to be seen as a corner. */
  private static final double STEP = 2;

  /** Copies the lists. */
  DashedLine {
    xs = List.copyOf(xs);
    ys = List.copyOf(ys);
  }

  /**
   * Cuts a line.
   *
   * @param xs at least one
   * @param ys as many
   * @param dashes lengths of dashes and gaps by turns, in pixels; none leaves the line whole
   * @param pixelsPerX about how long a unit is drawn
   * @param pixelsPerY about how long a unit is drawn
   */
  static DashedLine of(
      List<Double> xs,
      List<Double> ys,
      List<Integer> dashes,
      double pixelsPerX,
      double pixelsPerY) {
    if (dashes.isEmpty()) {
      return new DashedLine(xs, ys);
    }
    List<Double> cutXs = new ArrayList<>(List.of(xs.get(0)));
    List<Double> cutYs = new ArrayList<>(List.of(ys.get(0)));
    double gone = 0;
    for (int i = 1; i < xs.size(); i++) {
      double dx = xs.get(i) - xs.get(i - 1);
      double dy = ys.get(i) - ys.get(i - 1);
      double length = Math.hypot(dx * pixelsPerX, dy * pixelsPerY);
      int steps = (int) Math.max(1, Math.ceil(length / STEP));
      for (int step = 1; step <= steps; step++) {
        gone += length / steps;
        cutXs.add(xs.get(i - 1) + dx * step / steps);
        cutYs.add(isDrawn(gone, dashes) ? ys.get(i - 1) + dy * step / steps : Double.NaN);
      }
    }
    return new DashedLine(cutXs, cutYs);
  }

  private static boolean isDrawn(double gone, List<Integer> dashes) {
    double left = gone % dashes.stream().mapToInt(Integer::intValue).sum();
    int part = 0;
    while (left >= dashes.get(part)) {
      left -= dashes.get(part);
      part++;
    }
    return part % 2 == 0;
  }
}

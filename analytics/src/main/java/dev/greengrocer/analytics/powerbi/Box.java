package dev.greengrocer.analytics.powerbi;

/**
 * A place on a page, in pixels.
 *
 * @param x from the left
 * @param y from the top
 * @param width at least 1
 * @param height at least 1
 */
record Box(int x, int y, int width, int height) {

  /** The size of every page. */
  static final Box PAGE = new Box(0, 0, 1280, 720);

  private static final int MARGIN = 24;
  private static final int GAP = 16;
  private static final int COLUMN = 104;
  private static final int ROW = 64;

  /** A place on the grid of a page, which has 12 columns and 10 rows. */
  static Box at(int column, int row, int columns, int rows) {
    return new Box(
        MARGIN + column * COLUMN, MARGIN + row * ROW, columns * COLUMN - GAP, rows * ROW - GAP);
  }
}

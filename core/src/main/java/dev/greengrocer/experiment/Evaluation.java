package dev.greengrocer.experiment;

import java.util.List;

/**
 * The photos that an evaluation counted.
 *
 * @param split the part of the data set that was shown, such as {@code test}
 * @param cells those of the confusion matrix that hold photos
 */
public record Evaluation(String split, List<Cell> cells) {

  private static final int MOST_CELLS = 1_000_000;

  /** Checks that each cell is there once. */
  public Evaluation {
    cells = List.copyOf(cells);
    Texts.check("split", split, Texts.LABEL);
    Texts.checkCount("cells", cells.size(), MOST_CELLS);
    Texts.checkUnique("cell", cells.stream().map(cell -> List.of(cell.truth(), cell.predicted())));
  }

  /** How many photos were shown. */
  public long photos() {
    return cells.stream().mapToLong(Cell::photos).sum();
  }

  /**
   * Photos of one label that were taken for one label.
   *
   * @param truth what they show
   * @param predicted the most probable label
   * @param photos how many
   */
  public record Cell(String truth, String predicted, long photos) {

    private static final long MOST = 1_000_000_000_000L;

    /** Checks names and number. */
    public Cell {
      Texts.check("truth", truth, Texts.NAME);
      Texts.check("predicted", predicted, Texts.NAME);
      if (photos < 1 || photos > MOST) {
        throw new IllegalArgumentException(
            "photos of a cell: %d, must be 1 to %d".formatted(photos, MOST));
      }
    }
  }
}

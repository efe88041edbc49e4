package dev.greengrocer.web.model;

import dev.greengrocer.model.EvaluationCounts;
import dev.greengrocer.statistics.ConfusedPair;
import dev.greengrocer.statistics.ConfusionMatrix;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix as a page shows it.
 *
 * @param split the photos that were counted, such as {@code test}
 * @param data the data set as people call it
 * @param photos how many photos
 * @param labels the names of rows and columns
 * @param rows a row a label that photos show
 * @param worst the pairs that were confused most often
 */
record ConfusionTable(
    String split,
    String data,
    long photos,
    List<String> labels,
    List<Row> rows,
    List<ConfusedPair> worst) {

  private static final int WORST = 10;

  /** Shades of a cell beside the blank one. */
  private static final int SHADES = 5;

  /** The table of what was counted over a model's labels. */
  static ConfusionTable of(List<String> labels, EvaluationCounts counts) {
    ConfusionMatrix matrix = ConfusionMatrix.of(labels, counts.confusion());
    List<Row> rows =
        IntStream.range(0, labels.size())
            .filter(actual -> matrix.support(actual) > 0)
            .mapToObj(actual -> row(matrix, actual))
            .toList();
    return new ConfusionTable(
        counts.split(), counts.data(), counts.photos(), labels, rows, matrix.mostConfused(WORST));
  }

  private static Row row(ConfusionMatrix matrix, int actual) {
    long support = matrix.support(actual);
    List<Cell> cells =
        IntStream.range(0, matrix.labels().size())
            .mapToObj(
                predicted -> {
                  long count = matrix.count(actual, predicted);
                  long shade = (count * SHADES + support - 1) / support;
                  return new Cell(
                      count, count == 0 ? "" : (actual == predicted ? "right-" : "wrong-") + shade);
                })
            .toList();
    return new Row(matrix.labels().get(actual), support, cells);
  }

  /**
   * What the photos of one label were taken for.
   *
   * @param label what they show
   * @param photos how many they are
   * @param cells one a label, in the order of the columns
   */
  record Row(String label, long photos, List<Cell> cells) {}

  /**
   * How many photos of a row were taken for one label.
   *
   * @param photos how many
   * @param look how the cell is shaded: by their share of the row, in fifths
   */
  record Cell(long photos, String look) {}
}

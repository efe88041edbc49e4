package dev.greengrocer.web.stock;

import dev.greengrocer.ledger.Problem;
import dev.greengrocer.ledger.RefusedException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The fields of a form that are in it once for each row. They are no parameters of a method: a
 * comma in one would make two of it.
 */
final class Columns {

  private final HttpServletRequest request;
  private final int most;

  /**
   * @param most how many rows a page has at most
   */
  Columns(HttpServletRequest request, int most) {
    this.request = request;
    this.most = most;
  }

  /**
   * How many rows there are, by a field that each of them has.
   *
   * @throws RefusedException if there are more than a page has: none of them is left out in silence
   */
  int rows(String field) {
    String[] values = request.getParameterValues(field);
    int rows = values == null ? 0 : values.length;
    if (rows > most) {
      throw new RefusedException(
          Problem.UNPROCESSABLE, "%d rows: a page has at most %d".formatted(rows, most));
    }
    return rows;
  }

  /** The text of a field in a row, from 0; empty where the form has none. */
  String text(String field, int row) {
    String[] values = request.getParameterValues(field);
    return values == null || row >= values.length ? "" : values[row];
  }

  /** Whether one of the boxes of a field that are ticked has a value. */
  boolean isTicked(String field, String value) {
    String[] values = request.getParameterValues(field);
    if (values != null) {
      for (String one : values) {
        if (one.equals(value)) {
          return true;
        }
      }
    }
    return false;
  }
}

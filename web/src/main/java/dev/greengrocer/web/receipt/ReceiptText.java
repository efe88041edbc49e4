package dev.greengrocer.web.receipt;

import java.util.List;

/**
 * The text of a receipt or a label, before it is known on what it is printed.
 *
 * @param title for the file
 * @param rows from the top
 */
record ReceiptText(String title, List<Row> rows) {

  ReceiptText {
    rows = List.copyOf(rows);
  }

  /** How a row looks. */
  enum Look {
    /** The name of the shop: large, in the middle. */
    TITLE,
    /** As the rest. */
    PLAIN,
    /** What people look for. */
    STRONG,
    /** A line from side to side, without words. */
    RULE,
    /** 13 digits as the bars of an EAN-13 in the middle, with the digits below them. */
    BARCODE
  }

  /**
   * A row.
   *
   * @param left words, broken where they are too long
   * @param right an amount at the right side of the last of them; empty for none
   */
  record Row(String left, String right, Look look) {

    /** Takes out what no printer should get as a command. */
    Row {
      left = printable(left);
      right = printable(right);
    }

    private static String printable(String text) {
      return text.codePoints()
          .filter(letter -> !Character.isISOControl(letter))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }
  }
}

package dev.greengrocer.web.receipt;

import com.github.anastaciocintra.escpos.EscPos;
import com.github.anastaciocintra.escpos.EscPosConst;
import com.github.anastaciocintra.escpos.Style;
import com.github.anastaciocintra.escpos.barcode.BarCode;
import dev.greengrocer.ledger.settings.Logo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt or a label in ESC/POS, which most receipt printers understand: initialise, the table of
 * characters, the rows in columns, a cut.
 */
final class EscPosReceipt {

  private static final int FEED = 4; // from the print head to the knife

  /** Dots of a module of a barcode, as ESC/POS has them. */
  private static final int NARROWEST = 2;

  private static final int WIDEST = 3; // 0.375 mm: GS1 allows 0.264 to 0.66 mm

  private static final int BAR_HEIGHT = 100; // dots, 12.5 mm

  private EscPosReceipt() {}

  /**
   * The bytes for a printer.
   *
   * @param columns how many letters fit in a line
   * @param table the characters of the printer; what is not in it becomes a question mark
   * @param logo the picture above it, or null
   */
  static byte[] of(
      ReceiptText receipt, int columns, EscPos.CharacterCodeTable table, @Nullable Logo logo) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EscPos printer = new EscPos(bytes)) {
      printer.initializePrinter();
      printer.setCharacterCodeTable(table);
      if (logo != null) {
        LogoRaster.print(printer, logo, columns);
      }
      for (ReceiptText.Row row : receipt.rows()) {
        write(printer, row, columns);
      }
      printer.feed(FEED);
      printer.cut(EscPos.CutMode.PART);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void write(EscPos printer, ReceiptText.Row row, int columns) throws IOException {
    switch (row.look()) {
      case RULE -> printer.writeLF("-".repeat(columns));
      case TITLE -> {
        Style title =
            new Style()
                .setFontSize(Style.FontSize._2, Style.FontSize._2)
                .setJustification(EscPosConst.Justification.Center);
        for (String line : lines(row.left(), columns / 2, 0)) {
          printer.writeLF(title, line);
        }
      }
      case BARCODE -> printer.write(barcode(columns), row.left());
      case STRONG -> columns(printer, new Style().setBold(true), row, columns);
      case PLAIN -> columns(printer, new Style(), row, columns);
    }
  }

  /** As wide as the paper lets it be, with the digits below the bars. */
  private static BarCode barcode(int columns) {
    int room = columns * LogoRaster.LETTER / (Ean13.MODULES + 2 * Ean13.QUIET);
    return new BarCode()
        .setSystem(BarCode.BarCodeSystem.JAN13_B)
        .setBarCodeSize(Math.max(NARROWEST, Math.min(room, WIDEST)), BAR_HEIGHT)
        .setHRIPosition(BarCode.BarCodeHRIPosition.BelowBarCode)
        .setJustification(EscPosConst.Justification.Center);
  }

  private static void columns(EscPos printer, Style style, ReceiptText.Row row, int columns)
      throws IOException {
    String right = row.right();
    List<String> left = lines(row.left(), columns, right.isEmpty() ? 0 : right.length() + 1);
    for (String line : left.subList(0, left.size() - 1)) {
      printer.writeLF(style, line);
    }
    String last = left.get(left.size() - 1);
    int gap = Math.max(0, columns - last.codePointCount(0, last.length()) - right.length());
    printer.writeLF(style, right.isEmpty() ? last : last + " ".repeat(gap) + right);
  }

  private static List<String> lines(String text, int columns, int last) {
    return Wrapping.lines(text, line -> line.codePointCount(0, line.length()), columns, last);
  }
}

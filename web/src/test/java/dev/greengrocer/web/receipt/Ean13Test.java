package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.web.receipt.ReceiptText.Look;
import dev.greengrocer.web.receipt.ReceiptText.Row;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ean13Test {

  /** How wide the gaps and bars of each digit are, as the standard lists them for set A. */
  private static final Map<String, Integer> WIDTHS =
      Map.of(
          "3211", 0, "2221", 1, "2122", 2, "1411", 3, "1132", 4, "1231", 5, "1114", 6, "1312", 7,
          "1213", 8, "3112", 9);

  /** The first digit by the sets of the next six. */
  private static final List<String> SETS =
      List.of(
          "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA",
          "ABBABA");

  @Test
  void a_book_has_the_bars_that_are_printed_on_it() {
    // 4003994155486, by hand: 4 says ABAABB; 0 A, 0 B, 3 A, 9 A, 9 B, 4 B, then 155486.
    assertThat(Ean13.modules("4003994155486"))
        .isEqualTo(
            "101" + "0001101" + "0100111" + "0111101" + "0001011" + "0010111" + "0011101" + "01010"
                + "1100110" + "1001110" + "1001110" + "1011100" + "1001000" + "1010000" + "101");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2504064005349", "0204064002998", "1111111111116", "9876543210128"})
  void the_bars_on_paper_are_read_as_their_digits(String digits) throws IOException {
    byte[] file =
        ReceiptPdf.of(new ReceiptText("label", List.of(new Row(digits, "", Look.BARCODE))), null);

    try (PDDocument document = Loader.loadPDF(file)) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 600);
      assertThat(digits(widths(page, page.getHeight() / 2))).isEqualTo(digits);
    }
  }

  @Test
  void what_is_no_barcode_is_refused() {
    assertThatThrownBy(() -> Ean13.modules("250406400534")).hasMessageContaining("13 digits");
    assertThatThrownBy(() -> Ean13.modules("25040640053x1")).hasMessageContaining("13 digits");
  }

  /** The widths of bars and gaps from the first bar to the last, in modules. */
  private static List<Integer> widths(BufferedImage page, int y) {
    List<Integer> pixels = new ArrayList<>();
    int from = -1;
    boolean wasBlack = false;
    for (int x = 0; x < page.getWidth(); x++) {
      boolean isBlack = (page.getRGB(x, y) & 0xff) < 128;
      if (isBlack != wasBlack) {
        if (from >= 0) {
          pixels.add(x - from);
        }
        from = x;
        wasBlack = isBlack;
      }
    }
    double module = pixels.stream().mapToInt(width -> width).sum() / 95.0;
    return pixels.stream().map(width -> (int) Math.round(width / module)).toList();
  }

  private static String digits(List<Integer> widths) {
    StringBuilder sets = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      int from = 3 + 4 * i + (i < 6 ? 0 : 5);
      StringBuilder four = new StringBuilder();
      widths.subList(from, from + 4).forEach(four::append);
      Integer digit = WIDTHS.get(four.toString());
      if (i < 6) {
        sets.append(digit == null ? 'B' : 'A');
      }
      digits.append(digit == null ? WIDTHS.get(four.reverse().toString()) : digit);
    }
    return SETS.indexOf(sets.toString()) + digits.toString();
  }
}

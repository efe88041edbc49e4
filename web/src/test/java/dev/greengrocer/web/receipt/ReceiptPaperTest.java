package dev.greengrocer.web.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.anastaciocintra.escpos.EscPos;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.ledger.settings.Logo;
import dev.greengrocer.web.receipt.ReceiptText.Look;
import dev.greengrocer.web.receipt.ReceiptText.Row;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The same receipt as bytes for a printer and as a file. */
final class ReceiptPaperTest {

  private static final int COLUMNS = 32;

  private static final ReceiptText RECEIPT =
      new ReceiptText(
          "Receipt 12",
          List.of(
              new Row("Obst Müller", "", Look.TITLE),
              new Row("Receipt 12", "2026-12-01 08:30", Look.STRONG),
              new Row("", "", Look.RULE),
              new Row("jalapeño", "1.05", Look.PLAIN),
              new Row("a very long name of something that grows on trees", "1234.56", Look.PLAIN),
              new Row("помидор 番茄 \u001b@", "2.00", Look.PLAIN),
              new Row("Total €", "1237.61", Look.STRONG)));

  @Test
  void a_printer_gets_its_commands_columns_and_characters() {
    byte[] bytes = EscPosReceipt.of(RECEIPT, COLUMNS, EscPos.CharacterCodeTable.CP858_Euro, null);

    String text = new String(bytes, Charset.forName("cp858"));
    assertThat(text).startsWith("\u001b@\u001bt\u0013").endsWith("\u001dV1");
    assertThat(text)
        .contains(
            "Obst Müller",
            "-".repeat(COLUMNS),
            "jalapeño" + " ".repeat(COLUMNS - 12) + "1.05\n",
            "a very long name of something\n",
            "that grows on trees" + " ".repeat(COLUMNS - 26) + "1234.56\n",
            "Total €" + " ".repeat(COLUMNS - 14) + "1237.61\n")
        // No table has them all; and no name sends a command.
        .contains("??????? ?? @");
    assertThat(text.substring(2)).doesNotContain("\u001b@");
  }

  /**
   * Half black and half white, 40 by 20: as wide as three quarters of the line, 288 by 144 dots.
   */
  private static Logo logo() {
    byte[] pixels = new byte[40 * 20 * 3];
    for (int at = 0; at < pixels.length; at++) {
      pixels[at] = (byte) (at / 3 % 40 < 20 ? 0 : 255);
    }
    return new Logo(ImageOperations.encodePng(new RgbImage(40, 20, pixels)));
  }

  @Test
  void a_printer_gets_the_logo_in_dots_before_the_text() {
    byte[] bytes = EscPosReceipt.of(RECEIPT, COLUMNS, EscPos.CharacterCodeTable.CP858_Euro, logo());

    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    // GS v 0, normal, 36 bytes across and 144 dots down; the left half is black.
    String raster = "\u001dv0\u0000$\u0000\u0090\u0000";
    assertThat(text).contains(raster).contains("Receipt 12");
    int start = text.indexOf(raster) + raster.length();
    assertThat(start).isLessThan(text.indexOf("Receipt 12"));
    assertThat(bytes[start]).isEqualTo((byte) 0xff);
    assertThat(bytes[start + 35]).isZero();
  }

  @Test
  void a_file_begins_with_the_logo_and_is_longer_by_it() throws IOException {
    try (PDDocument with = Loader.loadPDF(ReceiptPdf.of(RECEIPT, logo()));
        PDDocument without = Loader.loadPDF(ReceiptPdf.of(RECEIPT, null))) {
      // 20 mm high, and the gap below it
      assertThat(with.getPage(0).getMediaBox().getHeight())
          .isCloseTo(without.getPage(0).getMediaBox().getHeight() + 57 + 6, within(0.01f));
      assertThat(with.getPage(0).getResources().getXObjectNames()).hasSize(1);
      assertThat(new PDFTextStripper().getText(with))
          .isEqualTo(new PDFTextStripper().getText(without));
    }
  }

  @Test
  void cyrillic_is_printed_with_its_own_table() {
    byte[] bytes =
        EscPosReceipt.of(RECEIPT, COLUMNS, EscPos.CharacterCodeTable.CP866_Cyrillic_2, null);
    assertThat(new String(bytes, Charset.forName("cp866"))).contains("помидор ??");
  }

  @Test
  void a_file_holds_every_word_in_order() throws IOException {
    byte[] bytes = ReceiptPdf.of(RECEIPT, null);

    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Receipt 12");
      // 80 mm
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(226.8f);
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains(
              "Obst Müller Receipt 12 2026-12-01 08:30 jalapeño 1.05",
              "a very long name of something that grows on trees 1234.56",
              "помидор ?? @ 2.00",
              "Total € 1237.61");
    }
  }

  @Test
  void two_hundred_lines_fit_on_one_page() throws IOException {
    ReceiptText longest =
        new ReceiptText(
            "Receipt 13",
            IntStream.range(0, 500)
                .mapToObj(i -> new Row("row " + i, "1.00", Look.PLAIN))
                .toList());
    try (PDDocument document = Loader.loadPDF(ReceiptPdf.of(longest, null))) {
      assertThat(new PDFTextStripper().getText(document)).contains("row 0", "row 499");
    }
  }

  @Test
  void what_is_longer_than_a_page_may_be_goes_on_on_the_next() throws IOException {
    ReceiptText longest =
        new ReceiptText(
            "Receipt 14",
            IntStream.range(0, 2_000)
                .mapToObj(i -> new Row("row " + i, "1.00", Look.PLAIN))
                .toList());
    try (PDDocument document = Loader.loadPDF(ReceiptPdf.of(longest, null))) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      assertThat(document.getPages())
          .allSatisfy(
              page -> assertThat(page.getMediaBox().getHeight()).isLessThanOrEqualTo(14_400));
      assertThat(new PDFTextStripper().getText(document))
          .contains("row 0 ", "row 1999 ")
          .hasLineCount(2_000);
    }
  }

  @Test
  void words_are_broken_at_spaces_and_within_words_that_are_too_long() {
    assertThat(Wrapping.lines("one two three", String::length, 7, 0))
        .containsExactly("one two", "three");
    assertThat(Wrapping.lines("abcdefghij", String::length, 4, 0))
        .containsExactly("abcd", "efgh", "ij");
    assertThat(Wrapping.lines("one", String::length, 4, 2)).containsExactly("one", "");
    assertThat(Wrapping.lines("", String::length, 4, 2)).containsExactly("");
    assertThat(Wrapping.lines("  indented words", String::length, 10, 0))
        .containsExactly("  indented", "words");
  }
}

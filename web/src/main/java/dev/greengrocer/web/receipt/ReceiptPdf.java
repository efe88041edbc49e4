package dev.greengrocer.web.receipt;

import dev.greengrocer.ledger.settings.Logo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * A receipt or a label as a PDF file: a page as wide as a roll of paper (80 mm) and as long as it
 * takes; what is longer than a page may be goes on on the next. The font is Liberation Sans, which
 * knows Latin, Greek and Cyrillic letters; others become a question mark.
 */
final class ReceiptPdf {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final float WIDTH = 226.8f; // 80 mm in points
  private static final float MARGIN = 14;
  private static final float ROOM = WIDTH - 2 * MARGIN;

  /** PDF 1.7, annex C: readers show no page that is longer, which is 5 m. */
  private static final float LONGEST = 14_400;

  private static final float LOGO_WIDTH = 0.75f * ROOM;
  private static final float LOGO_HEIGHT = 57; // 20 mm
  private static final float LOGO_GAP = 6;

  private static final float LEADING = 1.35f;

  /** 0.33 mm, the module of an EAN-13 of the usual size. */
  private static final float MODULE = 0.9354f;

  private static final float BAR_HEIGHT = 43; // 15 mm
  private static final float BAR_GAP = 6;

  private final PDFont font;
  private final @Nullable PDImageXObject logo;
  private final Map<Integer, String> known = new HashMap<>();

  private ReceiptPdf(PDFont font, @Nullable PDImageXObject logo) {
    this.font = font;
    this.logo = logo;
  }

  private static @Nullable PDImageXObject picture(@Nullable Logo logo, PDDocument document)
      throws IOException {
    return logo == null
        ? null
        : PDImageXObject.createFromByteArray(document, logo.png(), "logo.png");
  }

  /**
   * The bytes of the file.
   *
   * @param logo the picture above it, or null
   */
  static byte[] of(ReceiptText receipt, @Nullable Logo logo) {
    try (PDDocument document = new PDDocument();
        InputStream file = PDDocument.class.getResourceAsStream(FONT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      if (file == null) {
        throw new IllegalStateException("pdfbox has no font " + FONT);
      }
      new ReceiptPdf(PDType0Font.load(document, file, true), picture(logo, document))
          .write(receipt, document);
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("no PDF of " + receipt.title(), e);
    }
  }

  private void write(ReceiptText receipt, PDDocument document) throws IOException {
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle(receipt.title());
    about.setProducer("greengrocer");
    List<ReceiptText.Row> rows = new ArrayList<>();
    float height = 2 * MARGIN + logoHeight();
    for (ReceiptText.Row row : receipt.rows()) {
      float more = lines(row).size() * lineHeight(row);
      if (height + more > LONGEST) {
        page(rows, height, document);
        rows.clear();
        height = 2 * MARGIN;
      }
      rows.add(row);
      height += more;
    }
    page(rows, height, document);
  }

  /** The logo and what is left free below it. */
  private float logoHeight() {
    return logo == null ? 0 : logo.getHeight() * logoScale(logo) + LOGO_GAP;
  }

  private static float logoScale(PDImageXObject logo) {
    return Math.min(LOGO_WIDTH / logo.getWidth(), LOGO_HEIGHT / logo.getHeight());
  }

  private void page(List<ReceiptText.Row> rows, float height, PDDocument document)
      throws IOException {
    PDPage page = new PDPage(new PDRectangle(WIDTH, height));
    document.addPage(page);
    try (PDPageContentStream pen = new PDPageContentStream(document, page)) {
      float y = height - MARGIN;
      if (logo != null && document.getNumberOfPages() == 1) {
        float scale = logoScale(logo);
        float width = logo.getWidth() * scale;
        pen.drawImage(
            logo,
            (WIDTH - width) / 2,
            y - logo.getHeight() * scale,
            width,
            logo.getHeight() * scale);
        y -= logoHeight();
      }
      for (ReceiptText.Row row : rows) {
        y = draw(pen, row, y);
      }
    }
  }

  private float draw(PDPageContentStream pen, ReceiptText.Row row, float top) throws IOException {
    float size = size(row);
    float y = top;
    if (row.look() == ReceiptText.Look.RULE) {
      pen.setLineWidth(0.5f);
      pen.moveTo(MARGIN, y - lineHeight(row) / 2);
      pen.lineTo(WIDTH - MARGIN, y - lineHeight(row) / 2);
      pen.stroke();
      return y - lineHeight(row);
    }
    if (row.look() == ReceiptText.Look.BARCODE) {
      bars(pen, row.left(), y - BAR_GAP); // the digits are below them
    }
    for (String line : lines(row)) {
      y -= lineHeight(row);
      float middle =
          switch (row.look()) {
            case TITLE, BARCODE -> (ROOM - width(line, size)) / 2;
            case PLAIN, STRONG, RULE -> 0;
          };
      text(pen, line, size, MARGIN + middle, y + size * 0.3f);
    }
    String right = printable(row.right());
    text(pen, right, size, WIDTH - MARGIN - width(right, size), y + size * 0.3f);
    return y;
  }

  private static void bars(PDPageContentStream pen, String digits, float top) throws IOException {
    String modules = Ean13.modules(digits);
    float left = (WIDTH - Ean13.MODULES * MODULE) / 2;
    for (int from = modules.indexOf('1'); from >= 0; from = modules.indexOf('1', from)) {
      int end = modules.indexOf('0', from);
      int to = end < 0 ? modules.length() : end;
      pen.addRect(left + from * MODULE, top - BAR_HEIGHT, (to - from) * MODULE, BAR_HEIGHT);
      from = to;
    }
    pen.fill();
  }

  private void text(PDPageContentStream pen, String text, float size, float x, float y)
      throws IOException {
    if (!text.isEmpty()) {
      pen.beginText();
      pen.setFont(font, size);
      pen.newLineAtOffset(x, y);
      pen.showText(text);
      pen.endText();
    }
  }

  private List<String> lines(ReceiptText.Row row) {
    float size = size(row);
    String right = printable(row.right());
    return Wrapping.lines(
        printable(row.left()),
        text -> width(text, size),
        ROOM,
        right.isEmpty() ? 0 : width(right, size) + size);
  }

  private static float size(ReceiptText.Row row) {
    return switch (row.look()) {
      case TITLE -> 14;
      case STRONG -> 11;
      case PLAIN, RULE, BARCODE -> 9;
    };
  }

  private static float lineHeight(ReceiptText.Row row) {
    return size(row) * LEADING
        + (row.look() == ReceiptText.Look.BARCODE ? BAR_GAP + BAR_HEIGHT : 0);
  }

  private float width(String text, float size) {
    try {
      return font.getStringWidth(text) / 1000 * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with what the font cannot show as a question mark. */
  private String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().forEach(letter -> shown.append(known.computeIfAbsent(letter, this::glyph)));
    return shown.toString();
  }

  private String glyph(int letter) {
    String text = Character.toString(letter);
    try {
      font.encode(text);
      return text;
    } catch (IllegalArgumentException | IOException e) {
      return "?"; // pdfbox tells in no other way that it has no glyph
    }
  }
}

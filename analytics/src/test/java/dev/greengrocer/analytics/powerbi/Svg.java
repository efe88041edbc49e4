package dev.greengrocer.analytics.powerbi;

import java.util.Locale;

/** A drawing that is being written. Not thread-safe. */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  Svg(int width, int height) {
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"Segoe UI, Helvetica, Arial, sans-serif\">\n"
            .formatted(width, height));
  }

  void rectangle(double x, double y, double width, double height, String fill) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x,
            y,
            Math.max(0, width),
            Math.max(0, height),
            fill));
  }

  void frame(Box box) {
    text.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>\n"
            .formatted(box.x(), box.y(), box.width(), box.height(), Theme.SURFACE, Theme.LINE));
  }

  void line(double x1, double y1, double x2, double y2, String color, double width) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>%n",
            x1,
            y1,
            x2,
            y2,
            color,
            width));
  }

  /**
   * A text on its line.
   *
   * @param anchor start, middle or end
   */
  void text(double x, double y, String words, Style style, String anchor) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\"%s>%s</text>%n",
            x,
            y,
            style.size,
            style.color,
            anchor,
            style.bold ? " font-weight=\"bold\"" : "",
            words.replace("&", "&amp;").replace("<", "&lt;")));
  }

  /**
   * How a text looks.
   *
   * @param size in pixels
   * @param color of the letters
   * @param bold whether it is
   */
  record Style(int size, String color, boolean bold) {}

  @Override
  public String toString() {
    return text.toString().replace("\r\n", "\n") + "</svg>\n";
  }
}

package dev.greengrocer.web.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Breaks words into lines that fit. */
final class Wrapping {

  private Wrapping() {}

  /**
   * Breaks a text at its spaces, and within a word that is too long for a line.
   *
   * @param width of a text, in the unit of {@code most}
   * @param most the width of a line
   * @param last what has to be left free in the last line
   * @return at least one line; the last is empty where what came before leaves no room
   */
  static List<String> lines(String text, ToDoubleFunction<String> width, double most, double last) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (width.applyAsDouble(rest) > most) {
      int fits = fitting(rest, width, most);
      int space = rest.lastIndexOf(' ', fits);
      int end = space > rest.length() - rest.stripLeading().length() ? space : fits;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    if (width.applyAsDouble(rest) > most - last) {
      lines.add("");
    }
    return lines;
  }

  /** How many characters of a text fit, at least one. */
  private static int fitting(String text, ToDoubleFunction<String> width, double most) {
    int end = Character.charCount(text.codePointAt(0));
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (width.applyAsDouble(text.substring(0, next)) > most) {
        break;
      }
      end = next;
    }
    return end;
  }
}

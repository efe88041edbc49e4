package dev.greengrocer.cli.console;

import java.util.stream.Collectors;

/**
 * Words for a terminal. Names of files may hold characters that a terminal obeys instead of showing
 * them: they move its cursor, change its title or colour what follows. Stateless.
 */
public final class Printable {

  private Printable() {}

  /** A name or path in one line, its control characters written as {@code \x1B}. */
  public static String line(Object name) {
    return shown(name.toString(), false);
  }

  /** Sentences that may have several lines; other control characters as {@link #line(Object)}. */
  static String sentences(String text) {
    return shown(text, true);
  }

  private static String shown(String text, boolean lines) {
    return text.codePoints()
        .mapToObj(
            point ->
                Character.isISOControl(point) && !(lines && (point == '\n' || point == '\r'))
                    ? "\\x%02X".formatted(point)
                    : Character.toString(point))
        .collect(Collectors.joining());
  }
}

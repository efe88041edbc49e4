package dev.greengrocer.ledger.move;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The values of a line that PostgreSQL's {@code COPY} wrote, one after the other. Used again for
 * each line; not thread-safe.
 */
final class CopyFields {

  private byte[] line = new byte[0];
  private int from;
  private int to;

  /** Begins a line, of which the first value is the next. */
  void begin(byte[] line) {
    this.line = line;
    to = -1;
  }

  /** Goes to the next value. */
  void next() {
    from = to + 1;
    to = from;
    while (to < line.length && line[to] != '\t' && line[to] != '\n') {
      to++;
    }
  }

  /** Appends the value as it is. */
  void copyTo(CopyLine other) {
    other.raw(line, from, to);
  }

  boolean isNothing() {
    return to - from == 2 && line[from] == '\\' && line[from + 1] == 'N';
  }

  /** The value as text, or null. */
  @Nullable String text() {
    if (isNothing()) {
      return null;
    }
    for (int i = from; i < to; i++) {
      if (line[i] == '\\') {
        return unescaped();
      }
    }
    return ascii();
  }

  long whole() {
    return Long.parseLong(ascii());
  }

  double number() {
    return Double.parseDouble(ascii());
  }

  boolean flag() {
    return line[from] == 't';
  }

  private String ascii() {
    return new String(line, from, to - from, StandardCharsets.UTF_8);
  }

  private String unescaped() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '\\') {
        i++;
        plain.write(
            switch (line[i]) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'v' -> 0x0b;
              default -> line[i];
            });
      } else {
        plain.write(b);
      }
    }
    return plain.toString(StandardCharsets.UTF_8);
  }
}

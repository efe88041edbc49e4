package dev.greengrocer.ledger.move;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row in the text format of PostgreSQL's {@code COPY} (<a
 * href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>): its values separated by
 * tabs, without the end of the line. Equal rows are equal bytes, from whichever database they come.
 * Used again for each row; not thread-safe.
 */
final class CopyLine {

  private static final int FIRST_CAPACITY = 512;
  private static final int LONGEST_CHARACTER = 4;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;
  private boolean begun;

  void clear() {
    length = 0;
    begun = false;
  }

  /** Appends the mark of a missing value. */
  void nothing() {
    begin();
    append('\\');
    append('N');
  }

  void whole(long value) {
    plain(Long.toString(value));
  }

  /** Appends a number in the shortest form from which the same bits are read. */
  void number(double value) {
    plain(Double.toString(value));
  }

  void flag(boolean value) {
    plain(value ? "t" : "f");
  }

  /**
   * Appends text.
   *
   * @throws UnmovableValueException if it holds what PostgreSQL has no place for
   */
  void text(String value) {
    begin();
    int end = value.length();
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == end
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          throw new UnmovableValueException("is not Unicode text");
        }
        encode(value.codePointAt(i));
        i++;
      } else {
        encode(c);
      }
    }
  }

  /** Appends a value that is in this format already. */
  void raw(byte[] line, int from, int to) {
    begin();
    ensure(to - from);
    System.arraycopy(line, from, bytes, length, to - from);
    length += to - from;
  }

  /** The bytes of the line; those from {@link #length} on are not of it. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void begin() {
    if (begun) {
      append('\t');
    }
    begun = true;
  }

  private void plain(String ascii) {
    begin();
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
  }

  private void ascii(char c) {
    switch (c) {
      case '\0' ->
          throw new UnmovableValueException(
              "holds the character U+0000, which PostgreSQL cannot store");
      case '\b' -> escaped('b');
      case '\f' -> escaped('f');
      case '\n' -> escaped('n');
      case '\r' -> escaped('r');
      case '\t' -> escaped('t');
      case 0x0b -> escaped('v');
      case '\\' -> escaped('\\');
      default -> append(c);
    }
  }

  private void escaped(char c) {
    append('\\');
    append(c);
  }

  private void encode(int codePoint) {
    ensure(LONGEST_CHARACTER);
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xc0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[length++] = (byte) (0xe0 | codePoint >> 12);
      } else {
        bytes[length++] = (byte) (0xf0 | codePoint >> 18);
        bytes[length++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
      }
      bytes[length++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
    }
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
  }

  private void append(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}

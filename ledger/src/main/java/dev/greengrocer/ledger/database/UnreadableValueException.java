package dev.greengrocer.ledger.database;

/** A value of a row that is not what its column holds. */
final class UnreadableValueException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int LONGEST = 60;

  UnreadableValueException(String column, Object value, String expected) {
    super("%s %s: %s".formatted(column, quoted(value), expected));
  }

  private static String quoted(Object value) {
    if (value instanceof byte[] bytes) {
      return "(%d bytes)".formatted(bytes.length);
    }
    String text = value.toString().replaceAll("\\p{Cntrl}", "?");
    return "'%s'".formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }
}

package dev.greengrocer.web.receipt;

/**
 * The bars of an EAN-13 (ISO/IEC 15420) as modules, of which a bar or a gap is one to four wide.
 * The first digit has no bars of its own: it says which of the next six digits are mirrored.
 */
final class Ean13 {

  /** How many modules the bars are wide. */
  static final int MODULES = 95;

  /** How many modules must stay free at the left, and at most as many at the right. */
  static final int QUIET = 11;

  private static final int DIGITS = 13;
  private static final int LEFT = 6;
  private static final String GUARD = "101";
  private static final String MIDDLE = "01010";

  /** Of the digits 0 to 9 at the left, where their number of black modules is odd. */
  private static final String[] ODD = {
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011"
  };

  /** Which of the six digits at the left are even (1), by the first digit. */
  private static final String[] FIRST = {
    "000000", "001011", "001101", "001110", "010011",
    "011001", "011100", "010101", "010110", "011010"
  };

  private Ean13() {}

  /**
   * The modules of a barcode from the left, 1 for black.
   *
   * @param digits 13 of them, the check digit included
   */
  static String modules(String digits) {
    if (digits.length() != DIGITS) {
      throw new IllegalArgumentException("EAN-13 '%s': must be 13 digits".formatted(digits));
    }
    String even = FIRST[digit(digits, 0)];
    StringBuilder modules = new StringBuilder(GUARD);
    for (int i = 1; i <= LEFT; i++) {
      String odd = ODD[digit(digits, i)];
      modules.append(even.charAt(i - 1) == '1' ? reversed(inverted(odd)) : odd);
    }
    modules.append(MIDDLE);
    for (int i = LEFT + 1; i < DIGITS; i++) {
      modules.append(inverted(ODD[digit(digits, i)]));
    }
    return modules.append(GUARD).toString();
  }

  private static int digit(String digits, int at) {
    int digit = digits.charAt(at) - '0';
    if (digit < 0 || digit > 9) {
      throw new IllegalArgumentException("EAN-13 '%s': must be 13 digits".formatted(digits));
    }
    return digit;
  }

  private static String inverted(String modules) {
    return modules.replace('0', ' ').replace('1', '0').replace(' ', '1');
  }

  private static String reversed(String modules) {
    return new StringBuilder(modules).reverse().toString();
  }
}

package dev.greengrocer.analytics.schema;

import dev.greengrocer.files.Sha256;

/**
 * Whole numbers in the place of names and identifiers. A key is part of a SHA-256, so that the same
 * name has the same key in every export and every shop, whatever was exported before. Stateless.
 */
final class Keys {

  private static final int ROW_DIGITS = 16;
  private static final int MEMBER_DIGITS = 12;

  private Keys() {}

  /**
   * The key of a row: 63 bits. Two of a million rows have the same one with a probability of 1 in
   * 18 million.
   */
  static long ofRow(String table, String id) {
    return hash(table, id, ROW_DIGITS) & Long.MAX_VALUE;
  }

  /**
   * The key of a member of a dimension: 48 bits, which are at most 15 digits, as many as a
   * spreadsheet keeps. {@link Members} sees to it that no two are alike.
   */
  static long ofMember(String table, String name) {
    return hash(table, name, MEMBER_DIGITS);
  }

  private static long hash(String table, String id, int digits) {
    return Long.parseUnsignedLong(Sha256.of(table + ":" + id).substring(0, digits), 16);
  }
}

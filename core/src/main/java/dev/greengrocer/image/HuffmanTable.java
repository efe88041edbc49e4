package dev.greengrocer.image;

import java.util.Arrays;

/** One Huffman table of a JPEG: codes of up to 16 bits to bytes. Immutable. */
final class HuffmanTable {

  /** What {@link #find} gives for bits that begin with no code. */
  static final int NONE = -1;

  private static final int LONGEST = 16;
  private static final int FAST = 9;

  /** For each 9 bits the length of the code that they begin with, times 256, and its byte. */
  private final short[] fast = new short[1 << FAST];

  private final int[] lastCode = new int[LONGEST + 1];
  private final int[] offset = new int[LONGEST + 1];
  private final byte[] values;

  /**
   * Reads a table.
   *
   * @param at where its sixteen counts begin
   * @param size number of its values, which follow the counts
   */
  HuffmanTable(byte[] bytes, int at, int size) {
    values = Arrays.copyOfRange(bytes, at + LONGEST, at + LONGEST + size);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = bytes[at + length - 1] & 0xff;
      offset[length] = index - code;
      for (int i = 0; i < count; i++, code++, index++) {
        if (length <= FAST && code < 1 << length) {
          int first = code << (FAST - length);
          short entry = (short) (length << 8 | (values[index] & 0xff));
          Arrays.fill(fast, first, first + (1 << (FAST - length)), entry);
        }
      }
      if (code > 1 << length) {
        throw new MalformedImageException("a Huffman table with too many codes");
      }
      lastCode[length] = count == 0 ? -1 : code - 1;
      code <<= 1;
    }
  }

  /**
   * Finds the code with which bits begin.
   *
   * @param bits the next sixteen
   * @return its length, times 256, and its byte; or {@link #NONE}
   */
  int find(int bits) {
    int entry = fast[bits >>> (LONGEST - FAST)];
    if (entry != 0) {
      return entry;
    }
    for (int length = FAST + 1; length <= LONGEST; length++) {
      int code = bits >>> (LONGEST - length);
      if (code <= lastCode[length]) {
        return length << 8 | (values[code + offset[length]] & 0xff);
      }
    }
    return NONE;
  }
}

package dev.greengrocer.analytics.parquet;

import java.io.ByteArrayOutputStream;

/**
 * Small whole numbers as Parquet's <a
 * href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">hybrid of run lengths
 * and bit packing</a>. Stateless.
 */
final class HybridRuns {

  private static final int GROUP = 8;

  private HybridRuns() {}

  /** The bits that numbers up to one take; at least one. */
  static int width(int greatest) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(greatest));
  }

  /**
   * Writes the first numbers of an array.
   *
   * @param width bits of the greatest one, 1 to 31
   */
  static void write(int[] numbers, int count, int width, ByteArrayOutputStream out) {
    int literals = 0; // where those begin that are not written yet
    int next = 0;
    while (next < count) {
      int run = runAt(numbers, next, count);
      int missing = Math.floorMod(literals - next, GROUP); // what fills up the last group
      if (run - missing < GROUP) {
        next += run;
        continue;
      }
      next += missing;
      packed(numbers, literals, next, width, out);
      run -= missing;
      varint(run << 1, out);
      for (int bits = 0; bits < width; bits += Byte.SIZE) {
        out.write(numbers[next] >>> bits);
      }
      next += run;
      literals = next;
    }
    packed(numbers, literals, count, width, out);
  }

  private static int runAt(int[] numbers, int start, int count) {
    int end = start + 1;
    while (end < count && numbers[end] == numbers[start]) {
      end++;
    }
    return end - start;
  }

  /** Groups of eight; what is missing of the last one is 0. */
  private static void packed(
      int[] numbers, int from, int to, int width, ByteArrayOutputStream out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    if (groups == 0) {
      return;
    }
    varint((groups << 1) | 1, out);
    long pending = 0;
    int bits = 0;
    for (int i = from; i < from + groups * GROUP; i++) {
      pending |= (i < to ? (long) numbers[i] : 0) << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        out.write((int) pending);
        pending >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
  }

  private static void varint(int value, ByteArrayOutputStream out) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}

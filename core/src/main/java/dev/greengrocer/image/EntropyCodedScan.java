package dev.greengrocer.image;

import dev.greengrocer.image.JpegFrame.Component;
import dev.greengrocer.image.JpegScan.Part;
import java.io.ByteArrayOutputStream;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Huffman codes of a JPEG's scans as a decoder does, to find where the compressed picture
 * ends: bytes behind it belong to no picture. Coefficients are skipped, but for which of them are
 * not zero, which progressive scans need to know of earlier ones. One for each photo; not
 * thread-safe.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annexes F and G
 */
final class EntropyCodedScan {

  private static final int FIRST_RESTART = 0xd0;

  private final byte[] bytes;
  private final JpegFrame frame;
  private final @Nullable HuffmanTable[] dc;
  private final @Nullable HuffmanTable[] ac;

  /** For each block of a component one bit for each coefficient that is not zero. */
  private final IdentityHashMap<Component, long[]> notZero = new IdentityHashMap<>();

  private int at;
  private int end;
  private long buffer;
  private int available;
  private int invented;
  private int endOfBand;

  /**
   * Begins with no scan read.
   *
   * @param dc the tables of first coefficients, by number; shared with the caller, who changes them
   * @param ac the tables of other coefficients
   */
  EntropyCodedScan(
      byte[] bytes, JpegFrame frame, @Nullable HuffmanTable[] dc, @Nullable HuffmanTable[] ac) {
    this.bytes = bytes;
    this.frame = frame;
    this.dc = dc;
    this.ac = ac;
  }

  /**
   * Copies the compressed picture of a scan without what does not belong to it.
   *
   * @param from where it begins
   * @param to where the next marker begins
   * @param restartInterval groups of blocks between restart marks, or 0
   * @throws DamagedScanException if decoders read more from it than there is, or guess
   */
  void copy(JpegScan scan, int from, int to, int restartInterval, ByteArrayOutputStream kept)
      throws DamagedScanException {
    Component only = scan.parts().get(0).component();
    boolean single = scan.parts().size() == 1;
    int across = single ? frame.blocksAcross(only) : frame.groupsAcross();
    int down = single ? frame.blocksDown(only) : frame.groupsDown();
    long groups = (long) across * down;
    at = from;
    end = to;
    begin();
    int begun = from;
    int restarts = 0;
    int x = 0;
    int y = 0;
    for (long group = 0; group < groups; group++) {
      if (restartInterval > 0 && group > 0 && group % restartInterval == 0) {
        finish();
        kept.write(bytes, begun, at - begun);
        int mark = FIRST_RESTART + (restarts++ & 7);
        if (at + 1 >= end || bytes[at] != (byte) 0xff || bytes[at + 1] != (byte) mark) {
          throw new DamagedScanException();
        }
        kept.write(bytes, at, 2);
        at += 2;
        begun = at;
        begin();
      }
      if (single) {
        block(scan, scan.parts().get(0), x, y);
      } else {
        group(scan, x, y);
      }
      if (++x == across) {
        x = 0;
        y++;
      }
    }
    finish();
    kept.write(bytes, begun, at - begun);
  }

  private void group(JpegScan scan, int x, int y) throws DamagedScanException {
    List<Part> parts = scan.parts();
    for (int i = 0; i < parts.size(); i++) {
      Component component = parts.get(i).component();
      for (int row = 0; row < component.down(); row++) {
        for (int column = 0; column < component.across(); column++) {
          block(scan, parts.get(i), x * component.across() + column, y * component.down() + row);
        }
      }
    }
  }

  private void block(JpegScan scan, Part part, int x, int y) throws DamagedScanException {
    if (!frame.progressive()) {
      wholeBlock(table(dc, part.dc()), table(ac, part.ac()));
    } else if (scan.from() == 0) {
      if (scan.refines()) {
        skip(1);
      } else {
        skip(code(table(dc, part.dc())));
      }
    } else {
      Component component = part.component();
      long[] known =
          notZero.computeIfAbsent(
              component, one -> new long[Math.toIntExact(frame.blocks(component))]);
      int index = y * frame.groupsAcross() * component.across() + x;
      HuffmanTable table = table(ac, part.ac());
      known[index] =
          scan.refines()
              ? refinedBand(scan, table, known[index])
              : firstBand(scan, table, known[index]);
    }
  }

  private void wholeBlock(HuffmanTable first, HuffmanTable others) throws DamagedScanException {
    skip(code(first));
    for (int k = 1; k < 64; k++) {
      int code = code(others);
      int zeros = code >> 4;
      int size = code & 0xf;
      if (size == 0 && zeros < 15) {
        return;
      }
      k += zeros;
      skip(size);
    }
  }

  private long firstBand(JpegScan scan, HuffmanTable table, long before)
      throws DamagedScanException {
    long known = before;
    if (endOfBand > 0) {
      endOfBand--;
      return known;
    }
    for (int k = scan.from(); k <= scan.to(); k++) {
      int code = code(table);
      int zeros = code >> 4;
      int size = code & 0xf;
      if (size == 0 && zeros < 15) {
        endOfBand = (1 << zeros) + bits(zeros) - 1;
        return known;
      }
      k += zeros;
      if (size > 0) {
        if (k > 63) {
          throw new DamagedScanException();
        }
        known |= 1L << k;
        skip(size);
      }
    }
    return known;
  }

  private long refinedBand(JpegScan scan, HuffmanTable table, long before)
      throws DamagedScanException {
    long known = before;
    int k = scan.from();
    for (; endOfBand == 0 && k <= scan.to(); k++) {
      int code = code(table);
      int zeros = code >> 4;
      boolean newOne = (code & 0xf) != 0;
      if (newOne) {
        skip(1);
      } else if (zeros < 15) {
        endOfBand = (1 << zeros) + bits(zeros);
        break;
      }
      for (; k <= scan.to(); k++) {
        if ((known >>> k & 1) != 0) {
          skip(1);
        } else if (--zeros < 0) {
          break;
        }
      }
      if (newOne) {
        if (k > 63) {
          throw new DamagedScanException();
        }
        known |= 1L << k;
      }
    }
    if (endOfBand > 0) {
      for (; k <= scan.to(); k++) {
        if ((known >>> k & 1) != 0) {
          skip(1);
        }
      }
      endOfBand--;
    }
    return known;
  }

  private static HuffmanTable table(@Nullable HuffmanTable[] tables, int number)
      throws DamagedScanException {
    @Nullable HuffmanTable table = number < tables.length ? tables[number] : null;
    if (table == null) {
      throw new DamagedScanException();
    }
    return table;
  }

  private void begin() {
    buffer = 0;
    available = 0;
    invented = 0;
    endOfBand = 0;
  }

  /** Goes back to the first byte of which no bit was needed. */
  private void finish() throws DamagedScanException {
    if (available < invented) {
      throw new DamagedScanException();
    }
    for (int unread = (available - invented) / 8; unread > 0; unread--) {
      boolean stuffed = bytes[at - 1] == 0 && bytes[at - 2] == (byte) 0xff;
      at -= stuffed ? 2 : 1;
    }
  }

  private int code(HuffmanTable table) throws DamagedScanException {
    fill();
    int found = table.find((int) (buffer >>> (available - 16)) & 0xffff);
    if (found == HuffmanTable.NONE) {
      throw new DamagedScanException();
    }
    available -= found >> 8;
    return found & 0xff;
  }

  private void skip(int count) throws DamagedScanException {
    if (count > 16) {
      throw new DamagedScanException();
    }
    fill();
    available -= count;
  }

  private int bits(int count) {
    fill();
    available -= count;
    return (int) (buffer >>> available) & ((1 << count) - 1);
  }

  /** Makes at least 16 bits available; behind the end they are invented, as decoders do. */
  private void fill() {
    while (available < 16) {
      int next = 0;
      if (at < end && bytes[at] != (byte) 0xff) {
        next = bytes[at++] & 0xff;
      } else if (at + 1 < end && bytes[at + 1] == 0) {
        next = 0xff;
        at += 2;
      } else {
        invented += 8;
      }
      buffer = buffer << 8 | next;
      available += 8;
    }
  }

  /** The codes of a scan end before its picture does, or mean nothing. */
  static final class DamagedScanException extends Exception {

    private static final long serialVersionUID = 1;

    DamagedScanException() {
      super("the compressed picture is damaged");
    }
  }
}

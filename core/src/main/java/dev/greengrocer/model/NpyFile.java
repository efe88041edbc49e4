package dev.greengrocer.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.greengrocer.InvalidModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of numbers in NumPy's own format, version 1.0, which other tools read too: little-endian
 * fp32, row by row.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
final class NpyFile {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), \\} *\n");

  /** Magic, length and header together fill a multiple of this many bytes. */
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /**
   * Writes a table.
   *
   * @param rows at least one; all of one length
   */
  static byte[] bytes(float[][] rows) {
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(rows.length, rows[0].length);
    int unpadded = MAGIC.length + Short.BYTES + header.length() + 1;
    String padding = " ".repeat(Math.floorMod(-unpadded, ALIGNMENT));
    byte[] text = (header + padding + "\n").getBytes(ISO_8859_1);
    ByteBuffer buffer =
        ByteBuffer.allocate(
                MAGIC.length
                    + Short.BYTES
                    + text.length
                    + Float.BYTES * rows.length * rows[0].length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putShort((short) text.length)
            .put(text);
    for (float[] row : rows) {
      for (float value : row) {
        buffer.putFloat(value);
      }
    }
    return buffer.array();
  }

  /**
   * Reads a table.
   *
   * @param file what to name in a message
   * @throws InvalidModelException if the bytes are no such table
   */
  static float[][] parse(byte[] bytes, Path file) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    if (buffer.remaining() < MAGIC.length + Short.BYTES) {
      throw damaged(file);
    }
    buffer.get(magic);
    int length = buffer.getShort() & 0xffff;
    if (!Arrays.equals(magic, MAGIC) || buffer.remaining() < length) {
      throw damaged(file);
    }
    byte[] text = new byte[length];
    buffer.get(text);
    Matcher header = HEADER.matcher(new String(text, ISO_8859_1));
    if (!header.matches()) {
      throw damaged(file);
    }
    int rows = Integer.parseInt(header.group(1));
    int columns = Integer.parseInt(header.group(2));
    if (rows < 1 || buffer.remaining() != (long) rows * columns * Float.BYTES) {
      throw damaged(file);
    }
    float[][] table = new float[rows][columns];
    for (float[] row : table) {
      buffer.asFloatBuffer().get(row);
      buffer.position(buffer.position() + columns * Float.BYTES);
    }
    return table;
  }

  private static InvalidModelException damaged(Path file) {
    return new InvalidModelException(
        file + ": not a table of numbers in NumPy's format; copy the bundle again");
  }
}

package dev.greengrocer.ledger.move;

import dev.greengrocer.files.Sha256;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The number of the rows of a table and a hash over all of them, whatever their order: the sum of
 * the SHA-256 of each row, modulo 2^256. Not thread-safe.
 */
final class TableSum {

  private static final int WORDS = 8;
  private static final int BYTES = 32;
  private static final long WORD = 0xffff_ffffL;

  private final MessageDigest sha256 = Sha256.digest();
  private final byte[] digest = new byte[BYTES];
  private final ByteBuffer words = ByteBuffer.wrap(digest);
  private final int[] sum = new int[WORDS];
  private long rows;

  void add(CopyLine row) {
    try {
      sha256.update(row.bytes(), 0, row.length());
      sha256.digest(digest, 0, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes are enough", e);
    }
    long carry = 0;
    for (int i = WORDS - 1; i >= 0; i--) {
      carry += (sum[i] & WORD) + (words.getInt(i * Integer.BYTES) & WORD);
      sum[i] = (int) carry;
      carry >>>= Integer.SIZE;
    }
    rows++;
  }

  long rows() {
    return rows;
  }

  /** What is compared and told. */
  MovedRows of(MovedTable table) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    for (int word : sum) {
      bytes.putInt(word);
    }
    return new MovedRows(table.name(), rows, HexFormat.of().formatHex(bytes.array()));
  }
}

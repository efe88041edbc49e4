package dev.greengrocer.ledger.database;

import dev.greengrocer.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the header of an SQLite file says, before anything opens it (<a
 * href="https://www.sqlite.org/fileformat.html#the_database_header">the database header</a>): a
 * file that is none, or that lacks its end, is refused in one sentence.
 */
public final class DatabaseFile {

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int PAGE_SIZE = 16;
  private static final int CHANGES = 24;
  private static final int PAGES = 28;
  private static final int PAGES_VALID_FOR = 92;
  private static final int LARGEST_PAGE = 65_536;

  /** What to do about a database that cannot be used. */
  static final String REMEDY =
      "put a backup in its place with 'greengrocer db restore FOLDER', or give another --data-dir";

  private DatabaseFile() {}

  /**
   * Checks a file that may be missing or empty: SQLite begins both.
   *
   * @throws StorageException if it is no database of SQLite or lacks its end
   */
  public static void check(Path file) {
    try {
      if (!Files.exists(file)) {
        return;
      }
      if (!Files.isRegularFile(file)) {
        throw new StorageException(
            "%s: is a folder or device, not a database; %s".formatted(file, REMEDY));
      }
      long size = Files.size(file);
      if (size > 0) {
        check(file, header(file), size);
      }
    } catch (IOException e) {
      throw StorageException.reading(file, e);
    }
  }

  private static byte[] header(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(HEADER);
    }
  }

  private static void check(Path file, byte[] header, long size) {
    if (header.length < HEADER || !Arrays.equals(MAGIC, 0, MAGIC.length, header, 0, MAGIC.length)) {
      throw new StorageException(
          "%s: is not an SQLite database, or its beginning is damaged; %s".formatted(file, REMEDY));
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int stored = fields.getShort(PAGE_SIZE) & 0xffff;
    long pageSize = stored == 1 ? LARGEST_PAGE : stored;
    long pages = fields.getInt(PAGES) & 0xffffffffL;
    // Pages that are only in the write-ahead log are not counted in the file's own header.
    boolean counted = fields.getInt(CHANGES) == fields.getInt(PAGES_VALID_FOR);
    if (counted && size < pages * pageSize) {
      throw new StorageException(
          "%s: is damaged: it has %d of %d bytes; %s"
              .formatted(file, size, pages * pageSize, REMEDY));
    }
  }
}

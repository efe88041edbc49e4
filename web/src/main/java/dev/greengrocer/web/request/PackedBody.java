package dev.greengrocer.web.request;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a body to its last byte, whatever pieces it arrives in: a gzip body may have several
 * members (<a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>), and what follows the
 * last one is refused. Java's own stream drops it in silence, and takes a second member or not,
 * depending on what has arrived. Not thread-safe.
 */
final class PackedBody extends InputStream {

  private static final int BUFFER = 8192;
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATED = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream packed;
  private final boolean gzip;
  private final Inflater inflater;
  private final CRC32 checksum = new CRC32();
  private final CRC32 header = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int next; // of the buffer
  private int end;
  private boolean within; // a member, or the one deflate body
  private boolean begun;
  private boolean finished;

  /**
   * @param gzip false for a {@code deflate} body, which is one zlib stream
   */
  PackedBody(InputStream packed, boolean gzip) {
    this.packed = packed;
    this.gzip = gzip;
    this.inflater = new Inflater(gzip);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ZipException if the body is not what it says, or goes on behind its end
   * @throws EOFException if it is cut off
   */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0 && !finished) {
      if (!within) {
        beginOrEnd();
        continue;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        checksum.update(bytes, offset, count);
        return count;
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, offset, length);
      if (count == 0 && inflater.needsDictionary()) {
        throw new ZipException("it needs a dictionary");
      }
      if (count == 0 && inflater.finished()) {
        next = end - inflater.getRemaining();
        within = false;
        if (gzip) {
          checkTrailer();
        }
      } else if (count == 0 && inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("it is cut off");
        }
        inflater.setInput(buffer, 0, end);
      }
      return count;
    } catch (DataFormatException e) {
      ZipException damaged = new ZipException(String.valueOf(e.getMessage()));
      damaged.initCause(e);
      throw damaged;
    }
  }

  private void beginOrEnd() throws IOException {
    boolean more = next < end || fill();
    if (!more && begun) {
      finished = true;
      return;
    }
    if (begun && !gzip) {
      throw new ZipException("bytes follow its end");
    }
    if (gzip) {
      readHeader();
    }
    begun = true;
    within = true;
    checksum.reset();
    inflater.reset();
    inflater.setInput(buffer, next, end - next);
  }

  private void readHeader() throws IOException {
    header.reset();
    if (number(2) != MAGIC || one() != DEFLATED) {
      throw new ZipException("no gzip member begins there");
    }
    int flags = one();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("a gzip header of another format");
    }
    number(4); // when
    number(2); // how strongly, and where
    if ((flags & EXTRA) != 0) {
      for (long rest = number(2); rest > 0; rest--) {
        one();
      }
    }
    for (int text : new int[] {NAME, COMMENT}) {
      if ((flags & text) != 0) {
        int character = one();
        while (character != 0) {
          character = one();
        }
      }
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      long expected = header.getValue() & 0xffff;
      if (number(2) != expected) {
        throw new ZipException("the gzip header is damaged");
      }
    }
  }

  private void checkTrailer() throws IOException {
    if (number(4) != checksum.getValue()
        || number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("its checksum is that of other bytes");
    }
  }

  /** A number whose least byte comes first. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) one() << (8 * i);
    }
    return number;
  }

  private int one() throws IOException {
    if (next == end && !fill()) {
      throw new EOFException("it is cut off");
    }
    int value = buffer[next++] & 0xff;
    header.update(value);
    return value;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, packed.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Frees native memory. */
  @Override
  public void close() throws IOException {
    inflater.end();
    finished = true;
    packed.close();
  }
}

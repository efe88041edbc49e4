package dev.greengrocer.training.data;

import dev.greengrocer.StorageException;
import dev.greengrocer.image.RgbImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Decoded photos in one file, read by position. Thread-safe.
 *
 * <p>Plain reads at a position cost little more than mapped memory while the system keeps the file
 * in its page cache, know no limit of two gigabytes and need no unmapping.
 */
final class CachedPhotos implements Photos {

  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final int[] widths;
  private final int[] heights;
  private final long[] offsets;

  private CachedPhotos(Path file, FileChannel channel, ByteBuffer index) {
    this.file = file;
    this.channel = channel;
    int count = index.remaining() / CachedPhotosWriter.ENTRY_BYTES;
    widths = new int[count];
    heights = new int[count];
    offsets = new long[count + 1];
    for (int i = 0; i < count; i++) {
      widths[i] = index.getInt();
      heights[i] = index.getInt();
      offsets[i + 1] = offsets[i] + 3L * widths[i] * heights[i];
    }
  }

  /**
   * Opens and checks a file.
   *
   * @param count photos that it should hold
   * @throws StorageException if it is damaged
   */
  static CachedPhotos open(Path file, int count) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long indexBytes = (long) count * CachedPhotosWriter.ENTRY_BYTES;
      long indexAt = channel.size() - CachedPhotosWriter.FOOTER_BYTES - indexBytes;
      if (indexAt < 0) {
        throw damaged(file);
      }
      ByteBuffer footer = read(channel, indexAt + indexBytes, CachedPhotosWriter.FOOTER_BYTES);
      if (footer.getLong() != CachedPhotosWriter.MAGIC
          || footer.getLong() != count
          || footer.getLong() != checksum(channel, indexAt + indexBytes)) {
        throw damaged(file);
      }
      ByteBuffer index = read(channel, indexAt, Math.toIntExact(indexBytes));
      CachedPhotos photos = new CachedPhotos(file, channel, index);
      if (photos.offsets[count] != indexAt) {
        throw damaged(file);
      }
      return photos;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static StorageException damaged(Path file) {
    return new StorageException(file + ": the cache of decoded photos is damaged");
  }

  private static long checksum(FileChannel channel, long end) throws IOException {
    CRC32C checksum = new CRC32C();
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    for (long at = 0; at < end; at += CHUNK) {
      chunk.clear().limit(Math.toIntExact(Math.min(CHUNK, end - at)));
      fill(channel, at, chunk);
      checksum.update(chunk);
    }
    return checksum.getValue();
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    fill(channel, at, bytes);
    return bytes;
  }

  private static void fill(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, position);
      if (count < 0) {
        throw new EOFException("ends after " + position + " bytes");
      }
      position += count;
    }
    bytes.flip();
  }

  @Override
  public int size() {
    return widths.length;
  }

  @Override
  public RgbImage get(int index) {
    try {
      int length = Math.toIntExact(offsets[index + 1] - offsets[index]);
      byte[] pixels = new byte[length];
      fill(channel, offsets[index], ByteBuffer.wrap(pixels));
      return new RgbImage(widths[index], heights[index], pixels);
    } catch (IOException e) {
      throw new StorageException(
          file + ": cannot be read any more; resume the run with --cache none", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be closed", e);
    }
  }
}

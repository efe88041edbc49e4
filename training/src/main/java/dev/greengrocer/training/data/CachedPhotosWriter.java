package dev.greengrocer.training.data;

import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes the file that {@link CachedPhotos} reads: all pixels, then an index of sizes, then a
 * footer of magic number, count and checksum.
 */
final class CachedPhotosWriter {

  /** "GGPHOTO1" in ASCII. */
  static final long MAGIC = 0x474750484f544f31L;

  /** Magic number, count, checksum. */
  static final int FOOTER_BYTES = 3 * Long.BYTES;

  /** Width and height of a photo. */
  static final int ENTRY_BYTES = 2 * Integer.BYTES;

  private final FileChannel channel;
  private final CRC32C checksum = new CRC32C();
  private final List<int[]> sizes = new ArrayList<>();
  private long size;

  CachedPhotosWriter(FileChannel channel) {
    this.channel = channel;
  }

  void add(RgbImage photo) throws IOException {
    sizes.add(new int[] {photo.width(), photo.height()});
    append(ByteBuffer.wrap(photo.pixels()));
  }

  /** Bytes so far. */
  long size() {
    return size;
  }

  void finish() throws IOException {
    ByteBuffer index = ByteBuffer.allocate(sizes.size() * ENTRY_BYTES);
    sizes.forEach(entry -> index.putInt(entry[0]).putInt(entry[1]));
    append(index.flip());
    ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES);
    footer.putLong(MAGIC).putLong(sizes.size()).putLong(checksum.getValue());
    append(footer.flip());
  }

  private void append(ByteBuffer bytes) throws IOException {
    checksum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      size += channel.write(bytes);
    }
  }
}

package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.testing.PngFiles;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/**
 * What costs a decoder most of all that the header check lets through, by format; each prints its
 * time on a processor. {@code -Dgreengrocer.megapixels=50} makes them as large as they may be.
 */
final class SlowestImagesTest {

  private static final int SIDE =
      (int) Math.sqrt(1e6 * Integer.getInteger("greengrocer.megapixels", 1));

  private static final int SCAN = 0xda;
  private static final int COMPONENTS = 3;

  private final ImageDecoder decoder = new ImageDecoder();
  private final Random random = new Random(1);

  @Test
  void a_progressive_jpeg_that_refines_what_is_not_there() {
    int scans = 100;
    while (isRefused(refining(scans))) {
      scans--;
    }
    decode("JPEG, %d scans that refine zeros".formatted(scans), refining(scans));
  }

  @Test
  void scans_that_refine_are_counted_by_their_coefficients() {
    // 781,456 blocks of 63 coefficients each, in 13 scans: 640 million
    byte[] photo = refining(13, 7071);

    assertThatThrownBy(() -> decoder.header(photo, "bomb"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("too costly to decode");
    // As many as an encoder writes for three colours.
    assertThat(decoder.header(refining(6, 7071), "photo").width()).isEqualTo(7071);
  }

  @Test
  void jpegs_full_of_codes() throws IOException {
    RgbImage noise = Drawings.noise(SIDE, SIDE, 1);
    decode("JPEG, baseline, noise", Encodings.of(noise, ImageFormat.JPEG));
    decode("JPEG, progressive, noise", Encodings.jpeg(noise, true));
  }

  @Test
  void a_png_of_deep_transparent_colours_in_seven_passes() {
    decode("PNG, 16 bits, RGBA, interlaced", png(1));
    decode("PNG, 16 bits, RGBA", png(0));
  }

  @Test
  void webps_of_either_kind() {
    RgbImage picture = speckled();
    decode("WebP, lossless", Encodings.of(picture, ImageFormat.WEBP));
    decode("WebP, lossy", Encodings.lossyWebp(picture));
  }

  @Test
  void a_gif_of_noise() throws IOException {
    IndexColorModel two =
        new IndexColorModel(1, 2, new byte[] {0, -1}, new byte[] {0, -1}, new byte[] {0, -1});
    BufferedImage noise = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY, two);
    int[] row = new int[SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        row[x] = random.nextInt(2);
      }
      noise.getRaster().setPixels(0, y, SIDE, 1, row);
    }
    decode("GIF, noise", Encodings.of(noise, "gif"));
  }

  private void decode(String what, byte[] bytes) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    RgbImage image = decoder.decode(bytes, what);
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(image.width()).isEqualTo(SIDE);
    System.out.printf(
        "%s: %d x %d pixels, %d kB: %.2f s%n", what, SIDE, SIDE, bytes.length / 1000, nanos / 1e9);
  }

  private boolean isRefused(byte[] bytes) {
    try {
      decoder.header(bytes, "photo");
      return false;
    } catch (InvalidImageException e) {
      return true;
    }
  }

  /** Mostly what the next pixel repeats, so that the whole stays small. */
  private RgbImage speckled() {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (random.nextInt(40) == 0 ? random.nextInt() : i / (3 * SIDE) + i % 7);
    }
    return new RgbImage(SIDE, SIDE, pixels);
  }

  private static byte[] refining(int scans) {
    return refining(scans, SIDE);
  }

  /**
   * Brightness and both colours at full size; each scan after the first looks at 63 zeros a block.
   */
  private static byte[] refining(int scans, int side) {
    int blocks = (side + 7) / 8 * ((side + 7) / 8);
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    byte[] quantization = new byte[65];
    Arrays.fill(quantization, 1, 65, (byte) 1);
    segment(0xdb, quantization, photo);
    ByteBuffer frame = ByteBuffer.allocate(6 + 3 * COMPONENTS);
    frame.put((byte) 8).putShort((short) side).putShort((short) side).put((byte) COMPONENTS);
    for (int id = 1; id <= COMPONENTS; id++) {
      frame.put((byte) id).put((byte) 0x11).put((byte) 0);
    }
    segment(0xc2, frame.array(), photo);
    // One code of one bit each: no difference, and a run of up to 32,767 blocks without a bit.
    byte[] code = new byte[18];
    code[1] = 1;
    segment(0xc4, code, photo);
    code[0] = 0x10;
    code[17] = (byte) 0xe0;
    segment(0xc4, code, photo);
    segment(SCAN, new byte[] {3, 1, 0, 2, 0, 3, 0, 0, 0, 1}, photo);
    photo.writeBytes(new byte[(blocks * COMPONENTS + 7) / 8]);
    byte[] runs = runs(blocks);
    for (int scan = 0; scan < scans; scan++) {
      byte component = (byte) (1 + scan % COMPONENTS);
      segment(SCAN, new byte[] {1, component, 0, 1, 63, 0x10}, photo);
      photo.writeBytes(runs);
    }
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return photo.toByteArray();
  }

  /** Runs of 16,384 blocks: the code 0 and fourteen bits that add nothing. */
  private static byte[] runs(int blocks) {
    int runs = (blocks + 16_383) / 16_384;
    return new byte[(runs * 15 + 7) / 8];
  }

  private static void segment(int marker, byte[] data, ByteArrayOutputStream photo) {
    photo.writeBytes(
        ByteBuffer.allocate(4 + data.length)
            .putShort((short) (0xff00 | marker))
            .putShort((short) (2 + data.length))
            .put(data)
            .array());
  }

  /** Rows that are predicted from three neighbours, which costs most. */
  private byte[] png(int interlace) {
    byte[] row = new byte[1 + 8 * SIDE];
    random.nextBytes(row);
    row[0] = 4;
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    int[][] passes =
        interlace == 0
            ? new int[][] {{0, 0, 1, 1}}
            : new int[][] {
              {0, 0, 8, 8},
              {4, 0, 8, 8},
              {0, 4, 4, 8},
              {2, 0, 4, 4},
              {0, 2, 2, 4},
              {1, 0, 2, 2},
              {0, 1, 1, 2}
            };
    Arrays.fill(row, 1 + 2000, row.length, (byte) 0);
    for (int[] pass : passes) {
      int width = (SIDE - pass[0] + pass[2] - 1) / pass[2];
      for (int y = pass[1]; y < SIDE; y += pass[3]) {
        deflater.setInput(row, 0, 1 + 8 * width);
        while (!deflater.needsInput()) {
          packed.write(buffer, 0, deflater.deflate(buffer));
        }
      }
    }
    deflater.finish();
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return PngFiles.of(SIDE, SIDE, 16, 6, interlace, packed.toByteArray());
  }
}

package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.testing.PngFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that would cost a decoder more than their header tells. */
final class CostlyImagesTest {

  private final ImageDecoder decoder = new ImageDecoder();

  @Test
  void a_second_frame_header_does_not_hide_the_first() {
    byte[] photo = jpeg(0xc0, 32_000, 32_000, scan(), frame(0xc0, 8, 100, 100));

    assertThatThrownBy(() -> decoder.header(photo, "bomb"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("two frame headers");
  }

  @ParameterizedTest
  @CsvSource({"0xc3, lossless", "0xc9, arithmetic", "0xca, arithmetic", "0xc5, hierarchical"})
  void jpegs_that_no_camera_writes_are_refused_by_their_name(String marker, String word) {
    byte[] photo = jpeg(Integer.decode(marker), 16, 16, scan());

    assertThatThrownBy(() -> decoder.header(photo, "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(word);
  }

  @Test
  void a_jpeg_of_12_bits_is_refused() {
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    photo.writeBytes(frame(0xc1, 12, 16, 16));
    photo.writeBytes(scan());
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});

    assertThatThrownBy(() -> decoder.header(photo.toByteArray(), "photo"))
        .hasMessageContaining("12 bits");
  }

  @Test
  void progressive_scans_are_counted() {
    byte[][] scans = new byte[101][];
    Arrays.fill(scans, scan(1, 63));

    assertThatThrownBy(() -> decoder.header(jpeg(0xc2, 16, 16, scans), "bomb"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("too costly to decode");
  }

  @Test
  void scans_of_large_photos_are_counted_by_their_blocks() {
    byte[][] scans = new byte[60][]; // 781,456 blocks each
    Arrays.fill(scans, scan(1, 63));

    assertThatThrownBy(() -> decoder.header(jpeg(0xc2, 7071, 7071, scans), "bomb"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("too costly to decode");
  }

  @Test
  void the_lines_of_a_jpeg_stand_in_its_header() {
    byte[] photo = jpeg(0xc0, 16, 0, scan(), segment(0xdc, new byte[] {0, 16}));

    assertThatThrownBy(() -> decoder.header(photo, "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("16 x 0");
  }

  @Test
  void an_ordinary_progressive_photo_is_decoded() throws IOException {
    RgbImage image = Drawings.noise(300, 200, 1);

    ImageHeader header = decoder.header(Encodings.jpeg(image, true), "photo");

    // 38 x 25 blocks of brightness, half as many each way of each colour, filled up to groups.
    assertThat(header.decodingBytes())
        .isGreaterThan(300 * 200 * ImageHeader.OPAQUE_BYTES + 38 * 25 * 128);
    assertThat(decoder.decode(Encodings.jpeg(image, true), "photo").width()).isEqualTo(300);
  }

  @Test
  void a_webp_tells_the_sides_of_its_picture_as_its_canvas_does() {
    byte[] webp = Encodings.lossyWebp(Drawings.noise(40, 20, 1));

    assertThatThrownBy(
            () -> decoder.header(Encodings.extended(webp, 41, 20, "abcd", new byte[2]), "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("on a canvas of 41 x 20");
  }

  @Test
  void a_webp_chunk_ends_within_its_file() {
    byte[] webp = Encodings.lossyWebp(Drawings.noise(40, 20, 1));
    ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(4, webp.length - 8 - 20);

    assertThatThrownBy(() -> decoder.header(webp, "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("truncated WEBP");
  }

  @Test
  void a_gif_frame_lies_on_its_screen() throws IOException {
    byte[] gif = Encodings.of(Drawings.quadrants(40, 20), ImageFormat.GIF);
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 10);

    assertThatThrownBy(() -> decoder.header(gif, "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("on a screen of 10 x 20");
  }

  @Test
  void a_png_has_one_header() {
    byte[] png = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.PNG);
    byte[] header = ByteBuffer.allocate(13).putInt(9000).putInt(9000).put(8, (byte) 8).array();

    assertThatThrownBy(() -> decoder.header(PngFiles.withChunk(png, "IHDR", header), "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("two headers");
  }

  /** A decoder reads all of it, a minute for ten megabytes, whatever the sides are. */
  @Test
  void a_png_holds_no_more_than_its_pixels() {
    byte[] rows = new byte[16 * (1 + 3 * 16)];

    assertThat(decoder.decode(png(rows), "photo").width()).isEqualTo(16);
    // Some encoders write a few bytes more.
    assertThat(decoder.decode(png(Arrays.copyOf(rows, rows.length + 1000)), "photo").width())
        .isEqualTo(16);
    assertThatThrownBy(() -> decoder.decode(png(new byte[64 << 20]), "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("hold more than its 16 x 16 pixels");
  }

  /** A picture of 16 x 16 pixels around these rows. */
  private static byte[] png(byte[] rows) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[1 << 20];
    byte[] data = Arrays.copyOf(packed, deflater.deflate(packed));
    deflater.end();
    return PngFiles.of(16, 16, data);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 7, 17})
  void a_png_has_a_depth_that_there_is(int depth) {
    byte[] png = PngFiles.ofSize(16, 16);
    png[24] = (byte) depth;
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());

    assertThatThrownBy(() -> decoder.header(png, "photo"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("bits");
  }

  @ParameterizedTest
  @CsvSource({
    "ftypheic, HEIC",
    "ftypmif1, HEIC",
    "ftypavif, AVIF",
    "ftypmp42, video",
    "II*\u0000, TIFF"
  })
  void photos_of_other_formats_are_called_by_their_names(String start, String name) {
    String bytes = (start.startsWith("ftyp") ? "\0\0\0\u001c" : "") + start + "\0\0\0\0mif1heic";

    assertThatThrownBy(
            () -> decoder.header(bytes.getBytes(StandardCharsets.ISO_8859_1), "IMG_1.HEIC"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("not a JPEG, PNG, WebP, BMP or GIF image");
  }

  @Test
  void a_large_transparent_photo_takes_no_arrays_beside_its_pixels() {
    // 6 million pixels: four bytes each in native memory, three in the result.
    byte[] png = Encodings.transparent(3000, 2000, ImageFormat.PNG, new byte[3000 * 2000 * 4]);

    RgbImage image = decoder.decode(png, "photo");

    byte[] white = new byte[3000 * 2000 * 3];
    Arrays.fill(white, (byte) 255);
    assertThat(Arrays.equals(image.pixels(), white)).isTrue();
    assertThat(decoder.header(png, "photo").decodingBytes()).isEqualTo(3000L * 2000 * 7);
  }

  private static byte[] jpeg(int marker, int width, int height, byte[]... segments) {
    ByteArrayOutputStream photo = new ByteArrayOutputStream();
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    photo.writeBytes(frame(marker, 8, width, height));
    for (byte[] segment : segments) {
      photo.writeBytes(segment);
    }
    photo.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return photo.toByteArray();
  }

  private static byte[] frame(int marker, int bits, int width, int height) {
    return segment(
        marker,
        ByteBuffer.allocate(9)
            .put((byte) bits)
            .putShort((short) height)
            .putShort((short) width)
            .put(new byte[] {1, 1, 0x11, 0})
            .array());
  }

  private static byte[] scan() {
    return scan(0, 0);
  }

  private static byte[] scan(int from, int to) {
    return segment(0xda, new byte[] {1, 1, 0, (byte) from, (byte) to, 0});
  }

  private static byte[] segment(int marker, byte[] data) {
    return ByteBuffer.allocate(4 + data.length)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (2 + data.length))
        .put(data)
        .array();
  }
}

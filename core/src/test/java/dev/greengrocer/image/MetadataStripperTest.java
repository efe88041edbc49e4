package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.testing.Exif;
import dev.greengrocer.testing.PngFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataStripperTest {

  private static final String SECRET = "GPS 51.5007 N, 0.1246 W";

  private final ImageDecoder decoder = new ImageDecoder();

  @ParameterizedTest
  @EnumSource
  void the_picture_stays_as_it_is(ImageFormat format) {
    byte[] photo = Encodings.of(Drawings.noise(37, 23, 1), format);

    RgbImage kept = decoder.decode(bare(photo), "kept");

    assertThat(kept.pixels()).isEqualTo(decoder.decode(photo, "photo").pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void what_stood_upright_in_a_jpeg_does_so_still(int orientation, String upright) {
    byte[] photo =
        Exif.in(
            Encodings.of(Drawings.quadrants(48, 32), ImageFormat.JPEG),
            withSecret(Exif.orientation(orientation)));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo(upright);
    assertThat(text(photo)).contains(SECRET);
    assertThat(text(kept)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe})
  void a_jpeg_keeps_no_segment_that_others_wrote(int marker) {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);
    byte[] secret = SECRET.getBytes(ISO_8859_1);
    byte[] photo =
        ByteBuffer.allocate(jpeg.length + 4 + secret.length)
            .put(jpeg, 0, 2)
            .putShort((short) (0xff00 | marker))
            .putShort((short) (2 + secret.length))
            .put(secret)
            .put(jpeg, 2, jpeg.length - 2)
            .array();

    assertThat(bare(photo)).isEqualTo(jpeg);
  }

  @Test
  void what_follows_the_end_of_a_jpeg_is_cut_off() {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);

    assertThat(bare(withSecret(jpeg))).isEqualTo(jpeg);
  }

  @Test
  void a_jpeg_keeps_no_colour_profile_of_which_the_decoder_reads_nothing() {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);
    byte[] profile = ("ICC_PROFILE\0\1\1" + SECRET).getBytes(ISO_8859_1);

    assertThat(bare(withSegment(jpeg, 0xe2, profile))).isEqualTo(jpeg);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JFXX\0\u0010", "JFIF\0", "", "Ocad"})
  void a_jpeg_keeps_of_application_data_0_the_density_alone(String signature) {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);

    byte[] kept = bare(withSegment(jpeg, 0xe0, (signature + SECRET).getBytes(ISO_8859_1)));

    assertThat(text(kept)).doesNotContain("GPS").doesNotContain("JFXX");
  }

  @Test
  void a_thumbnail_of_jfif_is_left_out() {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);
    byte[] withoutJfif = jpegWithout(jpeg, 0xe0);
    byte[] thumbnail = withSecret(new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 3, 1});

    assertThat(bare(withSegment(withoutJfif, 0xe0, thumbnail))).isEqualTo(jpeg);
  }

  @Test
  void adobes_segment_keeps_the_colour_transform_alone() {
    byte[] jpeg = jpegWithout(Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG), 0xe0);
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1};
    byte[] photo = withSegment(jpeg, 0xee, withSecret(adobe));

    byte[] kept = bare(photo);

    assertThat(kept).isEqualTo(withSegment(jpeg, 0xee, adobe));
    assertThat(decoder.decode(kept, "kept").pixels())
        .isEqualTo(decoder.decode(photo, "photo").pixels());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytes_behind_the_compressed_picture_are_left_out(boolean progressive) throws IOException {
    byte[] jpeg = Encodings.jpeg(Drawings.noise(83, 61, 1), progressive);
    byte[] photo =
        ByteBuffer.allocate(jpeg.length + SECRET.length())
            .put(jpeg, 0, jpeg.length - 2)
            .put(SECRET.getBytes(ISO_8859_1))
            .put(jpeg, jpeg.length - 2, 2)
            .array();

    assertThat(decoder.decode(photo, "photo").pixels())
        .isEqualTo(decoder.decode(jpeg, "jpeg").pixels());
    assertThat(bare(photo)).isEqualTo(bare(jpeg));
    assertThat(decoder.decode(bare(jpeg), "kept").pixels())
        .isEqualTo(decoder.decode(jpeg, "jpeg").pixels());
    assertThat(ImageFormat.of(bare(photo))).contains(ImageFormat.JPEG);
  }

  @Test
  void tables_that_no_scan_uses_are_left_out() {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);
    byte[] unused = new byte[65];
    unused[0] = 3;
    System.arraycopy(SECRET.getBytes(ISO_8859_1), 0, unused, 1, SECRET.length());

    assertThat(bare(withSegment(jpeg, 0xdb, unused))).isEqualTo(jpeg);
  }

  @Test
  void a_jpeg_whose_codes_are_damaged_is_kept_as_png() {
    byte[] jpeg = Encodings.of(Drawings.noise(64, 64, 1), ImageFormat.JPEG);
    byte[] photo = Arrays.copyOf(jpeg, jpeg.length - 500); // less than its blocks take
    photo[photo.length - 2] = (byte) 0xff;
    photo[photo.length - 1] = (byte) 0xd9;

    byte[] kept = bare(photo);

    assertThat(ImageFormat.of(kept)).contains(ImageFormat.PNG);
    assertThat(decoder.decode(kept, "kept").pixels())
        .isEqualTo(decoder.decode(photo, "photo").pixels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tEXt", "iTXt", "zTXt", "tIME", "abCd"})
  void a_png_keeps_no_chunk_that_others_wrote(String type) {
    byte[] png = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.PNG);

    assertThat(bare(PngFiles.withChunk(png, type, SECRET.getBytes(ISO_8859_1)))).isEqualTo(png);
  }

  @Test
  void a_png_keeps_its_orientation_alone() {
    byte[] photo =
        PngFiles.withChunk(
            Encodings.of(Drawings.quadrants(20, 10), ImageFormat.PNG),
            "eXIf",
            withSecret(Exif.orientation(6)));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo("BRWG");
    assertThat(text(kept)).doesNotContain(SECRET);
  }

  @Test
  void a_webp_keeps_its_orientation_alone() {
    byte[] webp = Encodings.of(Drawings.quadrants(40, 20), ImageFormat.WEBP);
    byte[] photo = withExif(webp, 40, 20, withSecret(Exif.orientation(6)));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(photo, "photo"))).isEqualTo("BRWG");
    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo("BRWG");
    assertThat(text(photo)).contains(SECRET);
    assertThat(text(kept)).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLTE", "tRNS"})
  void a_png_of_true_colours_keeps_no_palette_and_no_transparency_of_the_wrong_length(String type) {
    byte[] png = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.PNG);
    byte[] data = "GPS 51.5007 N, 0.1246 W......".substring(0, 24).getBytes(ISO_8859_1);

    assertThat(bare(PngFiles.withChunkFirst(png, type, data))).isEqualTo(png);
  }

  @Test
  void bytes_behind_the_compressed_picture_of_a_png_are_left_out() {
    byte[] png = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.PNG);
    byte[] photo = PngFiles.withChunk(png, "IDAT", SECRET.getBytes(ISO_8859_1));

    byte[] kept = bare(photo);

    assertThat(text(kept)).doesNotContain("GPS");
    assertThat(decoder.decode(kept, "kept").pixels())
        .isEqualTo(decoder.decode(png, "png").pixels());
  }

  @Test
  void of_an_animated_webp_the_first_frame_is_kept() {
    byte[] still = Encodings.of(Drawings.quadrants(40, 20), ImageFormat.WEBP);
    byte[] photo = Encodings.animated(still, 40, 20, SECRET.getBytes(ISO_8859_1));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(photo, "photo"))).isEqualTo("RGBW");
    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo("RGBW");
    assertThat(text(kept)).doesNotContain("ANMF").doesNotContain("GPS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ICCP", "ALPH", "VP8 ", "VP8L", "XMP ", "abcd"})
  void a_webp_keeps_no_chunk_behind_its_picture(String type) {
    byte[] webp = Encodings.lossyWebp(Drawings.noise(40, 20, 1));
    byte[] photo = Encodings.extended(webp, 40, 20, type, SECRET.getBytes(ISO_8859_1));

    byte[] kept = bare(photo);

    assertThat(text(kept)).doesNotContain("GPS");
    assertThat(ImageFormat.of(kept)).contains(ImageFormat.WEBP);
    assertThat(decoder.decode(kept, "kept").pixels())
        .isEqualTo(decoder.decode(webp, "webp").pixels());
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
    return ByteBuffer.allocate(jpeg.length + 4 + data.length)
        .put(jpeg, 0, 2)
        .putShort((short) (0xff00 | marker))
        .putShort((short) (2 + data.length))
        .put(data)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** The JPEG without its first segment, which has a marker. */
  private static byte[] jpegWithout(byte[] jpeg, int marker) {
    assertThat(jpeg[3] & 0xff).isEqualTo(marker);
    int length = 2 + ByteBuffer.wrap(jpeg).getShort(4);
    return ByteBuffer.allocate(jpeg.length - length)
        .put(jpeg, 0, 2)
        .put(jpeg, 2 + length, jpeg.length - 2 - length)
        .array();
  }

  private byte[] bare(byte[] photo) {
    return MetadataStripper.of(
        photo, decoder.header(photo, "photo"), () -> decoder.decode(photo, "photo"));
  }

  private static byte[] withSecret(byte[] bytes) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.writeBytes(bytes);
    longer.writeBytes(SECRET.getBytes(ISO_8859_1));
    return longer.toByteArray();
  }

  /** A simple WebP made an extended one with an EXIF chunk. */
  private static byte[] withExif(byte[] webp, int width, int height, byte[] tiff) {
    int padded = tiff.length + (tiff.length & 1);
    ByteBuffer photo =
        ByteBuffer.allocate(webp.length + 18 + 8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    photo.put(webp, 0, 12);
    photo.put("VP8X".getBytes(ISO_8859_1)).putInt(10).putInt(0x08);
    photo.put((byte) (width - 1)).putShort((short) 0);
    photo.put((byte) (height - 1)).putShort((short) 0);
    photo.put(webp, 12, webp.length - 12);
    photo.put("EXIF".getBytes(ISO_8859_1)).putInt(tiff.length).put(tiff);
    return photo.putInt(4, photo.capacity() - 8).array();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}

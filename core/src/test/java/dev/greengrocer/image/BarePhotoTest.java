package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarePhotoTest {

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
        Encodings.withExif(
            Encodings.of(Drawings.quadrants(48, 32), ImageFormat.JPEG),
            withSecret(Encodings.orientation(orientation)));

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
  void a_colour_profile_belongs_to_the_picture() {
    byte[] jpeg = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.JPEG);
    byte[] profile = "ICC_PROFILE\0\1\1red".getBytes(ISO_8859_1);
    byte[] photo =
        ByteBuffer.allocate(jpeg.length + 4 + profile.length)
            .put(jpeg, 0, 2)
            .putShort((short) 0xffe2)
            .putShort((short) (2 + profile.length))
            .put(profile)
            .put(jpeg, 2, jpeg.length - 2)
            .array();

    assertThat(bare(photo)).isEqualTo(photo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tEXt", "iTXt", "zTXt", "tIME", "abCd"})
  void a_png_keeps_no_chunk_that_others_wrote(String type) {
    byte[] png = Encodings.of(Drawings.noise(16, 16, 1), ImageFormat.PNG);

    assertThat(bare(Encodings.withChunk(png, type, SECRET.getBytes(ISO_8859_1)))).isEqualTo(png);
  }

  @Test
  void a_png_keeps_its_orientation_alone() {
    byte[] photo =
        Encodings.withChunk(
            Encodings.of(Drawings.quadrants(20, 10), ImageFormat.PNG),
            "eXIf",
            withSecret(Encodings.orientation(6)));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo("BRWG");
    assertThat(text(kept)).doesNotContain(SECRET);
  }

  @Test
  void a_webp_keeps_its_orientation_alone() {
    byte[] webp = Encodings.of(Drawings.quadrants(40, 20), ImageFormat.WEBP);
    byte[] photo = withExif(webp, 40, 20, withSecret(Encodings.orientation(6)));

    byte[] kept = bare(photo);

    assertThat(Drawings.quadrantsOf(decoder.decode(photo, "photo"))).isEqualTo("BRWG");
    assertThat(Drawings.quadrantsOf(decoder.decode(kept, "kept"))).isEqualTo("BRWG");
    assertThat(text(photo)).contains(SECRET);
    assertThat(text(kept)).doesNotContain(SECRET);
  }

  private byte[] bare(byte[] photo) {
    return BarePhoto.of(
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

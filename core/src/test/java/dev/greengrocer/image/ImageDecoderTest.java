package dev.greengrocer.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.InvalidImageException;
import dev.greengrocer.StorageException;
import dev.greengrocer.testing.Exif;
import dev.greengrocer.testing.PngFiles;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ImageDecoderTest {

  private final ImageDecoder decoder = new ImageDecoder();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void every_format_is_read_whatever_the_name_says(ImageFormat format) throws IOException {
    byte[] bytes = Encodings.of(Drawings.quadrants(40, 24), format);
    Path file = Files.write(folder.resolve("photo.txt"), bytes);

    RgbImage image = decoder.decode(file);

    assertThat(decoder.header(bytes, "photo").format()).isEqualTo(format);
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(24);
    assertThat(Drawings.quadrantsOf(image)).isEqualTo("RGBW");
    RgbImage contents = decoder.decodeContents(bytes, "s3a://photos/photo.txt", 8);
    assertThat(contents.pixels()).isEqualTo(decoder.decode(file, 8).pixels());
  }

  @Test
  void uses_that_want_the_same_fraction_of_a_jpeg_share_one_image() throws IOException {
    Path jpeg =
        Files.write(
            folder.resolve("photo.jpg"),
            Encodings.of(Drawings.quadrants(640, 480), ImageFormat.JPEG));

    List<RgbImage> images = decoder.decode(jpeg, List.of(60, 100, 110));

    // 480 pixels hold four times 60, but only twice 100 and 110.
    assertThat(images).extracting(RgbImage::height).containsExactly(120, 240, 240);
    assertThat(images.get(2)).isSameAs(images.get(1));
    assertThat(images.get(0).pixels()).isEqualTo(decoder.decode(jpeg, 60).pixels());
    assertThat(images.get(1).pixels()).isEqualTo(decoder.decode(jpeg, 100).pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void the_exif_orientation_is_applied(int orientation, String upright) {
    byte[] stored = Encodings.of(Drawings.quadrants(48, 32), ImageFormat.JPEG);
    byte[] photo = Exif.in(stored, Exif.orientation(orientation));

    RgbImage image = decoder.decode(photo, "photo.jpg");
    ImageHeader header = decoder.header(photo, "photo.jpg");

    assertThat(Drawings.quadrantsOf(image)).isEqualTo(upright);
    assertThat(image.width()).isEqualTo(orientation < 5 ? 48 : 32);
    assertThat(header.width()).isEqualTo(image.width());
    assertThat(header.height()).isEqualTo(image.height());
    assertThat(header.orientation()).isEqualTo(orientation);
  }

  @Test
  void the_orientation_of_a_png_is_applied_too() {
    byte[] png =
        PngFiles.withChunk(
            Encodings.of(Drawings.quadrants(20, 10), ImageFormat.PNG), "eXIf", Exif.orientation(6));

    assertThat(Drawings.quadrantsOf(decoder.decode(png, "a.png"))).isEqualTo("BRWG");
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "65535"})
  void an_orientation_that_does_not_exist_says_nothing(int orientation) {
    byte[] stored = Encodings.of(Drawings.quadrants(48, 32), ImageFormat.JPEG);
    byte[] photo = Exif.in(stored, Exif.orientation(orientation));

    assertThat(Drawings.quadrantsOf(decoder.decode(photo, "a.jpg"))).isEqualTo("RGBW");
  }

  @Test
  void exif_that_cannot_be_read_says_nothing() {
    byte[] stored = Encodings.of(Drawings.quadrants(48, 32), ImageFormat.JPEG);
    byte[] exif = Exif.orientation(6);

    for (int length = 0; length < exif.length - 6; length++) {
      byte[] photo = Exif.in(stored, Arrays.copyOf(exif, length));
      assertThat(decoder.header(photo, "a.jpg").width()).as("%d bytes", length).isEqualTo(48);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_cut_off_anywhere_is_refused(ImageFormat format) {
    byte[] whole = Encodings.of(Drawings.noise(33, 21, 1), format);

    for (int length = 12; length < whole.length; length += 1 + length / 20) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decoder.decode(cut, "photos/kiwi/7"))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidImageException.class)
          .hasMessageContaining("photos/kiwi/7: truncated " + format)
          .hasMessageContaining(length + " bytes");
    }
    assertThat(decoder.decode(whole, "whole").width()).isEqualTo(33);
  }

  @Test
  void the_end_mark_of_a_thumbnail_is_not_taken_for_the_photos() {
    byte[] thumbnail = Encodings.of(Drawings.quadrants(16, 16), ImageFormat.JPEG);
    byte[] photo = Exif.in(Encodings.of(Drawings.noise(64, 64, 1), ImageFormat.JPEG), thumbnail);

    assertThat(decoder.header(photo, "a.jpg").width()).isEqualTo(64);
    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(photo, thumbnail.length + 1000), "a.jpg"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("truncated JPEG");
  }

  @Test
  void bytes_after_the_end_of_a_photo_are_no_fault() {
    byte[] jpeg = Encodings.of(Drawings.quadrants(40, 24), ImageFormat.JPEG);

    RgbImage image = decoder.decode(Arrays.copyOf(jpeg, jpeg.length + 100), "a.jpg");

    assertThat(Drawings.quadrantsOf(image)).isEqualTo("RGBW");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> decoder.decode(new byte[0], "photos/kiwi/7.jpg"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("photos/kiwi/7.jpg: empty (0 bytes)");
  }

  @Test
  void text_named_jpg_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("list.jpg"), "two kiwis\n");

    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(file + ": not a JPEG, PNG, WebP, BMP or GIF image (10 bytes)");
  }

  @Test
  void a_damaged_png_is_told_by_its_checksum() {
    byte[] png = Encodings.of(Drawings.noise(33, 21, 1), ImageFormat.PNG);
    png[png.length / 2] ^= 1;

    assertThatThrownBy(() -> decoder.decode(png, "a.png"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("a.png: damaged PNG: the checksum of chunk IDAT at byte 33 is wrong");
  }

  @Test
  void a_decompression_bomb_is_refused_before_it_is_decoded() {
    assertThatThrownBy(() -> decoder.decode(PngFiles.ofSize(60_000, 60_000), "bomb.png"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("bomb.png: 60000 x 60000 pixels are more than the limit of 50000000");
  }

  @Test
  void sides_whose_product_overflows_are_over_the_limit() {
    assertThatThrownBy(
            () -> decoder.header(PngFiles.ofSize(Integer.MAX_VALUE, Integer.MAX_VALUE), "a"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("are more than the limit");
    assertThatThrownBy(() -> decoder.header(PngFiles.ofSize(-4, 4), "a"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("-4 x 4 pixels");
  }

  @Test
  void the_pixel_limit_can_be_set_and_includes_its_last_pixel() {
    byte[] png = Encodings.of(Drawings.quadrants(40, 24), ImageFormat.PNG);

    assertThat(new ImageDecoder(960).decode(png, "a.png").width()).isEqualTo(40);
    assertThatThrownBy(() -> new ImageDecoder(959).decode(png, "a.png"))
        .isInstanceOf(InvalidImageException.class);
  }

  @Test
  void a_png_with_too_few_pixels_is_refused() {
    assertThatThrownBy(() -> decoder.decode(PngFiles.ofSize(10, 10), "a.png"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining("a.png: damaged PNG");
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"PNG"})
  void transparent_pixels_are_shown_on_white(ImageFormat format) {
    byte[] bytes =
        Encodings.transparent(
            3,
            1,
            format, //
            new byte[] {100, 50, 0, (byte) 255, 100, 50, 0, 51, 100, 50, 0, 0});

    RgbImage image = decoder.decode(bytes, "a");

    // Opaque; a fifth of the colour and four fifths of white: 20 + 204, 10 + 204, 204; white.
    assertThat(image.pixels()).containsExactly(100, 50, 0, 224, 214, 204, 255, 255, 255);
  }

  @Test
  void a_transparent_webp_is_shown_on_white() {
    byte[] rgba = new byte[16 * 16 * 4];
    RgbImage image =
        decoder.decode(Encodings.transparent(16, 16, ImageFormat.WEBP, rgba), "a.webp");

    assertThat(image.pixels()).containsOnly(255);
  }

  @Test
  void a_palette_with_a_transparent_colour_is_shown_on_white() throws IOException {
    IndexColorModel palette =
        new IndexColorModel(8, 2, new byte[] {100, 7}, new byte[] {50, 7}, new byte[] {25, 7}, 1);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSample(1, 0, 0, 1);

    byte[] png = Encodings.of(image, "png");

    assertThat(decoder.decode(png, "a.png").pixels()).containsExactly(100, 50, 25, 255, 255, 255);
  }

  @Test
  void sixteen_bit_grey_becomes_eight_bit_colour() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 0x8000);
    image.getRaster().setSample(1, 0, 0, 0xffff);

    assertThat(decoder.decode(Encodings.of(image, "png"), "a.png").pixels())
        .containsExactly(128, 128, 128, 255, 255, 255);
  }

  @Test
  void grey_jpegs_become_colour() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(((DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) 90);

    assertThat(decoder.decode(Encodings.of(image, "jpg"), "a.jpg").pixels())
        .hasSize(192)
        .containsOnly(90);
  }

  @Test
  void cmyk_jpegs_become_rgb() throws IOException {
    // Stored inverted: no cyan, 155 of 255 magenta, no yellow, no black.
    byte[] jpeg = Encodings.cmykJpeg(255, 100, 255, 255);

    byte[] pixels = decoder.decode(jpeg, "a.jpg").pixels();

    assertThat(pixels[0] & 0xff).isCloseTo(255, within(2));
    assertThat(pixels[1] & 0xff).isCloseTo(100, within(2));
    assertThat(pixels[2] & 0xff).isCloseTo(255, within(2));
  }

  @Test
  void metadata_that_the_decoder_would_grumble_about_is_not_shown_to_it() {
    byte[] png =
        PngFiles.withChunk(
            Encodings.of(Drawings.quadrants(20, 10), ImageFormat.PNG),
            "iCCP",
            "not a colour profile".getBytes(UTF_8));

    assertThat(PngStructure.picture(png))
        .isEqualTo(PngStructure.picture(Encodings.of(Drawings.quadrants(20, 10), ImageFormat.PNG)))
        .hasSizeLessThan(png.length);
    assertThat(Drawings.quadrantsOf(decoder.decode(png, "a.png"))).isEqualTo("RGBW");
  }

  @ParameterizedTest
  @CsvSource({
    // short side, wanted, divisor: the largest of 1, 2, 4, 8 that leaves twice what is wanted
    "3456, 224, 4",
    "3584, 224, 8",
    "3583, 224, 4",
    "895, 224, 1",
    "896, 224, 2",
    "100, 224, 1",
    "8000, 64, 8",
  })
  void large_jpegs_are_reduced_but_keep_twice_the_wanted_size(
      int shortSide, int wanted, int divisor) {
    ImageHeader portrait = new ImageHeader(ImageFormat.JPEG, shortSide, 9000, 1, false);
    ImageHeader landscape = new ImageHeader(ImageFormat.JPEG, 9000, shortSide, 6, false);

    assertThat(ImageDecoder.reduction(portrait, wanted)).isEqualTo(divisor);
    assertThat(ImageDecoder.reduction(landscape, wanted)).isEqualTo(divisor);
  }

  @Test
  void other_formats_are_never_reduced() {
    assertThat(ImageDecoder.reduction(new ImageHeader(ImageFormat.PNG, 4000, 4000, 1, false), 64))
        .isEqualTo(1);
  }

  @Test
  void a_reduced_photo_shows_the_same_picture_upright() {
    byte[] photo =
        Exif.in(Encodings.of(Drawings.quadrants(641, 481), ImageFormat.JPEG), Exif.orientation(6));

    RgbImage image = decoder.decode(photo, "a.jpg", 60);

    assertThat(List.of(image.width(), image.height())).containsExactly(121, 161);
    assertThat(Drawings.quadrantsOf(image)).isEqualTo("BRWG");
  }

  @Test
  void a_missing_file_is_told_by_its_name() {
    assertThatThrownBy(() -> decoder.decode(folder.resolve("missing.jpg")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("missing.jpg: cannot be read");
  }

  @Test
  void a_dangling_link_is_told_by_its_name() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), folder.resolve("gone.jpg"));

    assertThatThrownBy(() -> decoder.decode(link))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("link.jpg: cannot be read");
  }

  @Test
  void a_folder_is_no_photo() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("x.jpg"));

    assertThatThrownBy(() -> decoder.decode(directory))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("x.jpg: a folder, not a photo");
  }
}

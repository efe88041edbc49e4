package dev.greengrocer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForeignFormatTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'\\0\\0\\0\\24ftypheic\\0\\0\\0\\0mif1heic', HEIC",
    "'\\0\\0\\0\\24ftypmif1\\0\\0\\0\\0mif1heic', HEIC",
    "'\\0\\0\\0\\24ftypmif1\\0\\0\\0\\0avifmif1', AVIF",
    "'\\0\\0\\0\\34ftypavif\\0\\0\\0\\0avifmif1miaf', AVIF",
    "'\\0\\0\\0\\24ftypcrx \\0\\0\\0\\1crx isom', RAW",
    "'II*\\0\\10\\0\\0\\0', TIFF",
    "'MM\\0*\\0\\0\\0\\10', TIFF",
    "'\\377\\12\\0\\0', JPEG_XL",
    "'\\0\\0\\0\\14jP  \\15\\12\\207\\12', JPEG_2000",
    "'8BPS\\0\\1', PSD",
  })
  void formats_are_told_by_their_bytes(String start, ForeignFormat format) {
    assertThat(ForeignFormat.of(bytes(start))).contains(format);
    assertThatThrownBy(() -> ImageHeader.read(bytes(start), "photo.jpg"))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContainingAll("photo.jpg: " + format.title(), "convert it");
  }

  @Test
  void films_and_texts_are_no_pictures() {
    assertThat(ForeignFormat.of(bytes("\\0\\0\\0\\30ftypisom\\0\\0\\2\\0isomiso2mp41"))).isEmpty();
    assertThat(ForeignFormat.of(bytes("II. Einleitung"))).isEmpty();
    assertThat(ForeignFormat.of(new byte[0])).isEmpty();
  }

  @Test
  void a_zip_is_named_as_one() {
    assertThatThrownBy(() -> ImageHeader.read(bytes("PK\\3\\4aaaa"), "more.zip"))
        .hasMessageStartingWith("more.zip: a zip archive");
  }

  @Test
  @Timeout(120)
  void a_phone_s_photo_is_read_where_libheif_is_installed() throws IOException {
    assumeTrue(HeifTool.found(), "needs heif-dec or heif-convert");
    Path photo = Files.write(folder.resolve("IMG_0001.HEIC"), phone());

    RgbImage image = new ImageDecoder().decode(photo, 224);

    assertThat(image.width()).isEqualTo(400);
    assertThat(image.height()).isEqualTo(300);
    assertThat(new ImageDecoder().decodeContents(phone(), "s3a://photos/1", 224).pixels())
        .isEqualTo(image.pixels());
    Path cut = Files.write(folder.resolve("cut.heic"), java.util.Arrays.copyOf(phone(), 3000));
    assertThatThrownBy(() -> new ImageDecoder().decode(cut))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith(cut + ": damaged HEIC or AVIF");
  }

  @Test
  void a_phone_s_photo_is_named_where_libheif_is_missing() throws IOException {
    assumeTrue(!HeifTool.found(), "libheif is installed");
    Path photo = Files.write(folder.resolve("IMG_0001.HEIC"), phone());

    assertThatThrownBy(() -> new ImageDecoder().decode(photo))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContainingAll("an HEIC photo", "convert it to JPEG", "heif-convert");
    byte[] contents = phone();
    assertThatThrownBy(() -> new ImageDecoder().decodeContents(contents, "s3a://photos/1", 224))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContainingAll("s3a://photos/1: an HEIC photo", "heif-convert");
  }

  @Test
  void the_tool_is_looked_for_in_absolute_folders_alone() throws IOException {
    Path tool = Files.writeString(folder.resolve("heif-convert"), "#!/bin/sh\n");
    assertThat(HeifTool.find(".:" + folder)).isEmpty();
    assumeTrue(tool.toFile().setExecutable(true), "needs executable files");
    assertThat(HeifTool.find("relative:" + folder)).isEqualTo(Optional.of(tool));
    assertThat(HeifTool.find(null)).isEmpty();
  }

  private static byte[] phone() throws IOException {
    try (InputStream stream = ForeignFormatTest.class.getResourceAsStream("phone.heic")) {
      return stream.readAllBytes();
    }
  }

  /** Latin-1 with octal escapes. */
  private static byte[] bytes(String text) {
    return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
  }
}

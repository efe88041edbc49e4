package dev.greengrocer.lab.dataset.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZipExtractorTest {

  @TempDir Path temporary;
  private Path zip;
  private Path folder;

  @BeforeEach
  void choosePlaces() throws IOException {
    zip = temporary.resolve("photos.zip");
    folder = Files.createDirectories(temporary.resolve("deep/unpacked"));
  }

  @Test
  void files_and_folders_are_unpacked() throws IOException {
    write("kiwi/", "kiwi/a.jpg", "mango/b.jpg");

    extract(ZipLimits.DEFAULT);

    assertThat(folder.resolve("kiwi/a.jpg")).hasContent("kiwi/a.jpg");
    assertThat(folder.resolve("mango/b.jpg")).hasContent("mango/b.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped.jpg",
        "kiwi/../../escaped.jpg",
        "/escaped.jpg",
        "..\\escaped.jpg",
        "C:\\escaped.jpg"
      })
  void an_entry_that_leaves_the_folder_is_refused(String entry) throws IOException {
    write("kiwi/a.jpg", entry);

    assertThatThrownBy(() -> extract(ZipLimits.DEFAULT))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining(entry)
        .hasMessageContaining("outside its folder");
    try (Stream<Path> outside = Files.walk(temporary)) {
      assertThat(outside.filter(path -> path.endsWith("escaped.jpg"))).isEmpty();
    }
  }

  @Test
  void a_decompression_bomb_is_refused_long_before_it_fills_the_disk() throws IOException {
    try (ZipOutputStream out = open()) {
      out.putNextEntry(new ZipEntry("kiwi/bomb.jpg"));
      byte[] zeros = new byte[1 << 20];
      for (int megabytes = 0; megabytes < 200; megabytes++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(zip)).isLessThan(400_000);

    assertThatThrownBy(() -> extract(ZipLimits.DEFAULT))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("unpacks to more than 67,108,864 bytes")
        .hasMessageContaining("decompression bomb");
    assertThat(Files.size(folder.resolve("kiwi/bomb.jpg"))).isLessThanOrEqualTo(64L << 20);
  }

  @Test
  void many_small_files_count_together() throws IOException {
    write("a/1.jpg", "a/2.jpg", "a/3.jpg");

    assertThatThrownBy(() -> extract(new ZipLimits(10, 20, 100, 20)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("unpacks to more than 20 bytes");
  }

  @Test
  void absurdly_many_entries_are_refused_unopened() throws IOException {
    write("a/1.jpg", "a/2.jpg", "a/3.jpg");

    assertThatThrownBy(() -> extract(new ZipLimits(2, 1000, 100, 1000)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("3 entries, more than 2");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_file_and_a_folder_of_one_name_are_refused() throws IOException {
    write("kiwi", "kiwi/a.jpg");

    assertThatThrownBy(() -> extract(ZipLimits.DEFAULT))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("two entries claim the name 'kiwi'");
  }

  @Test
  void an_entry_whose_checksum_is_wrong_is_left_empty_and_named() throws IOException {
    stored("kiwi/a.jpg", "kiwi/b.jpg");
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    // A stored entry's bytes are its name here; the second occurrence is its contents.
    int name = text.indexOf("kiwi/a.jpg");
    bytes[text.indexOf("kiwi/a.jpg", name + 1) + 3] ^= 1;
    Files.write(zip, bytes);

    Map<Path, String> damaged = new ZipExtractor(ZipLimits.DEFAULT).extract(zip, folder);

    assertThat(damaged).containsOnlyKeys(folder.resolve("kiwi/a.jpg"));
    assertThat(damaged.get(folder.resolve("kiwi/a.jpg"))).contains("damaged in the zip", "CRC-32");
    assertThat(folder.resolve("kiwi/a.jpg")).isEmptyFile();
    assertThat(folder.resolve("kiwi/b.jpg")).hasContent("kiwi/b.jpg");
  }

  @Test
  void an_entry_whose_packed_bytes_are_damaged_is_left_empty_and_named() throws IOException {
    write("kiwi/a.jpg", "kiwi/b.jpg");
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("kiwi/a.jpg") + "kiwi/a.jpg".length()] = 7; // no such block in deflate
    Files.write(zip, bytes);

    assertThat(new ZipExtractor(ZipLimits.DEFAULT).extract(zip, folder))
        .containsOnlyKeys(folder.resolve("kiwi/a.jpg"));
    assertThat(folder.resolve("kiwi/b.jpg")).hasContent("kiwi/b.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IBM437", "UTF-8"})
  void names_without_the_flag_are_utf_8_or_else_ibm_437(String charset) throws IOException {
    plain("jalape\u00f1o/\u00c4pfel.jpg".getBytes(Charset.forName(charset)), null);

    extract(ZipLimits.DEFAULT);

    assertThat(folder.resolve("jalape\u00f1o/\u00c4pfel.jpg")).isNotEmptyFile();
  }

  @Test
  void the_unicode_path_beside_a_name_counts() throws IOException {
    byte[] raw = {'k', '?', '/', 'a'};
    byte[] name = "k\u82f9/a".getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(raw);
    ByteBuffer extra = ByteBuffer.allocate(9 + name.length).order(ByteOrder.LITTLE_ENDIAN);
    extra.putShort((short) 0x7075).putShort((short) (5 + name.length)).put((byte) 1);
    extra.putInt((int) crc.getValue()).put(name);
    plain(raw, extra.array());

    extract(ZipLimits.DEFAULT);

    assertThat(folder.resolve("k\u82f9/a")).isNotEmptyFile();
  }

  @Test
  void names_in_a_character_set_that_nothing_tells_are_refused() throws IOException {
    plain("\u82f9\u679c/a.jpg".getBytes(Charset.forName("GBK")), null);

    assertThatThrownBy(() -> extract(ZipLimits.DEFAULT))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContainingAll(
            zip.toString(),
            "character set",
            "as GBK it reads '\u82f9\u679c/a.jpg'",
            "pack it again");
  }

  @Test
  void what_is_no_zip_is_refused() throws IOException {
    Files.writeString(zip, "not a zip");

    assertThatThrownBy(() -> extract(ZipLimits.DEFAULT))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageStartingWith(zip + ": not a zip");
  }

  private void extract(ZipLimits limits) {
    new ZipExtractor(limits).extract(zip, folder);
  }

  private void write(String... entries) throws IOException {
    try (ZipOutputStream out = open()) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        if (!entry.endsWith("/")) {
          out.write(entry.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  /** Entries that are not packed: their bytes lie in the zip as they are. */
  private void stored(String... entries) throws IOException {
    try (ZipOutputStream out = open()) {
      out.setMethod(ZipOutputStream.STORED);
      for (String name : entries) {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
      }
    }
  }

  /** One entry whose name is these bytes, without the flag for UTF-8. */
  private void plain(byte[] name, byte @Nullable [] extra) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.ISO_8859_1)) {
      ZipEntry entry = new ZipEntry(new String(name, StandardCharsets.ISO_8859_1));
      entry.setExtra(extra);
      out.putNextEntry(entry);
      out.write(name);
    }
  }

  private ZipOutputStream open() throws IOException {
    OutputStream file = Files.newOutputStream(zip);
    return new ZipOutputStream(file);
  }
}

package dev.greengrocer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

  private ZipOutputStream open() throws IOException {
    OutputStream file = Files.newOutputStream(zip);
    return new ZipOutputStream(file);
  }
}

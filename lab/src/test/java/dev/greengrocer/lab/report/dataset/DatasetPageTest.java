package dev.greengrocer.lab.report.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.prepare.DatasetPreparer;
import dev.greengrocer.lab.dataset.prepare.PrepareOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetPageTest {

  @TempDir Path temporary;

  @Test
  void the_page_tells_leaks_conflicts_and_classes_and_needs_no_network() throws IOException {
    Path source = temporary.resolve("photos");
    for (int i = 0; i < 8; i++) {
      photo(source.resolve("train/<i>corn/%d.jpg".formatted(i)), i);
      photo(source.resolve("train/kiwi/%d.jpg".formatted(i)), 20 + i);
    }
    photo(source.resolve("test/<i>corn/copy.jpg"), 0);
    photo(source.resolve("train/kiwi/conflict.jpg"), 1);

    String html = page(source, temporary.resolve("prepared"));

    assertThat(html)
        .contains("15 photos of 2 classes")
        .contains("1 of the 1 test photos (100.0 %) is byte-identical to a train photo")
        .contains("1 pictures are under more than one label")
        .contains("&lt;i&gt;corn")
        .doesNotContain("<i>corn")
        .doesNotContain("http://", "https://", "<script");
  }

  @Test
  void the_same_data_set_gives_the_same_page() throws IOException {
    Path source = temporary.resolve("photos");
    for (int i = 0; i < 4; i++) {
      photo(source.resolve("kiwi/%d.jpg".formatted(i)), i);
    }

    assertThat(page(source, temporary.resolve("one")))
        .isEqualTo(page(source, temporary.resolve("other")));
  }

  private static String page(Path source, Path out) throws IOException {
    new DatasetPreparer(PrepareListener.SILENT, new DatasetPage())
        .prepare(PrepareOptions.of(List.of(source), out));
    return Files.readString(out.resolve("report.html"));
  }

  /** Coarse noise: the same number gives the same photo, another number another. */
  private static void photo(Path file, long number) throws IOException {
    byte[] pixels = new byte[12 * 12 * 3];
    new SplittableRandom(number).nextBytes(pixels);
    RgbImage image = ImageOperations.resize(new RgbImage(12, 12, pixels), 96, 72);
    Files.createDirectories(file.getParent());
    Files.write(file, ImageOperations.encodeJpeg(image, 90));
  }
}

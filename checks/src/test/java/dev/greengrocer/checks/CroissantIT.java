package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.PrepareListener;
import dev.greengrocer.lab.dataset.prepare.DatasetPreparer;
import dev.greengrocer.lab.dataset.prepare.DatasetReportRenderer;
import dev.greengrocer.lab.dataset.prepare.PrepareOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mlcroissant}, the reference reader of Croissant, makes of a prepared data set. */
final class CroissantIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** What the command {@code mlcroissant} runs; the package is no program by itself. */
  private static final String COMMAND = "from mlcroissant.scripts.cli import main; main()";

  @TempDir private Path folder;

  @Test
  void the_reference_reader_finds_nothing_to_say_and_gives_pictures() throws Exception {
    PythonClients python = PythonClients.installed();
    Path photos = folder.resolve("my photos");
    for (int i = 0; i < 6; i++) {
      Path photo = photos.resolve((i % 2 == 0 ? "kiwi" : "jalape\u00f1o") + "/a b." + i);
      Files.createDirectories(photo.getParent());
      Files.write(photo, ImageOperations.encodePng(noise(i)));
    }
    Path out = folder.resolve("prepared");
    new DatasetPreparer(PrepareListener.SILENT, DatasetReportRenderer.NONE)
        .prepare(PrepareOptions.of(List.of(photos), out));
    String dataset = out.resolve("dataset.json").toString();

    PythonClients.Run validated =
        python.run(folder, LIMIT, "-c", COMMAND, "validate", "--jsonld", dataset);
    assertThat(validated.exitCode()).as(validated.output()).isZero();
    assertThat(validated.output()).doesNotContainIgnoringCase("warning").doesNotContain("rror");

    PythonClients.Run read =
        python.run(folder, LIMIT, PythonClients.script("croissant_records.py").toString(), dataset);
    assertThat(read.exitCode()).as(read.output()).isZero();
    assertThat(read.output()).contains("6 records", "3 jalape\u00f1o", "3 kiwi");
  }

  /** Different pictures that are no near-duplicates of each other. */
  private static RgbImage noise(long seed) {
    byte[] blocks = new byte[8 * 8 * 3];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (byte) random.nextInt(256);
    }
    return ImageOperations.resize(new RgbImage(8, 8, blocks), 64, 48);
  }
}

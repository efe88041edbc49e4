package dev.greengrocer.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PrepareCommandTest {

  @TempDir private Path folder;
  private Path photos;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void drawPhotos() throws IOException {
    photos = folder.resolve("photos");
    data = folder.resolve("data");
    for (int i = 0; i < 10; i++) {
      photo(photos.resolve("train/kiwi/%d.jpg".formatted(i)), i);
    }
    photo(photos.resolve("test/kiwi/copy.jpg"), 3);
  }

  @Test
  void the_summary_tells_counts_leaks_and_where_to_look() {
    assertThat(prepare(photos, "--out", data)).isZero();

    assertThat(out.toString())
        .contains("11 files found, 10 photos in the data set")
        .containsPattern("kiwi +8 +1 +1")
        .contains("1 of the 1 test photos (100.0 %) is byte-identical to a train photo")
        .contains(data.resolve("report.html").toString());
  }

  @Test
  void json_goes_to_standard_output_alone() {
    assertThat(prepare(photos, "--out", data, "--keep-splits", "--json")).isZero();

    JsonNode summary = new JsonMapper().readTree(out.toString());
    assertThat(summary.at("/splits/test").intValue()).isEqualTo(1);
    assertThat(summary.at("/leaks/1/from").stringValue()).isEqualTo("test");
    assertThat(summary.at("/leaks/1/exact").intValue()).isEqualTo(1);
    assertThat(summary.at("/straddlingGroups").intValue()).isEqualTo(1);
  }

  @Test
  void a_missing_source_ends_with_exit_code_3() {
    assertThat(prepare(folder.resolve("nowhere"), "--out", data)).isEqualTo(3);
    assertThat(err.toString()).contains("nowhere: no such folder");
    assertThat(data).doesNotExist();
  }

  @Test
  void a_wrong_label_file_ends_with_exit_code_2() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.yaml"), "colours: [red]\n");

    assertThat(prepare(photos, "--out", data, "--labels", labels)).isEqualTo(2);
    assertThat(err.toString()).contains("labels.yaml: not a label file");
    assertThat(data).doesNotExist();
  }

  @Test
  void a_label_file_without_the_class_ends_with_exit_code_3() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.yaml"), "labels:\n- name: mango\n");

    assertThat(prepare(photos, "--out", data, "--labels", labels)).isEqualTo(3);
    assertThat(err.toString()).contains("no name or alias for 1 of 1 class names: kiwi");
  }

  @Test
  void two_ways_to_split_exclude_each_other() {
    assertThat(prepare(photos, "--out", data, "--split", "80/10/10", "--keep-splits")).isEqualTo(2);
  }

  @Test
  void shares_that_do_not_add_up_end_with_exit_code_2() {
    assertThat(prepare(photos, "--out", data, "--split", "80/10/20")).isEqualTo(2);
    assertThat(err.toString()).contains("must add up to 100");
  }

  private int prepare(Object... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of("prepare"), Stream.of(arguments).map(String::valueOf))
                .toArray(String[]::new));
  }

  private static void photo(Path file, long number) throws IOException {
    byte[] pixels = new byte[12 * 12 * 3];
    new SplittableRandom(number).nextBytes(pixels);
    RgbImage image = ImageOperations.resize(new RgbImage(12, 12, pixels), 96, 72);
    Files.createDirectories(file.getParent());
    Files.write(file, ImageOperations.encodeJpeg(image, 90));
  }
}

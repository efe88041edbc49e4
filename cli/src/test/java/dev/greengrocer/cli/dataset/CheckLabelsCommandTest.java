package dev.greengrocer.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckLabelsCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepare_red_and_green_photos() throws IOException {
    for (int i = 0; i < 20; i++) {
      draw("kiwi/%d.png".formatted(i), 20 + i, 160 + 4 * i);
      draw("pear/%d.png".formatted(i), 160 + 4 * i, 20 + i);
    }
    draw("pear/wrong.png", 25, 203);
    assertThat(run("prepare", folder.resolve("photos"), "--out", data(), "--split", "80/20/0"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void a_kiwi_among_the_pears_is_on_the_page_in_the_table_and_in_the_json() throws IOException {
    Path model = DrawnBundle.telling(folder, 16, 4, "red", "green", "blue");
    Path labels = folder.resolve("labels");
    List<String> before = hashes();

    assertThat(run("check-labels", "--data", data(), "--model", model, "--out", labels))
        .as(err.toString())
        .isZero();

    assertThat(out.toString()).contains("pear: kiwi?", labels.resolve("report.html").toString());
    List<String> table = Files.readAllLines(labels.resolve("label-questions.csv"));
    assertThat(table.get(0))
        .isEqualTo("path,split,label,suggested,label_probability,suggested_probability,sha256");
    assertThat(table.get(1)).contains("wrong", ",pear,kiwi,0.");
    assertThat(labels.resolve("label-questions.json"))
        .content()
        .contains("\"suggested\" : \"kiwi\"", "\"dataHash\"", "\"estimatedErrors\"");
    assertThat(labels.resolve("report.html"))
        .content()
        .contains("data:image/jpeg;base64,", "wrong.png", "kiwi?")
        .doesNotContain("http://", "https://", "trained on these photos");
    assertThat(hashes()).isEqualTo(before);
  }

  @Test
  void a_folder_of_something_else_and_a_network_without_features_are_refused() throws IOException {
    Path telling = DrawnBundle.telling(folder, 16, 4, "red", "green", "blue");
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("letter.txt"), "keep me");
    assertThat(run("check-labels", "--data", data(), "--model", telling, "--out", full))
        .isEqualTo(2);
    assertThat(err.toString()).contains("holds no label-questions.json");

    Path plain = DrawnBundle.write(folder.resolve("plain"), 16, 4, "red", "green", "blue");
    Path labels = folder.resolve("labels");
    assertThat(run("check-labels", "--data", data(), "--model", plain, "--out", labels))
        .isEqualTo(4);
    assertThat(err.toString()).contains("does not give its features");
    assertThat(labels).doesNotExist();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void draw(String name, int red, int green) throws IOException {
    Path file = folder.resolve("photos").resolve(name);
    Files.createDirectories(file.getParent());
    byte[] pixels = DrawnPhotos.plain(64, 64, red, green, 30);
    // A pattern of its own, or all would be near-duplicates.
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int block = 0; block < 64; block++) {
      int darker = random.nextInt(60);
      for (int i = 0; i < 64; i++) {
        int at = 3 * ((block / 8 * 8 + i / 8) * 64 + block % 8 * 8 + i % 8);
        for (int channel = 0; channel < 3; channel++) {
          pixels[at + channel] =
              (byte) Math.max(0, (pixels[at + channel] & 0xff) - darker * (channel < 2 ? 1 : 0));
        }
      }
    }
    Files.write(file, ImageOperations.encodePng(new RgbImage(64, 64, pixels)));
  }

  private List<String> hashes() throws IOException {
    return Files.readAllLines(data().resolve("manifest.csv"));
  }

  private int run(Object... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }
}

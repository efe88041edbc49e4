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
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HarshenCommandTest {

  @TempDir private Path folder;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void prepareDrawnPhotos() throws IOException {
    data = folder.resolve("data");
    for (String label : List.of("kiwi", "pear")) {
      for (int i = 0; i < 20; i++) {
        Path file = folder.resolve("photos/%s/%d.jpg".formatted(label, i));
        Files.createDirectories(file.getParent());
        Files.write(file, ImageOperations.encodeJpeg(noise(label.hashCode() + i), 95));
      }
    }
    assertThat(run("prepare", folder.resolve("photos"), "--out", data)).isZero();
  }

  @Test
  void each_validation_photo_has_copies_in_the_folder_of_its_class() throws IOException {
    Path harsh = folder.resolve("harsh");

    assertThat(run("harshen", "--data", data, "--out", harsh, "--copies", 2)).isZero();

    // A tenth of twenty photos a class, twice.
    assertThat(files(harsh.resolve("kiwi"))).hasSize(4);
    assertThat(files(harsh.resolve("pear"))).hasSize(4);
    assertThat(out.toString()).contains(harsh + ": 8 photos");
    assertThat(Files.exists(folder.resolve(".harsh.staged"))).isFalse();
  }

  @Test
  void the_same_data_gives_the_same_bytes_and_each_copy_is_another() throws IOException {
    run("harshen", "--data", data, "--out", folder.resolve("one"));
    run("harshen", "--data", data, "--out", folder.resolve("two"));

    List<Path> one = files(folder.resolve("one/kiwi"));
    List<Path> two = files(folder.resolve("two/kiwi"));
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i)).hasSameBinaryContentAs(two.get(i));
    }
    assertThat(Files.readAllBytes(one.get(0))).isNotEqualTo(Files.readAllBytes(one.get(1)));
  }

  @Test
  void a_folder_that_holds_something_is_left_alone() throws IOException {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.writeString(full.resolve("letter.txt"), "keep me");

    assertThat(run("harshen", "--data", data, "--out", full)).isEqualTo(2);

    assertThat(err.toString()).contains("full: exists and is not empty");
    assertThat(files(full)).containsExactly(full.resolve("letter.txt"));
  }

  @Test
  void wrong_options_are_told() {
    assertThat(run("harshen", "--data", data, "--out", folder.resolve("x"), "--split", "dev"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--split is 'dev'");
    assertThat(run("harshen", "--data", data, "--out", folder.resolve("x"), "--copies", 0))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--copies is 0");
  }

  private int run(Object... arguments) {
    return GreengrocerCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static RgbImage noise(long seed) {
    byte[] blocks = new byte[8 * 8 * 3];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = (byte) random.nextInt(256);
    }
    return ImageOperations.resize(new RgbImage(8, 8, blocks), 64, 64);
  }
}

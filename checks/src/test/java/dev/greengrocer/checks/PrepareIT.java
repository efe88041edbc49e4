package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code prepare} promises when it is stopped, kept by a real process. */
final class PrepareIT {

  private static final int KILLS = 8;
  private static final long PATIENCE_MINUTES = 10;

  @TempDir Path directory;
  private Path photos;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    photos = directory.resolve("photos");
    out = directory.resolve("prepared");
    for (int i = 0; i < 60; i++) {
      Path file = photos.resolve(i % 2 == 0 ? "kiwi" : "mango").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, ImageOperations.encodePng(noise(i)));
    }
  }

  @Test
  void killed_at_any_moment_it_leaves_no_data_set_or_a_whole_one() throws Exception {
    long started = System.nanoTime();
    assertThat(ended(prepare(out))).as(log()).isZero();
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    String hash = DatasetManifests.read(out).contentHash();
    SplittableRandom random = new SplittableRandom(5);
    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      if (i % 2 == 0) {
        delete(out);
      }
      Process process = prepare(out, "--force");
      long moment = milliseconds / 3 + random.nextLong(milliseconds * 2 / 3);
      if (!process.waitFor(moment, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
      if (Files.exists(out)) {
        assertWhole(hash);
      }
    }
    assertThat(killed).as("runs killed").isPositive();

    assertThat(ended(prepare(out, "--force"))).as(log()).isZero();
    assertWhole(hash);
    assertThat(names(directory)).containsExactly("log", "photos", "prepared");
  }

  @Test
  void a_full_disk_ends_with_exit_code_6_and_leaves_nothing() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        System.getProperty("os.name").equals("Linux") && mount(disk),
        "skipped: mounting a small tmpfs needs root on Linux");
    try {
      assertThat(ended(prepare(disk.resolve("prepared")))).isEqualTo(6);
      assertThat(log()).contains("cannot be written").contains("No space left on device");
      assertThat(names(disk)).isEmpty();
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void an_output_below_a_file_ends_with_exit_code_6() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(ended(prepare(file.resolve("prepared")))).isEqualTo(6);
    assertThat(log()).contains("cannot be written");
  }

  private void assertWhole(String hash) throws Exception {
    DatasetManifest manifest = DatasetManifests.read(out);
    assertThat(manifest.contentHash()).isEqualTo(hash);
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(out.resolve("report.json")).isNotEmptyFile();
    for (Sample sample : manifest.samples()) {
      byte[] bytes = Files.readAllBytes(manifest.file(sample));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(digest)).isEqualTo(sample.sha256());
    }
  }

  private Process prepare(Path output, String... more) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            classPath,
            "dev.greengrocer.cli.GreengrocerCommand",
            "prepare",
            photos.toString(),
            "--out",
            output.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private boolean mount(Path disk) throws Exception {
    return run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0;
  }

  private int run(String... command) throws Exception {
    try {
      return ended(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("mount.log").toFile())
              .start());
    } catch (IOException e) {
      return -1;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Coarse noise: no two are alike, and 60 of them do not fit on the small disk. */
  private static RgbImage noise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] coarse = new byte[12 * 12 * 3];
    random.nextBytes(coarse);
    RgbImage image = ImageOperations.resize(new RgbImage(12, 12, coarse), 96, 96);
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(255, (pixels[i] & 0xff) + random.nextInt(21) - 10));
    }
    return new RgbImage(96, 96, pixels);
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.lab.dataset.Sample;
import dev.greengrocer.lab.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of {@code train --resume}, kept by a real process that is really killed. */
final class ResumeIT {

  private static final List<String> LABELS = List.of("tomato", "lime", "plum");
  private static final List<String> SIGNS_OF_PROGRESS =
      List.of("config.yaml", "checkpoints", "checkpoints/epoch-0002", "checkpoints/epoch-0005");

  private static final int EPOCHS = 8;

  /** A killed run left over from a slow machine must not hang the build. */
  private static final long PATIENCE_MINUTES = 10;

  @TempDir Path directory;

  @Test
  void a_run_killed_at_any_moment_and_resumed_ends_with_the_same_weights() throws Exception {
    Path data = draw(directory.resolve("data"));
    Path unbroken = directory.resolve("unbroken");
    assertThat(ended(train(data, unbroken))).as(log(unbroken)).isZero();

    Path broken = directory.resolve("broken");
    SplittableRandom random = new SplittableRandom(11);
    int killed = 0;
    for (String sign : SIGNS_OF_PROGRESS) {
      Process process = train(data, broken);
      awaitSign(process, broken.resolve(sign));
      // Then anywhere in the next epoch or two: while training, validating, saving or drawing.
      if (!process.waitFor(random.nextLong(300), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertThat(killed).as("runs killed").isGreaterThan(1);
    assertThat(ended(train(data, broken))).as(log(broken)).isZero();

    assertThat(broken.resolve("model/model.onnx"))
        .hasSameBinaryContentAs(unbroken.resolve("model/model.onnx"));
    assertThat(lossesOf(broken)).hasSize(EPOCHS + 1).isEqualTo(lossesOf(unbroken));
    assertThat(broken.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder(unbroken.resolve("checkpoints").toFile().list());
  }

  @Test
  void a_distillation_that_is_interrupted_and_killed_ends_with_the_same_weights() throws Exception {
    Path data = draw(directory.resolve("data"));
    Path teacher = directory.resolve("teacher");
    assertThat(ended(train(data, teacher))).as(log(teacher)).isZero();
    List<String> taught = List.of("--teacher", teacher.resolve("model").toString());
    Path unbroken = directory.resolve("unbroken");
    assertThat(ended(run("distill", data, unbroken, taught))).as(log(unbroken)).isZero();

    Path broken = directory.resolve("broken");
    Process first = run("distill", data, broken, taught);
    awaitSign(first, broken.resolve("checkpoints/epoch-0002"));
    first.destroy();
    assertThat(ended(first)).as(log(broken)).isEqualTo(130);
    assertThat(log(broken))
        .contains("distill --out " + broken + " --resume")
        .doesNotContain("SIGSEGV");
    Process second = run("distill", data, broken, taught);
    awaitSign(second, broken.resolve("checkpoints/epoch-0004"));
    second.destroyForcibly().waitFor();
    assertThat(ended(run("distill", data, broken, taught))).as(log(broken)).isZero();

    assertThat(broken.resolve("model/model.onnx"))
        .hasSameBinaryContentAs(unbroken.resolve("model/model.onnx"));
    assertThat(lossesOf(broken)).hasSize(EPOCHS + 1).isEqualTo(lossesOf(unbroken));
  }

  @Test
  void an_interrupted_run_says_how_it_goes_on_and_leaves_no_crash_report() throws Exception {
    Path data = draw(directory.resolve("data"));
    Path run = directory.resolve("run");
    SplittableRandom random = new SplittableRandom(5);
    int interrupted = 0;
    for (String sign : SIGNS_OF_PROGRESS) {
      Process process = train(data, run);
      awaitSign(process, run.resolve(sign));
      if (!process.waitFor(random.nextLong(300), TimeUnit.MILLISECONDS)) {
        process.destroy();
        if (ended(process) == 130) {
          interrupted++;
        }
      }
    }

    assertThat(interrupted).as(log(run)).isGreaterThan(1);
    assertThat(log(run)).contains("train --out " + run + " --resume").doesNotContain("SIGSEGV");
    assertThat(directory.toFile().list((folder, name) -> name.startsWith("hs_err"))).isEmpty();
  }

  private static void awaitSign(Process process, Path sign) {
    while (process.isAlive() && !Files.exists(sign)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Process train(Path data, Path run) throws IOException {
    return run("train", data, run, List.of());
  }

  private Process run(String name, Path data, Path run, List<String> further) throws IOException {
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
            "dev.greengrocer.cli.GreengrocerCommand"));
    command.addAll(List.of(name, "--data", data.toString(), "--out", run.toString(), "--resume"));
    command.addAll(further);
    command.addAll(
        List.of(
            "--network",
            "seed-cnn",
            "--input-size",
            "32",
            "--epochs",
            Integer.toString(EPOCHS),
            "--batch-size",
            "8",
            "--threads",
            "1",
            "--precision",
            "fp32",
            "--ema-decay",
            "0.9",
            "--mixup",
            "0.4"));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(run).toFile()))
        .start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static Path logFile(Path run) {
    return run.resolveSibling(run.getFileName() + ".log");
  }

  private static String log(Path run) throws IOException {
    return Files.readString(logFile(run));
  }

  /** Every column of {@code results.csv} but the last two, which tell the time. */
  private static List<String> lossesOf(Path run) throws IOException {
    return Files.readAllLines(run.resolve("results.csv")).stream()
        .map(row -> row.replaceFirst(",[^,]*,[^,]*$", ""))
        .toList();
  }

  private static Path draw(Path data) throws IOException {
    Files.createDirectories(data.resolve("photos"));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int label = i % LABELS.size();
      String path = "photos/%02d.png".formatted(i);
      Files.write(data.resolve(path), ImageOperations.encodePng(drawn(label, i)));
      String hash = "%064x".formatted(i);
      Split split = i < 48 ? Split.TRAIN : Split.VALIDATION;
      samples.add(new Sample(path, LABELS.get(label), split, "group-" + i, hash, 40, 40));
    }
    DatasetManifests.write(
        DatasetManifests.of(data, LabelSet.ofNames(LABELS), samples, 1), Map.of());
    return data;
  }

  private static RgbImage drawn(int channel, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[40 * 40 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 3 == channel ? 100 + random.nextInt(150) : random.nextInt(120));
    }
    return new RgbImage(40, 40, pixels);
  }
}

package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.cli.GreengrocerCommand;
import dev.greengrocer.testing.DrawnCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of {@code tune --resume}, kept by a real process that is really killed. */
final class TuneIT {

  /** In the first training, between rungs, and in the longer training of the best. */
  private static final List<String> SIGNS_OF_PROGRESS =
      List.of("trial-0001/rung-1/config.yaml", "trial-0003/rung-1/trial.json", "results.csv");

  /** A killed search left over from a slow machine must not hang the build. */
  private static final long PATIENCE_MINUTES = 10;

  @TempDir Path directory;

  @Test
  void a_search_killed_and_resumed_finds_what_an_unbroken_one_does() throws Exception {
    Path photos = DrawnCollection.write(directory.resolve("photos"), 12, 1);
    Path data = directory.resolve("data");
    assertThat(Greengrocer.run("prepare", photos, "--out", data, "--split", "60/20/20").exitCode())
        .isZero();
    Path unbroken = directory.resolve("unbroken");
    assertThat(ended(tune(data, unbroken))).as(log(unbroken)).isZero();

    Path broken = directory.resolve("broken");
    int killed = 0;
    for (String sign : SIGNS_OF_PROGRESS) {
      Process process = tune(data, broken);
      while (process.isAlive() && !Files.exists(broken.resolve(sign))) {
        LockSupport.parkNanos(1_000_000);
      }
      if (process.isAlive()) {
        process.destroyForcibly().waitFor();
        killed++;
      }
    }
    assertThat(killed).as("searches killed").isGreaterThan(1);
    assertThat(ended(tune(data, broken))).as(log(broken)).isZero();

    assertThat(withoutSeconds(broken)).isEqualTo(withoutSeconds(unbroken)).hasSize(5);
    assertThat(broken.resolve("best.yaml")).hasSameTextualContentAs(unbroken.resolve("best.yaml"));
    Greengrocer train =
        Greengrocer.run(
            "train",
            "--data",
            data,
            "--out",
            directory.resolve("run"),
            "--config",
            broken.resolve("best.yaml"));
    assertThat(train.exitCode()).as(train.err()).isZero();
  }

  private static Process tune(Path data, Path tuning) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            GreengrocerCommand.class.getName()));
    command.addAll(
        List.of(
            "tune",
            "--data",
            data.toString(),
            "--out",
            tuning.toString(),
            "--resume",
            "--trials",
            "3",
            "--min-epochs",
            "1"));
    for (String option :
        List.of(
            "network=seed-cnn",
            "input-size=32",
            "epochs=3",
            "batch-size=8",
            "threads=1",
            "precision=fp32")) {
      command.addAll(List.of("--set", option));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(tuning).toFile()))
        .start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static Path logFile(Path tuning) {
    return tuning.resolveSibling(tuning.getFileName() + ".log");
  }

  private static String log(Path tuning) throws IOException {
    return Files.readString(logFile(tuning));
  }

  /** Every column but {@code seconds}, the tenth. */
  private static List<String> withoutSeconds(Path tuning) throws IOException {
    return Files.readAllLines(tuning.resolve("results.csv")).stream()
        .map(row -> row.replaceFirst("^((?:[^,]*,){9})[^,]*,", "$1"))
        .toList();
  }
}

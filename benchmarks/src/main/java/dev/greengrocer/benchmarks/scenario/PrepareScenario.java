package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.comparison.WrongAnswerException;
import dev.greengrocer.benchmarks.photos.PhotoFolder;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import java.nio.file.Path;
import java.util.List;

/** {@code greengrocer prepare}, the whole process, and how it grows from 5,000 to 50,000 photos. */
public final class PrepareScenario implements Scenario {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int count = setting.either(1_000, 5_000);
    double usual = seconds(setting, "usual", count, 640, 480);
    results.add(count + " x 0.3 Mpx", "greengrocer prepare", "photos/s", Spread.of(count / usual));
    double few = seconds(setting, "few", count, 160, 120);
    double many = seconds(setting, "many", 10 * count, 160, 120);
    results.add(count + " x 0.02 Mpx", "greengrocer prepare", "photos/s", Spread.of(count / few));
    results.add(
        10 * count + " x 0.02 Mpx",
        "greengrocer prepare",
        "photos/s",
        Spread.of(10 * count / many));
    double linearithmic = 10 * Math.log(10.0 * count) / Math.log(count);
    results.add(
        "ten times as many",
        "growth / growth of n log n",
        "times",
        Spread.of(many / few / linearithmic));
  }

  private static double seconds(Setting setting, String name, int count, int width, int height)
      throws Exception {
    Path folder = setting.scratch().resolve(name);
    PhotoFolder.write(folder, DrawnBatch.CLASSES, count, width, height, count);
    Path prepared = setting.scratch().resolve(name + "-prepared");
    Command.Finished run =
        Command.run(
            setting, List.of("prepare", folder.toString(), "--out", prepared.toString(), "--json"));
    if (!run.output().contains(String.valueOf(count))) {
      throw new WrongAnswerException(
          "greengrocer prepare", "%d photos, but it says %s".formatted(count, run.output()));
    }
    return run.seconds();
  }
}

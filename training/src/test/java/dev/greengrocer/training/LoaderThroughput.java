package dev.greengrocer.training;

import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.EpochBatches;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.TrainingConfig;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How many training images a second one loader thread makes, with and without the cache. Not a
 * test: {@code LoaderThroughput DATA SIZE BATCHES CACHE}.
 *
 * <p>Counts the seconds that the process computed rather than those of the clock, so that other
 * work on the machine matters little.
 */
final class LoaderThroughput {

  private LoaderThroughput() {}

  public static void main(String[] arguments) {
    DatasetManifest manifest = DatasetManifests.read(Path.of(arguments[0]));
    int size = Integer.parseInt(arguments[1]);
    int batches = Integer.parseInt(arguments[2]);
    TrainingConfig config =
        ConfigFile.of(Map.of("network", "resnet-tiny", "input-size", size, "loader-threads", 1));
    measure("cache", manifest, config, batches, Optional.of(Path.of(arguments[3])));
    measure("files", manifest, config, batches, Optional.empty());
  }

  private static void measure(
      String name,
      DatasetManifest manifest,
      TrainingConfig config,
      int batches,
      Optional<Path> cache) {
    try (TrainingInputs inputs = TrainingInputs.open(manifest, config, cache);
        EpochBatches epoch = inputs.loader().epoch(1)) {
      int images = 0;
      int seen = 0;
      double begun = 0;
      for (Batch batch : epoch) {
        if (seen == batches / 4) {
          begun = cpuSeconds(); // The first quarter warms the compiler up.
          images = 0;
        }
        images += batch.size();
        if (++seen == batches) {
          break;
        }
      }
      double seconds = cpuSeconds() - begun;
      System.out.printf("%s: %.0f images a CPU second%n", name, images / seconds);
    }
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }
}

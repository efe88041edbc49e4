package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.product.MatrixRate;
import dev.greengrocer.benchmarks.product.MultiplyAdds;
import dev.greengrocer.benchmarks.worker.DrawnBatch;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.network.Architectures;
import java.util.Arrays;

/** What no program can go below on this machine: the network's multiply-adds at the matrix rate. */
public final class FloorScenario implements Scenario {

  @Override
  public void run(Setting setting, Results results) {
    ModelBundle bundle = ModelBundles.open(setting.bundle());
    String network = bundle.description().network();
    int size = bundle.preprocessing().size();
    // Joined networks are named with a plus between them, and all of them run.
    long adds =
        Arrays.stream(network.split("\\+", -1))
            .map(name -> Architectures.named(name, DrawnBatch.CLASSES, size))
            .mapToLong(MultiplyAdds::of)
            .sum();
    results.add(network, "multiply-adds a photo", "million", Spread.of(adds / 1e6));
    for (int threads = 1; threads <= 2; threads++) {
      for (boolean bf16 : new boolean[] {false, true}) {
        Spread rate = MatrixRate.measure(threads, bf16);
        String of =
            "%d thread%s, %s".formatted(threads, threads == 1 ? "" : "s", bf16 ? "bf16" : "fp32");
        results.add(of, "multiply-adds a second", "billion", rate.times(1e-9));
        results.add(of, "least time of the network", "ms", Spread.of(1000 * adds / rate.median()));
      }
    }
  }
}

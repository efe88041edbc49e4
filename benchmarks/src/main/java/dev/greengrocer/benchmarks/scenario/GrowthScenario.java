package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.files.AtomicFile;
import dev.greengrocer.model.ModelBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long one client waits for the answer to a photo as the log of answers grows. Servers with
 * logs of all sizes take turns, so that what else the machine does meets all alike.
 */
public final class GrowthScenario implements Scenario {

  private static final int WARM_UP = 100;

  private record Grown(String rows, HttpServer server, HttpLoad load, List<HttpLoad.Outcome> rounds)
      implements AutoCloseable {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public void run(Setting setting, Results results) throws Exception {
    ServedPhotos photos =
        ServedPhotos.write(setting, setting.scratch().resolve("photos"), PhotoSize.MPX_0_3, 0);
    List<Grown> servers = new ArrayList<>();
    try {
      for (int rows :
          setting.small()
              ? new int[] {1_000, 1_000_000}
              : new int[] {1_000, 100_000, 1_000_000, 10_000_000}) {
        servers.add(grown(setting, photos, rows));
      }
      compare(setting, photos, servers);
      report(results, servers);
    } finally {
      servers.forEach(Grown::close);
    }
  }

  private static Grown grown(Setting setting, ServedPhotos photos, int rows) throws Exception {
    Path data = setting.logs().orElse(setting.scratch()).resolve("data-" + rows);
    if (!Files.exists(data)) {
      Path partial = AtomicFile.partialOf(data);
      HttpServer.product(setting, partial).close(); // makes the tables
      LogFiller.fill(partial, rows, ModelBundles.open(setting.bundle()).labels().size());
      AtomicFile.moveIntoPlace(partial, data);
    }
    HttpServer server = HttpServer.product(setting, data);
    return new Grown("%,d rows".formatted(rows), server, photos.to(server), new ArrayList<>());
  }

  private static void compare(Setting setting, ServedPhotos photos, List<Grown> servers)
      throws Exception {
    for (Grown grown : servers) {
      photos.judge(grown.load.closed(1, WARM_UP));
    }
    for (int round = 0; round < setting.either(5, 9); round++) {
      for (Grown grown : servers) {
        HttpLoad.Outcome outcome = grown.load.closed(1, setting.either(100, 200));
        photos.judge(outcome);
        grown.rounds.add(outcome);
      }
    }
  }

  private static void report(Results results, List<Grown> servers) {
    for (int percent : new int[] {50, 99}) {
      String what = "p" + percent;
      for (Grown grown : servers) {
        results.add(grown.rows, what, "ms", Spread.of(percentiles(grown, percent)));
      }
      Grown smallest = servers.get(0);
      double[] least = percentiles(smallest, percent);
      for (Grown grown : servers.subList(1, servers.size())) {
        double[] ratios = percentiles(grown, percent);
        for (int round = 0; round < ratios.length; round++) {
          ratios[round] /= least[round];
        }
        results.add(grown.rows, what + " / " + smallest.rows, "times", Spread.of(ratios));
      }
    }
  }

  private static double[] percentiles(Grown grown, int percent) {
    return grown.rounds.stream().mapToDouble(outcome -> outcome.percentile(percent)).toArray();
  }
}

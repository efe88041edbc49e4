package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.AnswerCheck;
import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Spread;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.product.FolderAnswers;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Photos over HTTP: how near a busy server comes to the same work without HTTP, how long people
 * wait, and how much memory large photos take.
 */
public final class ServeScenario implements Scenario {

  private static final String SERVER = "greengrocer serve, 16 clients";
  private static final String IN_PROCESS = "greengrocer in process";
  private static final int BUSY = 16;

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path folder = setting.scratch().resolve("photos");
    int count = setting.either(160, 480);
    ServedPhotos photos = ServedPhotos.write(setting, folder, PhotoSize.MPX_0_3, count);
    try (HttpServer server = HttpServer.product(setting, setting.scratch().resolve("data"));
        WebPeers peers = WebPeers.start(setting, photos.reference())) {
      HttpLoad load = photos.to(server);
      double perSecond = saturation(setting, results, folder, count, photos, load, peers);
      clients(setting, results, photos, load);
      waiting(setting, results, photos, load, perSecond);
    }
    largePhotos(setting, results);
  }

  private static double saturation(
      Setting setting,
      Results results,
      Path folder,
      int count,
      ServedPhotos photos,
      HttpLoad load,
      WebPeers peers)
      throws Exception {
    AnswerCheck judge = photos.reference().repeated(count);
    try (Workload inProcess =
        setting.product(
            FolderAnswers.class, List.of(setting.bundle().toString(), folder.toString()))) {
      List<Candidate> sides = new ArrayList<>();
      sides.add(new Candidate(IN_PROCESS, inProcess, judge));
      sides.add(new Candidate(SERVER, () -> round(load, count), judge));
      sides.addAll(sides(peers, photos, count, judge));
      Timings timings = new Comparison(2, setting.either(3, 5)).run(sides);
      String of = "0.3 Mpx";
      results.addTimes(of, timings);
      results.add(
          of,
          "throughput, " + SERVER + " / in process",
          "%",
          timings.ratio(IN_PROCESS, SERVER).times(100));
      ratios(results, of, timings, sides.subList(2, sides.size()));
      return 1 / timings.seconds(SERVER).median();
    }
  }

  private static List<Candidate> sides(
      WebPeers peers, ServedPhotos photos, int count, AnswerCheck judge) {
    List<Candidate> sides = new ArrayList<>();
    for (WebPeers.WebPeer peer : peers.all()) {
      HttpLoad load = peer.load(photos);
      sides.add(
          new Candidate(
              "%s, %d clients".formatted(peer.name(), BUSY), () -> round(load, count), judge));
    }
    return sides;
  }

  private static void ratios(Results results, String of, Timings timings, List<Candidate> peers) {
    for (Candidate peer : peers) {
      results.add(of, peer.name() + " / greengrocer", "times", timings.ratio(peer.name(), SERVER));
    }
  }

  private static Round round(HttpLoad load, int count) throws Exception {
    HttpLoad.Outcome outcome = load.closed(BUSY, count);
    return new Round(count, outcome.seconds(), String.join(",", outcome.labels()));
  }

  private static void clients(Setting setting, Results results, ServedPhotos photos, HttpLoad load)
      throws Exception {
    for (int clients = 1; clients <= 64; clients *= 2) {
      HttpLoad.Outcome outcome = load.closed(clients, setting.either(100, 400));
      photos.judge(outcome);
      String of = "0.3 Mpx, %d client%s".formatted(clients, clients == 1 ? "" : "s");
      results.add(of, SERVER, "photos/s", Spread.of(outcome.labels().size() / outcome.seconds()));
      results.add(of, "p50", "ms", Spread.of(outcome.percentile(50)));
      results.add(of, "p99", "ms", Spread.of(outcome.percentile(99)));
    }
  }

  private static void waiting(
      Setting setting, Results results, ServedPhotos photos, HttpLoad load, double perSecond)
      throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      HttpLoad.Outcome alone = load.closed(1, setting.either(60, 200));
      HttpLoad.Outcome half = load.open(perSecond / 2, setting.either(200, 1_000));
      photos.judge(alone);
      photos.judge(half);
      ratios.add(half.percentile(99) / alone.percentile(50));
    }
    results.add(
        "0.3 Mpx",
        "p99 at half of saturation / p50 at one client",
        "times",
        Spread.of(ratios.stream().mapToDouble(r -> r).toArray()));
  }

  /** Fresh servers, so that their memory is that of large photos alone. */
  private static void largePhotos(Setting setting, Results results) throws Exception {
    ServedPhotos photos =
        ServedPhotos.write(setting, setting.scratch().resolve("large"), PhotoSize.MPX_12, 0);
    try (HttpServer server = HttpServer.product(setting, setting.scratch().resolve("large-data"));
        WebPeers peers = WebPeers.startForLarge(setting, photos.reference())) {
      HttpLoad load = photos.to(server);
      HttpLoad.Outcome alone = load.closed(1, setting.either(15, 40));
      photos.judge(alone);
      results.add("12 Mpx, 1 client", "p50", "ms", Spread.of(alone.percentile(50)));
      HttpLoad.Outcome busy = load.closed(BUSY, setting.either(100, 300));
      photos.judge(busy);
      results.add(
          "12 Mpx, 16 clients",
          "photos/s",
          "photos/s",
          Spread.of(busy.labels().size() / busy.seconds()));
      results.add(
          "12 Mpx, 16 clients",
          "peak resident memory",
          "MB",
          Spread.of(server.peakResidentMegabytes()));
      largePhotos(setting, results, photos, load, peers);
      memory(results, "greengrocer serve", server);
      for (WebPeers.WebPeer peer : peers.all()) {
        memory(results, peer.name(), peer.server());
      }
    }
  }

  private static void largePhotos(
      Setting setting, Results results, ServedPhotos photos, HttpLoad load, WebPeers peers)
      throws Exception {
    int count = setting.either(48, 160);
    AnswerCheck judge = photos.reference().repeated(count);
    List<Candidate> sides = new ArrayList<>();
    sides.add(new Candidate(SERVER, () -> round(load, count), judge));
    sides.addAll(sides(peers, photos, count, judge));
    Timings timings = new Comparison(1, setting.either(3, 5)).run(sides);
    results.addTimes("12 Mpx", timings);
    ratios(results, "12 Mpx", timings, sides.subList(1, sides.size()));
  }

  private static void memory(Results results, String server, HttpServer process)
      throws IOException {
    results.add(
        "12 Mpx, 16 clients",
        server + ", resident memory of all processes",
        "MB",
        Spread.of(process.residentMegabytes()));
  }
}

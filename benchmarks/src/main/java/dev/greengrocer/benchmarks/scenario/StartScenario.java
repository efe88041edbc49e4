package dev.greengrocer.benchmarks.scenario;

import dev.greengrocer.benchmarks.comparison.Candidate;
import dev.greengrocer.benchmarks.comparison.Comparison;
import dev.greengrocer.benchmarks.comparison.Results;
import dev.greengrocer.benchmarks.comparison.Timings;
import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.worker.Round;
import dev.greengrocer.benchmarks.worker.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code greengrocer predict PHOTO}, the whole process from its start to its end. */
public final class StartScenario implements Scenario {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path photo =
        Files.write(setting.scratch().resolve("photo.jpg"), PhotoMaker.jpeg(PhotoSize.MPX_2, 1));
    List<Candidate> sides =
        List.of(
            new Candidate(
                "greengrocer predict",
                process(setting, "predict", photo.toString()),
                StartScenario::named),
            new Candidate(
                "greengrocer --version",
                process(setting, "--version"),
                answer -> Optional.empty()));
    Timings timings = new Comparison(2, setting.either(7, 21)).run(sides);
    results.addTimes("one 2 Mpx photo", timings);
  }

  /** The first row of the table names the best label. */
  private static Optional<String> named(String answer) {
    return answer.contains("%") || answer.contains("0.")
        ? Optional.empty()
        : Optional.of("no probability in '" + answer + "'");
  }

  private static Workload process(Setting setting, String... arguments) {
    return () -> {
      Command.Finished run = Command.run(setting, List.of(arguments));
      return new Round(1, run.seconds(), run.output().replace('\n', ' '));
    };
  }
}

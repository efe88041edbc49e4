package dev.greengrocer.benchmarks.journey;

import dev.greengrocer.benchmarks.photos.PhotoMaker;
import dev.greengrocer.benchmarks.photos.PhotoSize;
import dev.greengrocer.benchmarks.race.Race;
import dev.greengrocer.benchmarks.race.Results;
import dev.greengrocer.benchmarks.race.Side;
import dev.greengrocer.benchmarks.race.Standings;
import dev.greengrocer.benchmarks.stage.Contestant;
import dev.greengrocer.benchmarks.stage.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code greengrocer predict PHOTO}, the whole process from its start to its end. */
public final class StartJourney implements Journey {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    Path photo =
        Files.write(setting.scratch().resolve("photo.jpg"), PhotoMaker.jpeg(PhotoSize.MPX_2, 1));
    List<Side> sides =
        List.of(
            new Side(
                "greengrocer predict",
                process(setting, "predict", photo.toString()),
                StartJourney::named),
            new Side(
                "greengrocer --version",
                process(setting, "--version"),
                answer -> Optional.empty()));
    Standings standings = new Race(2, setting.either(7, 21)).run(sides);
    results.addTimes("one 2 Mpx photo", standings);
  }

  /** The first row of the table names the best label. */
  private static Optional<String> named(String answer) {
    return answer.contains("%") || answer.contains("0.")
        ? Optional.empty()
        : Optional.of("no probability in '" + answer + "'");
  }

  private static Contestant process(Setting setting, String... arguments) {
    return () -> {
      Command.Finished run = Command.run(setting, List.of(arguments));
      return new Round(1, run.seconds(), run.output().replace('\n', ' '));
    };
  }
}

package dev.greengrocer.cli.train;

import dev.greengrocer.GreengrocerException;
import dev.greengrocer.ProgramVersion;
import dev.greengrocer.cli.console.BarProgress;
import dev.greengrocer.cli.console.Interruption;
import dev.greengrocer.cli.experiment.RecordOption;
import dev.greengrocer.cli.experiment.SearchRecord;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.training.RequestedData;
import dev.greengrocer.training.loop.TrainingListener;
import dev.greengrocer.training.tune.Method;
import dev.greengrocer.training.tune.SearchSpace;
import dev.greengrocer.training.tune.SearchSpaceFile;
import dev.greengrocer.training.tune.TrialResult;
import dev.greengrocer.training.tune.TuningJob;
import dev.greengrocer.training.tune.TuningListener;
import dev.greengrocer.training.tune.TuningRequest;
import dev.greengrocer.training.tune.TuningResults;
import dev.greengrocer.training.tune.TuningSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code greengrocer tune}: a prepared data set in, good training options out. */
@Command(
    name = "tune",
    description =
        "Search for good training options: many short trainings, longer ones of the best."
            + " Judged on the validation split; the test split is never looked at.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  greengrocer tune --data dataset --out tuning --budget 2h",
      "  greengrocer tune --data dataset --out tuning --init models/bundled --budget 8h",
      "  greengrocer tune --out tuning --resume --budget 12h",
      "  greengrocer tune --show-space > space.yaml",
      "  greengrocer tune --data dataset --out tuning --space space.yaml --set network=seed-cnn",
      "  greengrocer train --data dataset --out runs/best --config tuning/best.yaml"
    })
public final class TuneCommand implements Callable<Integer> {

  private static final Set<String> SETTINGS =
      Set.of("--method", "--trials", "--eta", "--min-epochs", "--seed");

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Option(names = "--data", paramLabel = "DIR", description = "the prepared data set")
  private @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "TUNING",
      description = "the folder of the search: a run a trial, results, best.yaml, options.png")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description =
          "continue the search in TUNING where it stopped, or start it if it has not begun")
  private boolean resume;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = BudgetConverter.class,
      description =
          "time in all, such as 2h or 90m: rounds of trials follow each other until it is over"
              + " (default: one round, as long as it takes)")
  private @Nullable Duration budget;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      description =
          "what is searched (default: a built-in space, another with --init than without)")
  private @Nullable Path space;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description =
          "a training option for all trials, such as epochs=20; overrides the search space")
  private Map<String, String> fixed = new LinkedHashMap<>();

  @Option(
      names = "--show-space",
      description = "print the built-in search space as a file to start your own from, and end")
  private boolean showSpace;

  @Option(
      names = "--init",
      paramLabel = "BUNDLE",
      description = "every trial starts from these weights, as with train --init")
  private @Nullable Path init;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "halving: short trainings first, longer ones of the best; random: full trainings of all"
              + " (default: halving)")
  private Method method = Method.HALVING;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "trials that a round begins with (default: ${DEFAULT-VALUE})")
  private int trials = 9;

  @Option(
      names = "--eta",
      paramLabel = "N",
      description =
          "one trial in N goes on, to trainings N times as long (default: ${DEFAULT-VALUE})")
  private int eta = 3;

  @Option(
      names = "--min-epochs",
      paramLabel = "N",
      description = "epochs of the shortest training at least (default: ${DEFAULT-VALUE})")
  private int fewestEpochs = 2;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the options that are drawn (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--allow-leak",
      description = "search even if near-duplicates are in more than one split")
  private boolean allowLeak;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "folder for decoded photos, or 'none' (default: cache, in the data set)")
  private @Nullable String cache;

  @Mixin private RecordOption record = new RecordOption();

  @Override
  public Integer call() {
    PrintWriter stdout = command.commandLine().getOut();
    if (showSpace) {
      stdout.print(SearchSpaceFile.builtInText(init != null));
      stdout.flush();
      return 0;
    }
    if (out == null) {
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--out=TUNING'");
    }
    Path folder = out;
    TuningRequest request = request(folder);
    Optional<SearchRecord> books =
        record
            .folder()
            .map(
                place ->
                    new SearchRecord(
                        folder, place, command.commandLine().getErr(), Clock.systemUTC()));
    TuningResults results =
        Interruption.saying(
            "interrupted; continue with: greengrocer tune --out %s --resume".formatted(folder),
            command.commandLine().getErr(),
            steps -> recorded(request, steps, books));
    print(results, folder);
    return 0;
  }

  private TuningResults recorded(
      TuningRequest request, TrainingListener steps, Optional<SearchRecord> books) {
    TuneProgress progress = new TuneProgress(command.commandLine().getErr());
    if (books.isEmpty()) {
      return search(request, progress, steps);
    }
    SearchRecord written = books.get();
    try {
      TuningResults results =
          search(
              request,
              TuningListener.all(List.of(written, progress)),
              TrainingListener.all(List.of(written, steps)));
      written.over(State.FINISHED);
      return results;
    } catch (GreengrocerException e) {
      written.over(State.FAILED);
      throw e;
    } catch (RuntimeException e) {
      written.over(State.STOPPED); // by a signal, most likely
      throw e;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // On JDK 17 there is none without a terminal.
  private TuningResults search(
      TuningRequest request, TuningListener progress, TrainingListener steps) {
    PrintWriter err = command.commandLine().getErr();
    if (System.console() == null) {
      return new TuningJob(request, progress, steps).run();
    }
    try (BarProgress bars = new BarProgress(err)) {
      return new TuningJob(request, progress, TrainingListener.all(List.of(bars, steps))).run();
    }
  }

  private void print(TuningResults results, Path folder) {
    PrintWriter stdout = command.commandLine().getOut();
    Optional<TrialResult> found = results.best();
    if (found.isEmpty()) {
      stdout.printf("no training came to an end, so there is no best one yet%n");
      return;
    }
    TrialResult best = found.get();
    stdout.printf(
        "best of %d trials: trial %d after %d epochs, %s%n",
        results.firstRung().size(),
        best.run().trial(),
        best.run().rung().epochs(),
        best.best().map(TuneProgress::words).orElseThrow());
    for (String key : results.settings().space().searched().keySet()) {
      stdout.printf("  %-24s %s%n", key, best.run().options().get(key));
    }
    stdout.printf("%s%n", folder.resolve("best.yaml"));
    stdout.flush();
  }

  private TuningRequest request(Path folder) {
    return new TuningRequest(
        new RequestedData(
            Optional.ofNullable(data),
            allowLeak,
            !"none".equals(cache),
            Optional.ofNullable(cache).map(Path::of)),
        folder,
        resume,
        settings(folder),
        Optional.ofNullable(budget),
        Optional.ofNullable(init),
        ProgramVersion.current());
  }

  /** What was asked for, or nothing when a search goes on as it was begun. */
  private Optional<TuningSettings> settings(Path folder) {
    boolean asBegun =
        resume
            && TuningJob.begun(folder)
            && space == null
            && fixed.isEmpty()
            && command.commandLine().getParseResult().matchedOptions().stream()
                .noneMatch(option -> SETTINGS.contains(option.longestName()));
    return asBegun
        ? Optional.empty()
        : Optional.of(new TuningSettings(method, trials, eta, fewestEpochs, seed, searchSpace()));
  }

  private SearchSpace searchSpace() {
    SearchSpace given =
        space == null ? SearchSpaceFile.builtIn(init != null) : SearchSpaceFile.read(space);
    SearchSpace wanted = fixed.isEmpty() ? given : SearchSpaceFile.with(given, fixed);
    return wanted.startingFrom(Optional.ofNullable(init));
  }
}

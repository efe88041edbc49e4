package dev.greengrocer.cli.experiment;

import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.TrainingListener;
import dev.greengrocer.training.tune.TrialResult;
import dev.greengrocer.training.tune.TrialRun;
import dev.greengrocer.training.tune.TuningJob;
import dev.greengrocer.training.tune.TuningListener;
import dev.greengrocer.training.tune.TuningResults;
import dev.greengrocer.training.tune.TuningSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records a search for training options, and each training in it as an experiment of its own. Not
 * thread-safe.
 */
public final class SearchRecord implements TuningListener, TrainingListener {

  private final Path search;
  private final ExperimentFolder folder;
  private final ExperimentRecord record;
  private final PrintWriter err;
  private final Clock clock;
  private @Nullable Path run;
  private @Nullable TrainingRecord trial;
  private @Nullable History history;

  /**
   * The record of a search.
   *
   * @param search the folder of the search
   * @param folder where it is recorded
   * @param err where faults of recording are reported
   */
  public SearchRecord(Path search, ExperimentFolder folder, PrintWriter err, Clock clock) {
    this.search = search;
    this.folder = folder;
    this.record = new ExperimentRecord(folder, err);
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void runStarted(TrialRun started) {
    run = TuningJob.runFolder(search, started);
    trial = null;
    history = null;
  }

  @Override
  public void trainingStarted(History done, int batchesPerEpoch) {
    if (run == null) {
      return;
    }
    String id = id();
    trial =
        new TrainingRecord(Kind.TRIAL, run, id, folder, new ExperimentRecord(folder, err), clock);
    trial.trainingStarted(done, batchesPerEpoch);
    history = done;
    Experiment first = trial.experiment();
    if (record.experiment() == null && first != null) {
      begin(id, first);
    }
  }

  /** The id of the search: that of its earlier record, if it goes on. */
  private String id() {
    Experiment known = record.experiment();
    return known != null
        ? known.id()
        : earlier().map(Experiment::id).orElseGet(() -> Experiment.newId(clock.instant()));
  }

  private Optional<Experiment> earlier() {
    return folder.latest(Kind.TUNE, ExperimentFolder.placeOf(search));
  }

  private void begin(String id, Experiment trialOfIt) {
    Instant started = earlier().map(one -> one.course().started()).orElseGet(clock::instant);
    record.write(
        new Experiment(
            id,
            new Title(
                Kind.TUNE,
                TrainingRecord.lastName(search.toAbsolutePath().normalize().toString()),
                ExperimentFolder.placeOf(search),
                null),
            new Course(State.RUNNING, started, null),
            new Origin(trialOfIt.origin().data(), "", trialOfIt.origin().code(), Map.of()),
            Findings.none()));
  }

  @Override
  public void epochEnded(History done) {
    history = done;
    if (trial != null) {
      trial.epochEnded(done);
    }
  }

  @Override
  public void runEnded(TrialResult result, TuningResults results, Duration spent) {
    if (trial != null && run != null && history != null) {
      if (result.diverged()) {
        trial.over(State.FAILED);
      } else {
        ModelBundle bundle = ModelBundles.open(run.resolve("model"));
        trial.finished(history, bundle);
      }
      trial = null;
    }
    record.change(
        one ->
            new Experiment(
                one.id(),
                one.title(),
                one.course(),
                options(one.origin(), results.settings()),
                new Findings(null, List.of(), figures(results), null)));
  }

  @Override
  public void budgetSpent(Duration spent) {
    if (trial != null) {
      trial.over(State.STOPPED);
      trial = null;
    }
  }

  /** The search is over, and with it a training that was going on. */
  public void over(State how) {
    if (trial != null) {
      trial.over(how);
    }
    record.change(one -> one.with(one.course().over(how, clock.instant())));
  }

  private static Origin options(Origin origin, TuningSettings settings) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("method", settings.method().toString().toLowerCase(Locale.ROOT));
    options.put("trials", Integer.toString(settings.trials()));
    options.put("eta", Integer.toString(settings.eta()));
    options.put("min-epochs", Integer.toString(settings.fewestEpochs()));
    options.put("seed", Long.toString(settings.seed()));
    settings
        .space()
        .fixed()
        .forEach(
            (key, value) ->
                options.put("all: " + key, ExperimentFolder.fittedValue(value.toString())));
    settings
        .space()
        .searched()
        .forEach(
            (key, range) ->
                options.put(
                    "searched: " + key, ExperimentFolder.fittedValue(range.extremes().toString())));
    return new Origin(origin.data(), origin.network(), origin.code(), options);
  }

  private static List<Figure> figures(TuningResults results) {
    Figure trainings = Figure.of("trainings", results.results().size());
    Optional<TrialResult> best = results.best();
    Optional<EpochMetrics> epoch = best.flatMap(TrialResult::best);
    if (best.isEmpty() || epoch.isEmpty()) {
      return List.of(trainings);
    }
    return List.of(
        trainings,
        Figure.of("best trial", best.get().run().trial()),
        Figure.of("best epoch", epoch.get().epoch()),
        Figure.of("validation accuracy", epoch.get().validationAccuracy()),
        Figure.of("validation accuracy, synonyms merged", epoch.get().validationAccuracyMerged()),
        Figure.of("validation loss", epoch.get().validationLoss()));
  }
}

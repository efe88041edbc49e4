package dev.greengrocer.cli.experiment;

import dev.greengrocer.experiment.Epoch;
import dev.greengrocer.experiment.Experiment;
import dev.greengrocer.experiment.Experiment.Course;
import dev.greengrocer.experiment.Experiment.Findings;
import dev.greengrocer.experiment.Experiment.Kind;
import dev.greengrocer.experiment.Experiment.Named;
import dev.greengrocer.experiment.Experiment.Origin;
import dev.greengrocer.experiment.Experiment.State;
import dev.greengrocer.experiment.Experiment.Title;
import dev.greengrocer.experiment.ExperimentFolder;
import dev.greengrocer.experiment.Figure;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.TrainingJob;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.RunOrigin;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records a training while it goes on, epoch by epoch. A run that is resumed goes on in the record
 * that it has. Not thread-safe.
 */
public final class TrainingRecord implements TrainingListener {

  private static final double MILLIS = 1_000;

  private final Kind kind;
  private final Path run;
  private final @Nullable String search;
  private final ExperimentFolder folder;
  private final ExperimentRecord record;
  private final Clock clock;

  /**
   * The record of a training.
   *
   * @param kind what trains
   * @param run the folder of the run
   * @param folder where it is recorded
   * @param err where faults of recording are reported
   */
  public TrainingRecord(
      Kind kind, Path run, ExperimentFolder folder, PrintWriter err, Clock clock) {
    this(kind, run, null, folder, new ExperimentRecord(folder, err), clock);
  }

  /** The same, as a part of a search. */
  TrainingRecord(
      Kind kind,
      Path run,
      @Nullable String search,
      ExperimentFolder folder,
      ExperimentRecord record,
      Clock clock) {
    this.kind = kind;
    this.run = run;
    this.search = search;
    this.folder = folder;
    this.record = record;
    this.clock = clock;
  }

  /** What is recorded so far; null before the training has started. */
  @Nullable Experiment experiment() {
    return record.experiment();
  }

  @Override
  public void trainingStarted(History history, int batchesPerEpoch) {
    Path config = TrainingJob.configOf(run);
    RunOrigin made = ConfigFile.origin(config);
    TrainingConfig options = ConfigFile.read(config, Map.of());
    String place = ExperimentFolder.placeOf(run);
    Optional<Experiment> earlier = folder.latest(kind, place);
    Instant now = clock.instant();
    Instant started = earlier.map(one -> one.course().started()).orElse(now);
    record.write(
        new Experiment(
            earlier.map(Experiment::id).orElseGet(() -> Experiment.newId(started)),
            new Title(kind, ExperimentFolder.fitted(made.name()), place, search),
            new Course(State.RUNNING, started, null),
            origin(made, options),
            new Findings(
                null,
                epochs(history, earlier.map(one -> one.findings().epochs()).orElse(List.of()), now),
                List.of(),
                null)));
  }

  @Override
  public void epochEnded(History history) {
    record.change(
        one ->
            one.with(
                new Findings(
                    null,
                    epochs(history, one.findings().epochs(), clock.instant()),
                    figures(history),
                    null)));
  }

  /** The training came to its end. */
  public void finished(History history, ModelBundle bundle) {
    record.change(
        one ->
            one.with(
                    new Findings(
                        new Named(ExperimentFolder.fitted(bundle.name()), bundle.modelSha256()),
                        one.findings().epochs(),
                        figures(history),
                        null))
                .with(one.course().over(State.FINISHED, clock.instant())));
  }

  /** The training ended before its end. */
  public void over(State how) {
    record.change(one -> one.with(one.course().over(how, clock.instant())));
  }

  private static Origin origin(RunOrigin made, TrainingConfig config) {
    Map<String, String> options = new LinkedHashMap<>();
    ConfigFile.values(config)
        .forEach((key, value) -> options.put(key, ExperimentFolder.fittedValue(value.toString())));
    if (!made.init().isEmpty()) {
      options.put("init", lastName(made.init()));
    }
    if (made.distillation() != null) {
      options.put(
          "distilled-from",
          ExperimentFolder.fittedValue(
              made.distillation().teachers().stream()
                  .map(teacher -> teacher.words())
                  .collect(Collectors.joining(", "))));
    }
    return new Origin(
        new Named(lastName(made.data()), made.dataHash()),
        ExperimentFolder.fitted(config.network()),
        ExperimentFolder.fitted(made.codeVersion()),
        options);
  }

  /** The last part of a path: the rest may name a person. */
  static String lastName(String path) {
    return ExperimentFolder.fitted(String.valueOf(Path.of(path).getFileName()));
  }

  /**
   * The epochs with the time at which each ended: as it was recorded, else now less what was
   * trained since.
   */
  private static List<Epoch> epochs(History history, List<Epoch> known, Instant now) {
    Map<Integer, Instant> ended =
        known.stream().collect(Collectors.toMap(Epoch::epoch, Epoch::ended));
    List<Epoch> epochs = new ArrayList<>();
    Instant next = now;
    for (int i = history.epochs().size() - 1; i >= 0; i--) {
      EpochMetrics one = history.epochs().get(i);
      Instant at = ended.getOrDefault(one.epoch(), next);
      epochs.add(0, epoch(one, at));
      next = at.minus(Duration.ofMillis(Math.round(one.seconds() * MILLIS)));
    }
    return epochs;
  }

  private static Epoch epoch(EpochMetrics metrics, Instant ended) {
    return new Epoch(
        metrics.epoch(),
        ended,
        metrics.learningRate(),
        metrics.trainLoss(),
        new Epoch.Validation(
            metrics.validationLoss(),
            metrics.validationAccuracy(),
            metrics.validationAccuracyMerged()),
        metrics.imagesPerSecond(),
        metrics.seconds());
  }

  /** What lists show of a training: its best epoch, and its time. */
  private static List<Figure> figures(History history) {
    return history
        .best()
        .map(
            best ->
                List.of(
                    Figure.of("best epoch", best.epoch()),
                    Figure.of("validation accuracy", best.validationAccuracy()),
                    Figure.of(
                        "validation accuracy, synonyms merged", best.validationAccuracyMerged()),
                    Figure.of("validation loss", best.validationLoss()),
                    Figure.of(
                        "seconds of training",
                        history.epochs().stream().mapToDouble(EpochMetrics::seconds).sum())))
        .orElse(List.of());
  }
}

package dev.greengrocer.training.tune;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.lab.dataset.DatasetManifest;
import dev.greengrocer.lab.dataset.DatasetManifests;
import dev.greengrocer.training.loop.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All steps of a search: data set in, the best options out. Only the train and validation splits
 * are looked at.
 */
public final class TuningJob {

  private final TuningRequest request;
  private final TuningListener listener;
  private final TrainingListener trainingListener;
  private final LongSupplier nanoTime;

  /**
   * A search that {@link #run} carries out.
   *
   * @param listener hears of the search
   * @param trainingListener hears of each training in it
   */
  public TuningJob(
      TuningRequest request, TuningListener listener, TrainingListener trainingListener) {
    this(request, listener, trainingListener, System::nanoTime);
  }

  TuningJob(
      TuningRequest request,
      TuningListener listener,
      TrainingListener trainingListener,
      LongSupplier nanoTime) {
    this.request = request;
    this.listener = listener;
    this.trainingListener = trainingListener;
    this.nanoTime = nanoTime;
  }

  /** Whether a search has begun in a folder, so that it can be resumed without its settings. */
  public static boolean begun(Path folder) {
    return TuningDirectory.begun(folder);
  }

  /** The folder of one training in the folder of a search. */
  public static Path runFolder(Path folder, TrialRun run) {
    return TuningDirectory.run(folder, run);
  }

  /**
   * Searches until the budget is spent, or to the end of one round; from the start, or from where a
   * killed search stopped.
   *
   * @throws InvalidConfigurationException if the options or the folder do not allow it
   * @throws dev.greengrocer.GreengrocerException if a training cannot go on, see {@link
   *     dev.greengrocer.training.TrainingJob}; a training that diverges is a result, not a failure
   */
  public TuningResults run() {
    try (TuningDirectory directory = TuningDirectory.open(request.folder(), request.resume())) {
      TuningRecord record = directory.begun() ? resumed(directory.record()) : fresh();
      record.write(directory.record());
      Budget budget = new Budget(record.budget(), spentBefore(directory), nanoTime);
      return new SuccessiveHalving(
              record.settings(),
              new JobTrainer(directory, record, request, trainingListener),
              budget,
              new ResultWriter(directory, listener))
          .search();
    }
  }

  private TuningRecord fresh() {
    Path data = request.data().folder().orElseThrow(this::nothingToResume);
    DatasetManifest manifest = DatasetManifests.read(data);
    return new TuningRecord(
        request.settings().orElseThrow(this::nothingToResume),
        data.toAbsolutePath().normalize(),
        manifest.contentHash(),
        request.init().map(init -> init.toAbsolutePath().normalize()),
        request.budget());
  }

  private InvalidConfigurationException nothingToResume() {
    return new InvalidConfigurationException(
        request.folder() + ": holds no search to resume; give --data to start one there");
  }

  private TuningRecord resumed(Path file) {
    TuningRecord begun = TuningRecord.read(file);
    if (request.settings().filter(wanted -> !wanted.equals(begun.settings())).isPresent()) {
      throw new InvalidConfigurationException(
          "%s: the search cannot be resumed with other settings than %s; leave them out (only --budget may change) or choose another --out"
              .formatted(request.folder(), file));
    }
    Optional<Path> init = request.init().map(weights -> weights.toAbsolutePath().normalize());
    if (init.isPresent() && !init.equals(begun.init())) {
      throw new InvalidConfigurationException(
          "%s: the search was begun from %s, not from %s; leave --init out or choose another --out"
              .formatted(
                  request.folder(),
                  begun.init().map(Path::toString).orElse("random weights"),
                  init.get()));
    }
    Path data = request.data().folder().orElse(begun.data());
    DatasetManifest manifest = DatasetManifests.read(data);
    if (!manifest.contentHash().equals(begun.dataHash())) {
      throw new InvalidConfigurationException(
          "%s: the search was begun on data with hash %s, but %s has %s; resume it with its own data"
              .formatted(request.folder(), begun.dataHash(), data, manifest.contentHash()));
    }
    return request.budget().map(begun::withBudget).orElse(begun);
  }

  private static Duration spentBefore(TuningDirectory directory) {
    double seconds = directory.runs().stream().mapToDouble(JobTrainer::secondsSoFar).sum();
    return Duration.ofMillis(Math.round(1000 * seconds));
  }
}

package dev.greengrocer.training.tune;

import dev.greengrocer.StorageException;
import dev.greengrocer.TrainingDivergedException;
import dev.greengrocer.files.FolderTree;
import dev.greengrocer.training.RequestedData;
import dev.greengrocer.training.RequestedOptions;
import dev.greengrocer.training.TrainingJob;
import dev.greengrocer.training.TrainingRequest;
import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.Checkpoints;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Trains each trial as a run of its own, just as {@code train} would. */
final class JobTrainer implements TrialTrainer {

  private static final String CHECKPOINTS = "checkpoints";

  private final TuningDirectory directory;
  private final TuningRecord record;
  private final TuningRequest request;
  private final TrainingListener listener;

  JobTrainer(
      TuningDirectory directory,
      TuningRecord record,
      TuningRequest request,
      TrainingListener listener) {
    this.directory = directory;
    this.record = record;
    this.request = request;
    this.listener = listener;
  }

  @Override
  public TrialResult train(TrialRun run, Budget budget) {
    Path folder = directory.run(run);
    Optional<TrialOutcome> earlier = TuningDirectory.outcome(folder);
    if (earlier.isEmpty()) {
      budget.check();
    }
    TrialOutcome outcome = earlier.orElseGet(() -> trainToTheEnd(run, folder, budget));
    return new TrialResult(run, Optional.ofNullable(outcome.best()), outcome.seconds());
  }

  private TrialOutcome trainToTheEnd(TrialRun run, Path folder, Budget budget) {
    TrialOutcome outcome = outcome(run, folder, budget);
    TuningDirectory.finish(folder, outcome);
    deleteCheckpoints(folder);
    return outcome;
  }

  private TrialOutcome outcome(TrialRun run, Path folder, Budget budget) {
    TrainingJob job =
        new TrainingJob(
            request(run, folder),
            TrainingListener.all(List.of(listener, new StopWhenSpent(budget))));
    try {
      History history = job.run().history();
      return new TrialOutcome(history.best().orElseThrow(), seconds(history));
    } catch (TrainingDivergedException e) {
      return new TrialOutcome(null, secondsSoFar(folder));
    }
  }

  private TrainingRequest request(TrialRun run, Path folder) {
    return new TrainingRequest(
        new RequestedData(
            Optional.of(record.data()),
            request.data().allowLeak(),
            request.data().decodedCache(),
            request.data().cache()),
        folder,
        true,
        RequestedOptions.of(run.options()),
        Optional.of("trial-%04d-rung-%d".formatted(run.trial(), run.rung().number())),
        record.init(),
        request.codeVersion());
  }

  /** Time that the trainings in a folder have taken, those that were stopped on the way too. */
  static double secondsSoFar(Path run) {
    return TuningDirectory.outcome(run)
        .map(TrialOutcome::seconds)
        .orElseGet(() -> seconds(new Checkpoints(run.resolve(CHECKPOINTS)).history()));
  }

  private static double seconds(History history) {
    return history.epochs().stream().mapToDouble(EpochMetrics::seconds).sum();
  }

  // Weights, averages and optimiser of each trial would fill the disk; its model stays.
  private static void deleteCheckpoints(Path run) {
    try {
      FolderTree.delete(run.resolve(CHECKPOINTS));
    } catch (IOException e) {
      throw StorageException.writing(run, e);
    }
  }

  /** Ends a training between two steps; what its last checkpoint holds is kept. */
  private record StopWhenSpent(Budget budget) implements TrainingListener {

    @Override
    public void batchEnded(BatchMetrics batch) {
      budget.check();
    }
  }
}

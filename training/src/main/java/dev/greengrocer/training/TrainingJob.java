package dev.greengrocer.training;

import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.training.loop.Checkpoints;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.EpochMetrics;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.ResultsCsv;
import dev.greengrocer.training.loop.Trainer;
import dev.greengrocer.training.loop.TrainingListener;
import dev.greengrocer.training.network.NetworkSpec;
import dev.greengrocer.training.torch.TorchLearner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All steps of a training: data set in, model bundle out. */
public final class TrainingJob {

  private final TrainingRequest request;
  private final TrainingListener listener;

  /**
   * A training that {@link #run} carries out.
   *
   * @param listener hears of the progress
   */
  public TrainingJob(TrainingRequest request, TrainingListener listener) {
    this.request = request;
    this.listener = listener;
  }

  /** The file in a run's folder that tells every option, and where the run came from. */
  public static Path configOf(Path run) {
    return run.resolve(RunDirectory.CONFIG);
  }

  /**
   * Trains to the end, from the start or from where a killed run stopped, and ships the best epoch.
   *
   * @throws dev.greengrocer.InvalidConfigurationException if the options or the folder do not allow
   *     it
   * @throws dev.greengrocer.InvalidDatasetException if the data set does not allow it
   * @throws dev.greengrocer.InvalidImageException if a photo cannot be decoded
   * @throws dev.greengrocer.TrainingDivergedException if a loss is not a finite number
   * @throws dev.greengrocer.InvalidModelException if the exported network answers otherwise
   * @throws dev.greengrocer.StorageException if something cannot be read or written
   */
  public TrainingResult run() {
    TrainingPlan plan = TrainingPlan.of(request);
    try (RunDirectory run = RunDirectory.open(request.run(), request.resume());
        TorchLearner learner = learner(plan)) {
      // Not before the starting weights have been found to fit: a user who gave the wrong ones
      // tries
      // again in the same place.
      if (!run.begun()) {
        ConfigFile.write(run.config(), plan.config(), plan.origin());
      }
      return train(plan, run, learner);
    }
  }

  private TrainingResult train(TrainingPlan plan, RunDirectory run, TorchLearner learner) {
    try (TrainingInputs inputs =
        TrainingInputs.open(
            plan.manifest(), plan.config(), plan.cache(request), plan.distillation())) {
      Checkpoints checkpoints = run.checkpoints();
      Trainer trainer =
          new Trainer(
              learner,
              inputs.loader(),
              inputs.validation(),
              plan.manifest().labels(),
              checkpoints,
              plan.config(),
              listeners(plan, run));
      History history = trainer.train();
      EpochMetrics best = history.best().orElseThrow();
      checkpoints.load(learner, best);
      ModelBundle bundle =
          new ModelExport(plan).write(learner, best, inputs.validation(), run.model());
      return new TrainingResult(history, bundle, comparison(plan, bundle));
    }
  }

  private static Optional<TeacherComparison> comparison(TrainingPlan plan, ModelBundle student) {
    return plan.distillation()
        .map(taught -> TeacherComparison.measure(taught.teachers(), student, plan.manifest()));
  }

  private static TorchLearner learner(TrainingPlan plan) {
    NetworkSpec network = plan.config().networkSpec(plan.manifest().labels().size());
    TorchLearner learner = new TorchLearner(network, plan.config().learnerOptions());
    String init = plan.origin().init();
    if (!init.isEmpty()) {
      try {
        StartingWeights.give(Path.of(init), network, learner);
      } catch (RuntimeException e) {
        learner.close();
        throw e;
      }
    }
    return learner;
  }

  private TrainingListener listeners(TrainingPlan plan, RunDirectory run) {
    return TrainingListener.all(
        List.of(
            new ResultsCsv(run.results()),
            new CurvesPng(run.curves(), plan.origin().name()),
            listener));
  }
}

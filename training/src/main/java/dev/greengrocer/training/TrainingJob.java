package dev.greengrocer.training;

import dev.greengrocer.Sample;
import dev.greengrocer.Split;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.EvalPreset;
import dev.greengrocer.training.data.PhotoFiles;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.data.ValidationSet;
import dev.greengrocer.training.loop.Checkpoints;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.History;
import dev.greengrocer.training.loop.ResultsCsv;
import dev.greengrocer.training.loop.Trainer;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.loop.TrainingListener;
import dev.greengrocer.training.torch.TorchLearner;
import java.util.List;
import java.util.function.UnaryOperator;

/** The whole journey of training: data set in, model bundle out. */
public final class TrainingJob {

  private final TrainingRequest request;
  private final TrainingListener listener;

  /**
   * Does nothing yet.
   *
   * @param listener hears of the progress
   */
  public TrainingJob(TrainingRequest request, TrainingListener listener) {
    this.request = request;
    this.listener = listener;
  }

  /** Trains to the end, from the start or from where a killed run stood, and ships the best. */
  public History run() {
    TrainingPlan plan = TrainingPlan.of(request);
    try (RunDirectory run = RunDirectory.open(request.run(), request.resume())) {
      if (!run.begun()) {
        ConfigFile.write(run.config(), plan.config(), plan.origin());
      }
      return train(plan, run);
    }
  }

  private History train(TrainingPlan plan, RunDirectory run) {
    TrainingConfig config = plan.config();
    EvalPreset evalPreset = new EvalPreset(config.input().preprocessing());
    TrainPreset trainPreset =
        new TrainPreset(
            config.augmentation(), config.input().preprocessing(), config.input().trainSize());
    List<Sample> trainSamples = plan.manifest().samples(Split.TRAIN);
    List<Sample> validationSamples = plan.manifest().samples(Split.VALIDATION);
    int classCount = plan.manifest().labels().size();
    try (Photos photos = new PhotoFiles(plan.manifest(), trainSamples, UnaryOperator.identity());
        Photos crops = new PhotoFiles(plan.manifest(), validationSamples, evalPreset::crop);
        BatchLoader loader =
            new BatchLoader(
                photos,
                TrainingData.classes(plan.manifest(), trainSamples),
                trainPreset,
                config.batchOptions(classCount));
        TorchLearner learner =
            new TorchLearner(config.networkSpec(classCount), config.learnerOptions())) {
      ValidationSet validation =
          new ValidationSet(
              crops, TrainingData.classes(plan.manifest(), validationSamples), evalPreset);
      Checkpoints checkpoints = run.checkpoints();
      History history =
          new Trainer(
                  learner,
                  loader,
                  validation,
                  plan.manifest().labels(),
                  checkpoints,
                  config,
                  TrainingListener.all(
                      List.of(
                          new ResultsCsv(run.results()),
                          new CurvesPng(run.curves(), plan.origin().name()),
                          listener)))
              .train();
      checkpoints.load(learner, history.best().orElseThrow());
      return history;
    }
  }
}

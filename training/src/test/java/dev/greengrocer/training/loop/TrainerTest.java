package dev.greengrocer.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.LabelSet;
import dev.greengrocer.TrainingDivergedException;
import dev.greengrocer.image.Preprocessing;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.training.data.AugmentationOptions;
import dev.greengrocer.training.data.Batch;
import dev.greengrocer.training.data.BatchLoader;
import dev.greengrocer.training.data.DistillationOptions;
import dev.greengrocer.training.data.EvalPreset;
import dev.greengrocer.training.data.Photos;
import dev.greengrocer.training.data.TrainPreset;
import dev.greengrocer.training.data.ValidationSet;
import dev.greengrocer.training.data.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {

  private static final LabelSet LABELS = LabelSet.ofNames(List.of("tomato", "lime"));
  private static final int PHOTOS = 20;
  private static final int EPOCHS = 5;

  @TempDir Path run;

  @Test
  void learns_to_tell_red_from_green() {
    History history = train(new LinearLearner(2), config(EPOCHS, 0.05, 0), new Recorder());

    assertThat(history.epochs()).hasSize(EPOCHS);
    assertThat(history.last().orElseThrow().validationAccuracy()).isEqualTo(1);
    assertThat(history.last().orElseThrow().validationLoss())
        .isLessThan(history.epochs().get(0).validationLoss());
  }

  @Test
  void a_run_stopped_at_any_step_and_resumed_ends_with_the_same_weights() {
    LinearLearner unbroken = new LinearLearner(2);
    History expected = train(unbroken, config(EPOCHS, 0.05, 0), new Recorder());
    int steps = unbroken.steps;

    for (int stopAt = 1; stopAt < steps; stopAt += 3) {
      Path broken = run.resolve("stopped-at-" + stopAt);
      int stop = stopAt;
      LinearLearner first = new LinearLearner(2);
      assertThatThrownBy(
              () -> train(first, config(EPOCHS, 0.05, 0), new PowerCut(first, stop), broken))
          .hasMessage("power cut");

      LinearLearner second = new LinearLearner(2);
      History history = train(second, config(EPOCHS, 0.05, 0), new Recorder(), broken);

      assertThat(second.weights()).as("stopped at step %d", stopAt).isEqualTo(unbroken.weights());
      assertThat(history.epochs())
          .extracting(EpochMetrics::trainLoss)
          .isEqualTo(expected.epochs().stream().map(EpochMetrics::trainLoss).toList());
    }
  }

  @Test
  void a_loss_that_is_not_finite_stops_with_its_place_and_keeps_the_last_checkpoint() {
    LinearLearner learner =
        new LinearLearner(2) {
          @Override
          public double trainStep(Batch batch, double rate) {
            double loss = super.trainStep(batch, rate);
            return steps == 7 ? Double.NaN : loss;
          }
        };

    // 20 photos in batches of 4 are 5 steps an epoch, so step 7 is the second of epoch 2.
    assertThatThrownBy(() -> train(learner, config(EPOCHS, 0.05, 0), new Recorder()))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContainingAll("epoch 2, batch 2", "NaN", "learning rate 0.05", "epoch-0001");
    assertThat(new Checkpoints(run).history().epochs()).hasSize(1);
  }

  @Test
  void ends_early_when_validation_has_not_improved_for_the_patience() {
    LinearLearner stuck =
        new LinearLearner(2) {
          @Override
          public double trainStep(Batch batch, double rate) {
            return 1;
          }
        };

    History history = train(stuck, config(10, 0.5, 3), new Recorder());

    assertThat(history.epochs()).hasSize(4);
    assertThat(history.best().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void keeps_the_last_and_the_best_checkpoint_only() throws IOException {
    LinearLearner worsens =
        new LinearLearner(2) {
          @Override
          public double trainStep(Batch batch, double rate) {
            return super.trainStep(batch, steps < 10 ? rate : -5 * rate);
          }
        };

    History history = train(worsens, config(EPOCHS, 0.05, 0), new Recorder());

    assertThat(history.best().orElseThrow().epoch()).isEqualTo(2);
    try (var entries = Files.list(run)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder("epoch-0002", "epoch-0005");
    }
  }

  @Test
  void tells_listeners_of_every_step_and_epoch() {
    Recorder recorder = new Recorder();

    train(new LinearLearner(2), config(2, 0.5, 0), recorder);

    assertThat(recorder.heard)
        .containsExactly(
            "start 0 5",
            "1/1",
            "1/2",
            "1/3",
            "1/4",
            "1/5",
            "epoch 1",
            "2/1",
            "2/2",
            "2/3",
            "2/4",
            "2/5",
            "epoch 2",
            "end");
  }

  private History train(LinearLearner learner, TrainingConfig config, TrainingListener listener) {
    return train(learner, config, listener, run);
  }

  private static History train(
      LinearLearner learner, TrainingConfig config, TrainingListener listener, Path checkpoints) {
    Preprocessing preprocessing = config.preprocessing();
    TrainPreset preset =
        new TrainPreset(
            config.variation().augmentation(),
            config.variation().world(),
            preprocessing,
            config.input().trainSize());
    int[] classes = new int[PHOTOS];
    for (int i = 0; i < PHOTOS; i++) {
      classes[i] = i % 2;
    }
    EvalPreset eval = new EvalPreset(preprocessing);
    ValidationSet validation = new ValidationSet(new Drawn(eval), classes, eval);
    try (BatchLoader loader =
        new BatchLoader(new Drawn(null), classes, preset, config.batchOptions(2))) {
      return new Trainer(
              learner, loader, validation, LABELS, new Checkpoints(checkpoints), config, listener)
          .train();
    }
  }

  private static TrainingConfig config(int epochs, double learningRate, int patience) {
    TrainingConfig defaults = TrainingConfig.defaults("resnet-tiny");
    return new TrainingConfig(
        "fake",
        new LoopOptions(epochs, 4, patience, 1),
        new ComputeOptions(1, 2, Precision.FP32),
        InputOptions.of(8),
        defaults.optimization(),
        new ScheduleOptions(Schedule.CONSTANT, learningRate, 0, 0, 1, 1, 1, 1),
        TransferOptions.none(),
        new VariationOptions(AugmentationOptions.defaults(), WorldOptions.none()),
        DistillationOptions.none());
  }

  /** Red and green pictures in turn, each of another shade. */
  private static final class Drawn implements Photos {

    private final @Nullable EvalPreset preset;

    Drawn(@Nullable EvalPreset preset) {
      this.preset = preset;
    }

    @Override
    public int size() {
      return PHOTOS;
    }

    @Override
    public RgbImage get(int index) {
      byte[] pixels = new byte[16 * 12 * 3];
      SplittableRandom random = new SplittableRandom(index);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (i % 3 == index % 2 ? 150 + random.nextInt(100) : random.nextInt(80));
      }
      RgbImage image = new RgbImage(16, 12, pixels);
      return preset == null ? image : preset.crop(image);
    }

    @Override
    public void close() {}
  }

  private static final class Recorder implements TrainingListener {

    private final List<String> heard = new ArrayList<>();

    @Override
    public void trainingStarted(History history, int batchesPerEpoch) {
      heard.add("start " + history.epochs().size() + " " + batchesPerEpoch);
    }

    @Override
    public void batchEnded(BatchMetrics batch) {
      heard.add(batch.epoch() + "/" + batch.batch());
    }

    @Override
    public void epochEnded(History history) {
      heard.add("epoch " + history.epochs().size());
    }

    @Override
    public void trainingEnded(History history) {
      heard.add("end");
    }
  }

  /** Stops everything after a number of steps. */
  private static final class PowerCut implements TrainingListener {

    private final LinearLearner learner;
    private final int steps;

    PowerCut(LinearLearner learner, int steps) {
      this.learner = learner;
      this.steps = steps;
    }

    @Override
    public void batchEnded(BatchMetrics batch) {
      if (learner.steps == steps) {
        throw new IllegalStateException("power cut");
      }
    }
  }
}

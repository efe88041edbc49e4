package dev.greengrocer.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.training.DrawnDataset;
import dev.greengrocer.training.RequestedData;
import dev.greengrocer.training.loop.BatchMetrics;
import dev.greengrocer.training.loop.ConfigFile;
import dev.greengrocer.training.loop.TrainingConfig;
import dev.greengrocer.training.loop.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trainings of a tiny network on drawn pictures: three of one epoch, one of three. */
final class TuningJobTest {

  @TempDir Path directory;

  @BeforeEach
  void draw() {
    DrawnDataset.write(directory.resolve("data"));
  }

  @Test
  void a_search_leaves_runs_results_a_plot_and_a_configuration_to_train_with() throws IOException {
    Path tuning = directory.resolve("tuning");

    TuningResults results = job(request(tuning, false, Optional.empty())).run();

    assertThat(results.results()).hasSize(4);
    List<String> rows = Files.readAllLines(tuning.resolve("results.csv"));
    assertThat(rows).hasSize(5);
    assertThat(rows.get(0))
        .isEqualTo(
            "round,trial,rung,epochs,status,best_epoch,validation_accuracy,"
                + "validation_accuracy_merged,validation_loss,seconds,learning-rate");
    assertThat(rows.stream().filter(row -> row.contains(",promoted,"))).hasSize(1);
    assertThat(tuning.resolve("options.png")).isNotEmptyFile();
    Path run = tuning.resolve("trial-0002/rung-1");
    assertThat(run.resolve("config.yaml")).isNotEmptyFile();
    assertThat(run.resolve("model/model.onnx")).isNotEmptyFile();
    assertThat(run.resolve("checkpoints")).as("would fill the disk").doesNotExist();

    TrialResult best = results.best().orElseThrow();
    TrainingConfig config = ConfigFile.read(tuning.resolve("best.yaml"), Map.of());
    assertThat(best.run().rung().epochs()).isEqualTo(3);
    assertThat(config.loop().epochs()).isEqualTo(3);
    assertThat(config.rate().learningRate()).isEqualTo(best.run().options().get("learning-rate"));
    assertThat(config.loop().batchSize()).isEqualTo(8);
  }

  /** What a search finds for the weights of a bundle names the bundle's network and size. */
  @Test
  void a_space_takes_network_and_size_from_the_bundle_that_trials_start_from() {
    Path tuning = directory.resolve("tuning");
    job(request(tuning, false, Optional.empty())).run();
    Path bundle = tuning.resolve("trial-0001/rung-1/model");
    SearchSpace space = SearchSpaceFile.builtIn(true);

    SearchSpace from = space.startingFrom(Optional.of(bundle));

    assertThat(from.fixed())
        .containsEntry("network", "seed-cnn")
        .containsEntry("input-size", 16)
        .containsEntry("resize", 18)
        .containsEntry("epochs", 10);
    assertThat(from.searched()).isEqualTo(space.searched());
    assertThat(space.startingFrom(Optional.empty())).isEqualTo(space);
  }

  @Test
  void a_search_stopped_anywhere_and_resumed_finds_the_same() throws IOException {
    Path unbroken = directory.resolve("unbroken");
    job(request(unbroken, false, Optional.empty())).run();
    Path broken = directory.resolve("broken");
    // 30 photos in batches of 8 are 3 or 4 steps an epoch: in the first, second and last training.
    for (int steps : List.of(2, 5, 9)) {
      assertThatThrownBy(
              () ->
                  new TuningJob(
                          request(broken, true, Optional.empty()),
                          new TuningListener() {},
                          new PowerCut(steps))
                      .run())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no power");
    }

    job(request(broken, true, Optional.empty())).run();

    assertThat(withoutSeconds(broken)).isEqualTo(withoutSeconds(unbroken)).hasSize(5);
    assertThat(broken.resolve("best.yaml")).hasSameTextualContentAs(unbroken.resolve("best.yaml"));
    assertThat(broken.resolve("trial-0001/rung-1/model/model.onnx"))
        .hasSameBinaryContentAs(unbroken.resolve("trial-0001/rung-1/model/model.onnx"));
  }

  @Test
  void a_finished_search_is_told_again_without_training() {
    Path tuning = directory.resolve("tuning");
    TuningResults first = job(request(tuning, false, Optional.empty())).run();

    TuningRequest again =
        new TuningRequest(
            RequestedData.ofRun(),
            tuning,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "1");
    TuningResults second = new TuningJob(again, new TuningListener() {}, new PowerCut(1)).run();

    assertThat(second).isEqualTo(first);
  }

  @Test
  void the_budget_ends_a_training_between_two_steps_and_more_of_it_goes_on() throws IOException {
    Path tuning = directory.resolve("tuning");
    long[] nanos = {0};
    TrainingListener clock =
        new TrainingListener() {
          @Override
          public void batchEnded(BatchMetrics batch) {
            nanos[0] += 1_000_000_000;
          }
        };
    boolean[] told = {false};
    TuningListener listener =
        new TuningListener() {
          @Override
          public void budgetSpent(Duration spent) {
            told[0] = true;
            assertThat(spent).isEqualTo(Duration.ofSeconds(2));
          }
        };

    TuningResults results =
        new TuningJob(
                request(tuning, false, Optional.of(Duration.ofSeconds(2))),
                listener,
                clock,
                () -> nanos[0])
            .run();

    assertThat(told[0]).isTrue();
    assertThat(results.results()).isEmpty();
    assertThat(tuning.resolve("trial-0001/rung-1/config.yaml")).exists();

    TuningResults more =
        new TuningJob(
                request(tuning, true, Optional.of(Duration.ofSeconds(60))),
                new TuningListener() {},
                clock,
                () -> nanos[0])
            .run();
    assertThat(more.results()).hasSizeGreaterThan(4);
    assertThat(more.results().get(4).run().round()).isEqualTo(2);
  }

  @Test
  void another_search_in_the_same_folder_is_refused() throws IOException {
    Path tuning = directory.resolve("tuning");
    job(request(tuning, false, Optional.empty())).run();

    assertThatThrownBy(() -> job(request(tuning, false, Optional.empty())).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("holds a search already", "--resume");
    TuningRequest other = request(tuning, true, Optional.empty(), 7);
    assertThatThrownBy(() -> job(other).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("other settings");
    TuningRequest elsewhere = from(request(tuning, true, Optional.empty()), directory);
    assertThatThrownBy(() -> job(elsewhere).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("begun from random weights, not from " + directory);
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.writeString(foreign.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> job(request(foreign, true, Optional.empty())).run())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("holds no search");
    assertThat(foreign.resolve("thesis.txt")).hasContent("mine");
  }

  private static TuningJob job(TuningRequest request) {
    return new TuningJob(request, new TuningListener() {}, new TrainingListener() {});
  }

  private static TuningRequest from(TuningRequest request, Path init) {
    return new TuningRequest(
        request.data(),
        request.folder(),
        request.resume(),
        request.settings(),
        request.budget(),
        Optional.of(init),
        request.codeVersion());
  }

  private TuningRequest request(Path tuning, boolean resume, Optional<Duration> budget) {
    return request(tuning, resume, budget, 42);
  }

  private TuningRequest request(Path tuning, boolean resume, Optional<Duration> budget, long seed) {
    SearchSpace space =
        SearchSpaceFile.parse(
            "test",
            """
            fixed:
              {network: seed-cnn, input-size: 16, epochs: 3, batch-size: 8, threads: 1, precision: fp32}
            search:
              learning-rate: {log-uniform: [0.0001, 0.01]}
            """);
    return new TuningRequest(
        RequestedData.in(directory.resolve("data")),
        tuning,
        resume,
        Optional.of(new TuningSettings(Method.HALVING, 3, 3, 1, seed, space)),
        budget,
        Optional.empty(),
        "1");
  }

  /** Every column but the last but one, which tells the time. */
  private static List<String> withoutSeconds(Path tuning) throws IOException {
    return Files.readAllLines(tuning.resolve("results.csv")).stream()
        .map(row -> row.replaceFirst(",[^,]*(,[^,]*)$", "$1"))
        .toList();
  }

  /** Ends the process, as far as a test can, after so many steps. */
  private static final class PowerCut implements TrainingListener {

    private int stepsLeft;

    PowerCut(int steps) {
      this.stepsLeft = steps;
    }

    @Override
    public void batchEnded(BatchMetrics batch) {
      if (--stepsLeft == 0) {
        throw new IllegalStateException("no power");
      }
    }
  }
}

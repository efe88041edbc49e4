package dev.greengrocer.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SuccessiveHalvingTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          Map.of("network", "seed-cnn", "epochs", 9),
          Map.of("dropout", new Range.Uniform(0, 0.9, false)));

  @Test
  void rungs_grow_by_eta_while_trials_shrink() {
    assertThat(settings(Method.HALVING, 9, 1).rungs())
        .containsExactly(new Rung(1, 1, 9), new Rung(2, 3, 3), new Rung(3, 9, 1));
    assertThat(settings(Method.HALVING, 9, 3).rungs())
        .as("no training shorter than 3 epochs")
        .containsExactly(new Rung(1, 3, 9), new Rung(2, 9, 3));
    assertThat(settings(Method.HALVING, 2, 1).rungs()).containsExactly(new Rung(1, 9, 2));
    assertThat(settings(Method.RANDOM, 9, 1).rungs()).containsExactly(new Rung(1, 9, 9));
  }

  @Test
  void the_best_third_goes_on_each_time() {
    TuningSettings settings = settings(Method.HALVING, 9, 1);
    FakeTrainer trainer = new FakeTrainer();

    TuningResults results = search(settings, trainer, Optional.empty());

    List<Integer> best =
        IntStream.rangeClosed(1, 9)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer trial) -> -dropout(trial)))
            .toList();
    List<String> expected = new ArrayList<>();
    IntStream.rangeClosed(1, 9).forEach(trial -> expected.add(trial + "x1"));
    best.subList(0, 3).forEach(trial -> expected.add(trial + "x3"));
    expected.add(best.get(0) + "x9");
    assertThat(trainer.trained).isEqualTo(expected);
    assertThat(results.best().orElseThrow().run().trial()).isEqualTo(best.get(0));
    assertThat(results.firstRung()).filteredOn(results::promoted).hasSize(3);
  }

  @Test
  void a_trial_that_diverged_is_listed_and_never_promoted() {
    FakeTrainer trainer = new FakeTrainer(1, 2, 3, 4, 5, 6, 7);

    TuningResults results = search(settings(Method.HALVING, 9, 1), trainer, Optional.empty());

    assertThat(results.results()).filteredOn(TrialResult::diverged).hasSize(7);
    assertThat(trainer.trained.stream().filter(name -> name.endsWith("x3")))
        .as("two are left for three places")
        .containsExactlyInAnyOrder("8x3", "9x3");
    assertThat(results.best().orElseThrow().run().trial()).isIn(8, 9);
  }

  @Test
  void if_all_diverge_there_is_no_best() {
    TuningResults results =
        search(settings(Method.HALVING, 3, 1), new FakeTrainer(1, 2, 3), Optional.empty());

    assertThat(results.best()).isEmpty();
    assertThat(results.results()).hasSize(3);
  }

  /** A round takes 9 * 1 + 3 * 3 + 9 = 27 seconds. */
  @Test
  void rounds_of_new_trials_follow_until_the_time_is_over() {
    FakeTrainer trainer = new FakeTrainer();

    TuningResults results =
        search(settings(Method.HALVING, 9, 1), trainer, Optional.of(Duration.ofSeconds(40)));

    assertThat(trainer.nanos()).as("not an epoch more").isEqualTo(40_000_000_000L);
    assertThat(trainer.trained).hasSize(13 + 9 + 1); // 27 + 9 + 3 seconds, and one epoch of a next
    assertThat(results.firstRung().stream().map(result -> result.run().trial()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 18).boxed().toList());
    assertThat(results.best().orElseThrow().run().round())
        .as("a result of 9 epochs beats any of fewer")
        .isEqualTo(1);
  }

  @Test
  void earlier_sessions_count_towards_the_budget() {
    FakeTrainer trainer = new FakeTrainer();
    Budget budget =
        new Budget(Optional.of(Duration.ofSeconds(10)), Duration.ofSeconds(8), trainer::nanos);

    new SuccessiveHalving(settings(Method.HALVING, 9, 1), trainer, budget, new TuningListener() {})
        .search();

    assertThat(trainer.trained).containsExactly("1x1", "2x1");
  }

  @Test
  void equal_trials_are_promoted_in_the_order_in_which_they_were_drawn() {
    SearchSpace flat =
        new SearchSpace(
            Map.of("network", "seed-cnn", "epochs", 3),
            Map.of("rotation", new Range.Uniform(0, 9, false)));
    FakeTrainer trainer = new FakeTrainer();

    search(new TuningSettings(Method.HALVING, 3, 3, 1, 1, flat), trainer, Optional.empty());

    assertThat(trainer.trained).containsExactly("1x1", "2x1", "3x1", "1x3");
  }

  @Test
  void settings_out_of_range_and_trials_that_cannot_be_trained_are_told_at_once() {
    assertThatThrownBy(() -> new TuningSettings(Method.HALVING, 0, 1, 0, 1, SPACE))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("3 faults", "trials is 0", "eta is 1", "min-epochs is 0");
    SearchSpace longStart =
        new SearchSpace(
            Map.of("network", "seed-cnn", "epochs", 9, "head-epochs", 2),
            Map.of("dropout", new Range.Uniform(0, 0.9, false)));
    assertThatThrownBy(() -> new TuningSettings(Method.HALVING, 9, 3, 1, 1, longStart))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("with 1 epochs")
        .hasMessageContaining("head-epochs and warmup-epochs");
  }

  private static double dropout(int trial) {
    return (double) Objects.requireNonNull(SPACE.draw(42, trial).get("dropout"));
  }

  private static TuningSettings settings(Method method, int trials, int fewestEpochs) {
    return new TuningSettings(method, trials, 3, fewestEpochs, 42, SPACE);
  }

  private static TuningResults search(
      TuningSettings settings, FakeTrainer trainer, Optional<Duration> limit) {
    return new SuccessiveHalving(
            settings,
            trainer,
            new Budget(limit, Duration.ZERO, trainer::nanos),
            new TuningListener() {})
        .search();
  }
}

package dev.greengrocer.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import dev.greengrocer.training.loop.ConfigFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchSpaceFileTest {

  private static final String SPACE =
      """
      fixed:
        network: seed-cnn
        rate:
          schedule: constant
      search:
        learning-rate: {log-uniform: [1e-4, 0.01]}
        rotation: {uniform: [0, 30]}
        batch-size: {uniform: [8, 10]}
        optimizer: {choice: [sgd, adamw]}
      """;

  @Test
  void values_lie_in_their_ranges_and_have_their_types() {
    SearchSpace space = SearchSpaceFile.parse("s", SPACE);

    assertThat(space.fixed()).isEqualTo(Map.of("network", "seed-cnn", "schedule", "constant"));
    assertThat(IntStream.rangeClosed(1, 200).mapToObj(trial -> space.draw(7, trial)))
        .allSatisfy(
            options -> {
              assertThat(options.keySet())
                  .containsExactly("learning-rate", "rotation", "batch-size", "optimizer");
              assertThat(number(options, "learning-rate")).isBetween(1e-4, 0.01);
              assertThat(number(options, "rotation")).isBetween(0.0, 30.0);
              assertThat(options.get("batch-size")).isIn(8, 9, 10);
              assertThat(options.get("optimizer")).isIn("sgd", "adamw");
            })
        .anySatisfy(options -> assertThat(options.get("batch-size")).isEqualTo(10))
        .anySatisfy(options -> assertThat(options.get("optimizer")).isEqualTo("sgd"));
  }

  /** Of two orders of magnitude, each has half of the draws: 1e-3 is the middle. */
  @Test
  void log_uniform_draws_each_order_of_magnitude_alike() {
    SearchSpace space = SearchSpaceFile.parse("s", SPACE);

    long small =
        IntStream.rangeClosed(1, 1000)
            .filter(trial -> number(space.draw(7, trial), "learning-rate") < 1e-3)
            .count();

    assertThat(small).isBetween(430L, 570L);
  }

  @Test
  void a_trial_depends_on_nothing_but_seed_trial_and_key() {
    SearchSpace space = SearchSpaceFile.parse("s", SPACE);
    SearchSpace more = SearchSpaceFile.parse("s", SPACE + "  dropout: {uniform: [0, 0.5]}\n");

    assertThat(space.draw(7, 3)).isEqualTo(space.draw(7, 3)).isNotEqualTo(space.draw(8, 3));
    assertThat(space.draw(7, 3)).isNotEqualTo(space.draw(7, 4));
    assertThat(more.draw(7, 3)).containsAllEntriesOf(space.draw(7, 3));
  }

  @Test
  void what_is_written_is_read_again() {
    SearchSpace space = SearchSpaceFile.parse("s", SPACE);

    assertThat(SearchSpaceFile.parse("again", SearchSpaceFile.text(space))).isEqualTo(space);
  }

  @Test
  void every_fault_is_told_at_once() {
    assertThatThrownBy(
            () ->
                SearchSpaceFile.parse(
                    "space.yaml",
                    """
                    fixed:
                      dropout: 0.2
                    search:
                      lerning-rate: {uniform: [0, 1]}
                      dropout: {uniform: [0, 0.5]}
                      epochs: {choice: [1, 2]}
                      rotation: {uniform: [30, 0]}
                      weight-decay: {log-uniform: [0, 1]}
                      blur: [0, 1]
                      shear: {uniform: [1]}
                    extra: {}
                    """))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll(
            "space.yaml have 8 faults",
            "no option 'lerning-rate'",
            "'dropout' is in 'fixed' and in 'search'",
            "'epochs' is the same for all trials",
            "rotation: uniform goes from a low to a higher number",
            "weight-decay: log-uniform goes from a low, above 0, to a higher",
            "blur must be {uniform",
            "shear: uniform takes two numbers",
            "no section 'extra'");
  }

  @Test
  void values_that_training_would_refuse_are_refused_before_it() {
    assertThatThrownBy(
            () ->
                SearchSpaceFile.parse(
                    "s", "search: {dropout: {uniform: [0, 1.5]}, optimizer: {choice: [adam]}}"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContainingAll("dropout is 1.5", "optimizer", "one of sgd, adamw");
    assertThatThrownBy(
            () ->
                SearchSpaceFile.parse(
                    "s", "{fixed: {batch-size: many}, search: {dropout: {uniform: [0, 0.5]}}}"))
        .hasMessageContaining("batch-size is \"many\"");
    assertThatThrownBy(() -> SearchSpaceFile.parse("s", "search: {}"))
        .hasMessageContaining("nothing to tune");
    assertThatThrownBy(() -> SearchSpaceFile.parse("s", "search: [1"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("not YAML");
  }

  @Test
  void an_option_that_is_set_is_searched_no_longer() {
    SearchSpace space =
        SearchSpaceFile.with(
            SearchSpaceFile.parse("s", SPACE), Map.of("rotation", "5", "network", "resnet-tiny"));

    assertThat(space.fixed()).containsEntry("rotation", 5).containsEntry("network", "resnet-tiny");
    assertThat(space.searched()).doesNotContainKey("rotation").containsKey("learning-rate");
    assertThatThrownBy(() -> SearchSpaceFile.with(space, Map.of("rotatoin", "5")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("rotatoin");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_built_in_spaces_can_be_trained_on_every_rung(boolean fineTuning) {
    SearchSpace space = SearchSpaceFile.builtIn(fineTuning);
    TuningSettings settings = new TuningSettings(Method.HALVING, 27, 3, 2, 1, space);

    assertThat(settings.rungs()).hasSizeGreaterThan(1);
    assertThat(ConfigFile.of(settings.options(27, settings.epochs())).loop().epochs())
        .isEqualTo(settings.epochs());
    assertThat(List.copyOf(space.searched().keySet())).contains("learning-rate");
  }

  private static double number(Map<String, Object> options, String key) {
    return (double) Objects.requireNonNull(options.get(key), key);
  }
}

package dev.greengrocer.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class LearningRateTest {

  private static final int BATCHES = 10;

  @Test
  void warm_up_grows_linearly_to_the_full_rate() {
    LearningRate rate = rate(Schedule.CONSTANT, 2);

    // 2 epochs of 10 batches are 20 steps; step k has k/20 of the rate.
    assertThat(rate.at(after(), 1)).isCloseTo(0.05, within(1e-12));
    assertThat(rate.at(after(), 10)).isCloseTo(0.5, within(1e-12));
    assertThat(rate.at(after(3.0), 10)).isCloseTo(1, within(1e-12));
    assertThat(rate.at(after(3.0, 2.0), 1)).isEqualTo(1);
  }

  @Test
  void cosine_falls_from_the_full_rate_through_the_middle_to_the_final_share() {
    LearningRate rate = rate(Schedule.COSINE, 0);

    assertThat(rate.at(after(), 1)).isCloseTo(1, within(1e-12));
    // Half of 4 epochs are done: halfway between 1 and the final share of 0.2.
    assertThat(rate.at(after(3.0, 2.0), 1)).isCloseTo(0.6, within(1e-12));
    // Three quarters: 0.2 + 0.8 * (1 + cos(135°)) / 2.
    assertThat(rate.at(after(3.0, 2.0, 1.0), 1)).isCloseTo(0.317157, within(1e-6));
  }

  @Test
  void epochs_of_the_head_alone_have_the_full_rate_and_the_schedule_follows_them() {
    ScheduleOptions cosine = new ScheduleOptions(Schedule.COSINE, 1, 1, 0.2, 2, 0.1, 2, 0.5);
    LearningRate rate = new LearningRate(cosine, 4, 1, BATCHES);

    assertThat(rate.at(after(), 1)).isEqualTo(1);
    assertThat(rate.at(after(), 10)).isEqualTo(1);
    // The first of ten steps of warm-up.
    assertThat(rate.at(after(3.0), 1)).isCloseTo(0.1, within(1e-12));
    // One of the two epochs after the warm-up is done: halfway between 1 and 0.2.
    assertThat(rate.at(after(3.0, 2.0, 1.0), 1)).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void step_multiplies_every_few_epochs() {
    LearningRate rate = rate(Schedule.STEP, 0);

    assertThat(rate.at(after(3.0), 5)).isEqualTo(1);
    assertThat(rate.at(after(3.0, 2.0), 1)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void plateau_reduces_after_each_stretch_without_a_lower_loss() {
    LearningRate rate = rate(Schedule.PLATEAU, 0);

    assertThat(rate.at(after(3.0, 2.0, 2.5), 1)).isEqualTo(1);
    assertThat(rate.at(after(3.0, 2.0, 2.5, 2.0), 1)).isEqualTo(0.5);
    assertThat(rate.at(after(3.0, 2.0, 2.5, 2.0, 1.9), 1)).isEqualTo(0.5);
    assertThat(rate.at(after(3.0, 2.0, 2.5, 2.0, 2.1, 2.2), 1)).isEqualTo(0.25);
  }

  private static LearningRate rate(Schedule schedule, double warmupEpochs) {
    return new LearningRate(
        new ScheduleOptions(schedule, 1, warmupEpochs, 0.2, 2, 0.1, 2, 0.5), 4, 0, BATCHES);
  }

  /** The history of epochs with these validation losses. */
  private static History after(double... losses) {
    return new History(
        DoubleStream.of(losses)
            .mapToObj(loss -> new EpochMetrics(1, 1, 1, loss, 0, 0, 1, 1))
            .toList());
  }
}

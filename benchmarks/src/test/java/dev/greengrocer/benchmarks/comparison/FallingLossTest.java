package dev.greengrocer.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FallingLossTest {

  @Test
  void a_loss_must_fall_below_that_of_guessing() {
    assertThatCode(() -> after(new FallingLoss(), "3.6", "3.5").requireLearned("peer"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> after(new FallingLoss(), "4.2", "3.6").requireLearned("peer"))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("peer: the loss went from 4.200 to 3.600");
    assertThatThrownBy(() -> after(new FallingLoss(), "3.4", "3.5").requireLearned("peer"))
        .isInstanceOf(WrongAnswerException.class);
  }

  @Test
  void from_above_it_must_fall_by_a_fiftieth() {
    assertThatCode(() -> after(FallingLoss.fromAbove(), "5.9", "4.3").requireLearned("peer"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> after(FallingLoss.fromAbove(), "5.9", "5.8").requireLearned("peer"))
        .isInstanceOf(WrongAnswerException.class);
  }

  @Test
  void a_loss_far_above_guessing_is_a_fault_at_once() {
    assertThat(new FallingLoss().fault("7.1")).isEmpty();
    assertThat(new FallingLoss().fault("7.2")).isPresent();
    assertThat(new FallingLoss().fault("NaN")).isPresent();
    assertThat(FallingLoss.fromAbove().fault("10.7")).isEmpty();
    assertThat(FallingLoss.fromAbove().fault("10.8")).isPresent();
  }

  private static FallingLoss after(FallingLoss judge, String... losses) {
    for (String loss : losses) {
      assertThat(judge.fault(loss)).isEmpty();
    }
    return judge;
  }
}

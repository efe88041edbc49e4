package dev.greengrocer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnswerTest {

  private static final Prediction PREDICTION =
      Prediction.of(LabelSet.ofNames(List.of("apple", "pear")), new double[] {0.7, 0.3});

  @Test
  void an_accepted_answer_is_one_name() {
    Answer answer = Answer.accept(new ClassScore("apple", 0.7), PREDICTION);

    assertThat(answer.decision()).isEqualTo(Decision.ACCEPT);
    assertThat(answer.reason()).isEqualTo(Reason.CONFIDENT);
    assertThat(answer.shortlist()).containsExactly(new ClassScore("apple", 0.7));
  }

  @Test
  void a_rejected_answer_names_nothing_but_keeps_its_prediction() {
    Answer answer = Answer.reject(Reason.NOT_PRODUCE, PREDICTION);

    assertThat(answer.decision()).isEqualTo(Decision.REJECT);
    assertThat(answer.shortlist()).isEmpty();
    assertThat(answer.prediction()).isEqualTo(PREDICTION);
  }

  @Test
  void a_shortlist_of_one_is_no_choice() {
    assertThatThrownBy(() -> Answer.shortlist(PREDICTION.top(1), PREDICTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SHORTLIST")
        .hasMessageContaining("1 names");
  }

  @Test
  void a_reason_belongs_to_one_decision() {
    assertThatThrownBy(() -> Answer.reject(Reason.CONFIDENT, PREDICTION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CONFIDENT");
  }

  @ParameterizedTest
  @EnumSource
  void every_reason_is_a_sentence_with_a_plain_id(Reason reason) {
    assertThat(reason.words()).matches("[A-Z][^.!?]*\\.");
    assertThat(reason.id()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void ids_are_what_programs_read() {
    assertThat(Decision.SHORTLIST.id()).isEqualTo("shortlist");
    assertThat(Reason.NOT_PRODUCE.id()).isEqualTo("not-produce");
  }
}

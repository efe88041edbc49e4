package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.Prediction;
import dev.greengrocer.Reason;
import dev.greengrocer.statistics.Proportion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DecisionMetricsTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              Label.of("apple"),
              Label.of("pear"),
              new Label("capsicum", List.of(), "pepper"),
              new Label("paprika", List.of(), "pepper")));

  private static final Prediction ANY = Prediction.of(LABELS, new double[] {0.4, 0.3, 0.2, 0.1});

  @Test
  void every_decision_is_counted_with_its_errors() {
    DecisionMetrics metrics =
        DecisionMetrics.of(
            LABELS,
            List.of("apple", "paprika", "pear", "apple", "paprika", "pear", "apple", "apple"),
            List.of(
                accept("apple"),
                accept("capsicum"), // a synonym of what it shows is right
                accept("apple"), // wrong
                shortlist("pear", "apple"),
                shortlist("pear", "capsicum", "apple"),
                shortlist("apple", "capsicum"), // wrong
                Answer.reject(Reason.DARK, ANY),
                Answer.reject(Reason.NOT_PRODUCE, ANY)));

    assertThat(metrics.accepted()).isEqualTo(new Proportion(3, 8));
    assertThat(metrics.acceptedWrong()).isEqualTo(new Proportion(1, 3));
    assertThat(metrics.shortlisted()).isEqualTo(new Proportion(3, 8));
    assertThat(metrics.shortlistRight()).isEqualTo(new Proportion(2, 3));
    assertThat(metrics.shortlistSizes()).isEqualTo(Map.of(2, 2L, 3, 1L));
    assertThat(metrics.meanShortlist()).isCloseTo(7.0 / 3, within(1e-12));
    assertThat(metrics.rejected()).isEqualTo(Map.of(Reason.DARK, 1L, Reason.NOT_PRODUCE, 1L));
    assertThat(metrics.allRejected()).isEqualTo(new Proportion(2, 8));
  }

  @Test
  void a_model_that_accepts_nothing_has_no_error_to_tell() {
    DecisionMetrics metrics =
        DecisionMetrics.of(LABELS, List.of("pear"), List.of(Answer.reject(Reason.UNSURE, ANY)));

    assertThat(metrics.acceptedWrong().value()).isEmpty();
    assertThat(metrics.shortlistRight().value()).isEmpty();
    assertThat(metrics.meanShortlist()).isZero();
  }

  private static Answer accept(String name) {
    return Answer.accept(new ClassScore(name, 0.9), ANY);
  }

  private static Answer shortlist(String... names) {
    return Answer.shortlist(Stream.of(names).map(name -> new ClassScore(name, 0.3)).toList(), ANY);
  }
}

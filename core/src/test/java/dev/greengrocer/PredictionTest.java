package dev.greengrocer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PredictionTest {

  private static final LabelSet LABELS =
      new LabelSet(
          List.of(
              new Label("capsicum", List.of(), "bell pepper"),
              Label.of("tomato"),
              new Label("paprika", List.of(), "bell pepper")));

  @Test
  void a_group_stands_under_its_most_probable_label_with_its_sum() {
    // The tomato is first alone, the group together: 0.25 + 0.375.
    Prediction prediction = Prediction.of(LABELS, new double[] {0.25, 0.375, 0.375});

    assertThat(prediction.best().label()).isEqualTo("tomato");
    assertThat(prediction.groups(LABELS))
        .containsExactly(new ClassScore("paprika", 0.625), new ClassScore("tomato", 0.375));
  }

  @Test
  void the_probabilities_of_a_group_add_up() {
    assertThat(LABELS.groupSums(new double[] {0.25, 0.375, 0.375})).containsExactly(0.625, 0.375);
    assertThatThrownBy(() -> LABELS.groupSums(new double[] {0.5, 0.5}))
        .hasMessage("2 probabilities for 3 labels");
  }
}

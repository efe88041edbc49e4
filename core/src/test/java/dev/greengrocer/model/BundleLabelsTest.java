package dev.greengrocer.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidModelException;
import dev.greengrocer.LabelSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleLabelsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "..",
        ".",
        "a/b",
        "..\\evil",
        "a\\..\\b",
        "a\u0000b",
        "\u001b[31mred"
      })
  void a_name_that_leads_out_of_its_folder_or_moves_a_terminal_is_refused(String name) {
    assertThatThrownBy(() -> BundleLabels.check(LabelSet.ofNames(List.of("apple", name))))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("control characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jalapeño", "back\\slash", "=1+1", "a,b", "two\nlines", "~", "1.0", "🍎", "a..b"})
  void whatever_a_folder_can_be_called_is_a_name(String name) {
    assertThatCode(() -> BundleLabels.check(LabelSet.ofNames(List.of("apple", name))))
        .doesNotThrowAnyException();
  }
}

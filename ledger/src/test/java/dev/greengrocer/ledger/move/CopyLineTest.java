package dev.greengrocer.ledger.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyLineTest {

  private final CopyLine line = new CopyLine();

  @Test
  void values_are_separated_by_tabs_and_nothing_differs_from_empty_text() {
    line.text("a");
    line.nothing();
    line.text("");
    line.whole(Long.MIN_VALUE);
    line.number(1e-5);
    line.flag(true);
    line.flag(false);

    assertThat(line).hasToString("a\t\\N\t\t-9223372036854775808\t1.0E-5\tt\tf");

    line.clear();
    line.text("b");
    assertThat(line).hasToString("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\N",
        "\\.",
        "a\tb\nc\rd\be\ff\u000bg\\h",
        "ñ € 🍎 \u0001 \u007f \u0085 \u2028 \ufeff \uffff \ufffd",
        "e\u0301 שלום"
      })
  void text_comes_out_as_it_went_in(String text) {
    line.text("before");
    line.text(text);
    line.text("after");
    CopyFields fields = new CopyFields();

    fields.begin((line + "\n").getBytes(StandardCharsets.UTF_8));
    fields.next();
    fields.next();

    assertThat(fields.text()).isEqualTo(text);
    fields.next();
    assertThat(fields.text()).isEqualTo("after");
  }

  @Test
  void long_text_makes_the_line_grow() {
    String text = "🍎".repeat(100_000);

    line.text(text);

    assertThat(line).hasToString(text);
  }

  @Test
  void what_postgresql_cannot_store_is_refused() {
    assertThatThrownBy(() -> line.text("a\0b")).hasMessageContaining("U+0000");
    assertThatThrownBy(() -> line.text("a\ud800")).hasMessageContaining("not Unicode");
    assertThatThrownBy(() -> line.text("\udc00\ud800")).hasMessageContaining("not Unicode");
  }
}

package dev.greengrocer.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "\t=1",
        "\n=1",
        " =1",
        "\uff1d1"
      })
  void what_a_spreadsheet_would_run_gets_an_apostrophe_and_loses_it_again(String formula) {
    String cell = line(formula);

    assertThat(cell.replace("\"", "")).startsWith("'");
    assertThat(Csv.text("'" + formula)).isEqualTo(formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomato", "-0.50", "+49151234", "1=1", "O'Neill", ""})
  void everything_else_stays_as_it_is(String text) {
    assertThat(line(text)).isEqualTo(text);
    assertThat(Csv.text(text)).isEqualTo(text);
  }

  @Test
  void a_number_is_never_a_formula_however_it_is_written() {
    assertThat(Csv.cell(-4.5e-7)).isEqualTo("-4.5E-7");
    assertThat(Csv.cell(-1.25e9)).isEqualTo("-1.25E9");
    assertThat(Csv.cell("-4.5E-7")).as("a text that looks like one").isEqualTo("'-4.5E-7");
  }

  @Test
  void what_is_absent_is_an_empty_cell() {
    StringBuilder file = new StringBuilder();
    Csv.to(file, "a", "b").line(1, null);

    assertThat(file).hasToString("a,b\r\n1,\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "say \"hi\"", "two\nlines", "a\r", " around "})
  void what_would_part_a_cell_or_be_lost_is_quoted(String text) {
    assertThat(line(text)).isEqualTo('"' + text.replace("\"", "\"\"") + '"');
  }

  @Test
  void a_file_for_other_commands_has_line_feeds_and_the_same_guard() {
    StringBuilder file = new StringBuilder();
    Csv.piped(file, "path", "label").line("=cmd|' /C calc'!A0.jpg", "kiwi");

    assertThat(file).hasToString("path,label\n'=cmd|' /C calc'!A0.jpg,kiwi\n");
  }

  private static String line(String cell) {
    StringBuilder file = new StringBuilder();
    Csv.to(file, "first", "second").line("x", cell);
    return file.substring("first,second\r\nx,".length(), file.length() - 2);
  }
}

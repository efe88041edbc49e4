package dev.greengrocer.ledger.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTableTest {

  private static final SettingTable TABLE =
      new SettingTable("shop.printers", List.of("address", "columns", "characters"));

  @Test
  void each_line_is_a_row_whose_last_columns_may_be_missing() {
    assertThat(TABLE.entries("counter-1: 10.0.0.1:9100, 42\n\n counter 2 : [::1]:9100,,cp866\n"))
        .isEqualTo(
            Map.of(
                "shop.printers[counter-1].address", "10.0.0.1:9100",
                "shop.printers[counter-1].columns", "42",
                "shop.printers[counter 2].address", "[::1]:9100",
                "shop.printers[counter 2].characters", "cp866"));
    assertThat(TABLE.entries("")).isEmpty();
  }

  @Test
  void properties_are_written_as_lines() {
    Map<String, String> below = new TreeMap<>();
    below.put("counter-1.address", "10.0.0.1:9100");
    below.put("counter-1.columns", "42");
    below.put("counter-2.characters", "cp866");
    below.put("counter-2.address", "printer:9100");
    below.put("counter-2.colour", "what no column is");

    assertThat(TABLE.text(below))
        .isEqualTo("counter-1: 10.0.0.1:9100, 42\ncounter-2: printer:9100, , cp866\n");
    assertThat(TABLE.text(Map.of("", ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"counter-1", ": 10.0.0.1:9100", "a: 1, 2, 3, 4", "a[0]: 1", "a: 1\na: 2"})
  void what_is_no_row_is_refused(String text) {
    assertThatThrownBy(() -> TABLE.entries(text)).isInstanceOf(InvalidConfigurationException.class);
  }
}

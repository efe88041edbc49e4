package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarcodePatternTest {

  @Test
  void a_check_digit_is_that_of_an_ean_13() {
    // 4 + 3·0 + 0 + 3·6 + 3 + 3·8 + 1 + 3·3 + 3 + 3·3 + 9 + 3·3 = 89, and 90 - 89 = 1
    assertThat(ScaleLabels.checkDigit("4006381333931")).isEqualTo(1);
    assertThat(ScaleLabels.checkDigit("5901234123457")).isEqualTo(7);
    assertThat(ScaleLabels.checkDigit("0000000000000")).isZero();
  }

  @Test
  void places_are_found_by_their_letters() {
    BarcodePattern pattern = BarcodePattern.parse("20-24IIIIxPPPPPC");
    assertThat(pattern.fits("2412345678901")).isTrue();
    assertThat(pattern.fits("2512345678901")).isFalse();
    assertThat(pattern.digits("2012345678901", 'I')).isEqualTo("1234");
    assertThat(pattern.digits("2012345678901", 'P')).isEqualTo("67890");
    assertThat(pattern.digits("2012345678901", 'W')).isEmpty();
  }

  @Test
  void a_label_is_written_where_it_is_read() {
    // 2·1 + 0·3 + 0·1 + 4·3 + 0·1 + 6·3 + 4·1 + 0·3 + 0·1 + 3·3 + 4·1 + 7·3 = 70
    assertThat(BarcodePattern.parse("20-24IIIIIPPPPPC").write("4064", 'P', 347))
        .contains("2004064003470");
    // 0·1 + 2·3 + 4·1 + 0·3 + 6·1 + 4·3 + 0·1 + 0·3 + 0·1 + 5·3 + 3·1 + 4·3 = 58
    assertThat(BarcodePattern.parse("02IIIIxxWWWWC").write("4064", 'W', 534))
        .contains("0240640005342");
    BarcodePattern weights = BarcodePattern.parse("29IIIIxxWWWWC");
    assertThat(weights.write("4064", 'P', 534)).isEmpty();
    assertThat(weights.write("14064", 'W', 534)).isEmpty();
    assertThat(weights.write("4064", 'W', 9_999)).isPresent();
    assertThat(weights.write("4064", 'W', 10_000)).isEmpty();
  }

  @Test
  void patterns_that_are_good_PLACEHOLDER() {}

  @Test
  void patterns_that_cannot_be_are_all_named_at_once() {
    assertThatThrownBy(
            () ->
                new BarcodeSettings(
                    List.of(
                        "30IIIIIPPPPPC",
                        "20IIIIIPPPPP",
                        "21IIIIIPPWWWC",
                        "22IIIIIPPPPPC",
                        "22-23IIIIIWWWWWC")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("30IIIIIPPPPPC")
        .hasMessageContaining("'20IIIIIPPPPP'")
        .hasMessageContaining("21IIIIIPPWWWC")
        .hasMessageContaining("pattern 22-23IIIIIWWWWWC: its prefix has two");
  }
}

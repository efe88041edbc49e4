package dev.greengrocer.ledger.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DaysTest {

  @Test
  void days_are_counted_with_the_first_and_the_last_one() {
    Days days = new Days(LocalDate.parse("2026-11-24"), LocalDate.parse("2026-11-30"));

    assertThat(days.count()).isEqualTo(7);
    assertThat(days.before())
        .isEqualTo(new Days(LocalDate.parse("2026-11-17"), LocalDate.parse("2026-11-23")));
    assertThat(new Days(LocalDate.parse("0001-01-01"), LocalDate.parse("9999-12-31")).count())
        .isEqualTo(3_652_059);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24, 2026-11-23",
    "0001-01-01, +11759222-01-01", // 4,294,967,296 days and some: an int would be small
    "-999999999-01-01, 2026-11-24",
    "+999999999-12-31, +999999999-12-31"
  })
  void what_no_calendar_of_a_shop_has_is_refused(String first, String last) {
    LocalDate from = LocalDate.parse(first);
    LocalDate to = LocalDate.parse(last);

    assertThatThrownBy(() -> new Days(from, to)).isInstanceOf(IllegalArgumentException.class);
  }
}

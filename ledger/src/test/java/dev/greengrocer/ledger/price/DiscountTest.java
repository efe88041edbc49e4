package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiscountTest {

  @Test
  void a_share_or_an_amount_is_read_as_it_is_typed() {
    assertThat(Discount.parse("10 %", " bruised ", 2))
        .isEqualTo(new Discount(1000, null, "bruised"));
    assertThat(Discount.parse("12,5%", "x", 2).hundredths()).isEqualTo(1250);
    assertThat(Discount.parse("1,50", "x", 2).amount()).isEqualTo(150);
    assertThat(Discount.parse("12.5 %", "x", 2).percent()).isEqualTo("12.5");
    assertThat(Discount.parse("100%", "x", 2).percent()).isEqualTo("100");
    for (String none : List.of("0 %", "100.01 %", "1.234 %", "-1", "0", "ten", "%", "1.234")) {
      assertThatThrownBy(() -> Discount.parse(none, "x", 2))
          .as(none)
          .isInstanceOf(MalformedQuantityException.class)
          .hasMessageContaining("discount");
    }
    for (String none : List.of(" ", "x".repeat(101), "a\nb")) {
      assertThatThrownBy(() -> Discount.parse("1", none, 2)).hasMessageContaining("reason");
    }
  }

  @Test
  void a_share_is_rounded_half_up_and_no_more_than_all_is_taken_off() {
    assertThat(new Discount(1000, null, "x").off(105)).isEqualTo(11); // 10.5
    assertThat(new Discount(1000, null, "x").off(104)).isEqualTo(10);
    assertThat(new Discount(10_000, null, "x").off(105)).isEqualTo(105);
    assertThat(new Discount(null, 200L, "x").off(105)).isEqualTo(105);
  }

  @Test
  void shares_are_whole_and_the_largest_remainders_get_what_is_left() {
    assertThat(Discount.shares(100, List.of(90L, 270L))).containsExactly(25L, 75L);
    // 33.3 each; the first gets the cent that is left.
    assertThat(Discount.shares(100, List.of(50L, 50L, 50L))).containsExactly(34L, 33L, 33L);
    // 16.67, 50, 33.33
    assertThat(Discount.shares(100, List.of(50L, 150L, 100L))).containsExactly(17L, 50L, 33L);
    assertThat(Discount.shares(0, List.of(0L, 0L))).containsExactly(0L, 0L);
  }

  @Test
  void shares_add_up_and_are_never_more_than_what_they_are_taken_off() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      List<Long> totals = new ArrayList<>();
      long sum = 0;
      for (int line = random.nextInt(1, 9); line > 0; line--) {
        long total = random.nextLong(0, 9_999_999_999L);
        totals.add(total);
        sum += total;
      }
      long off = sum == 0 ? 0 : random.nextLong(0, sum + 1);
      List<Long> shares = Discount.shares(off, totals);
      assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(off);
      for (int line = 0; line < totals.size(); line++) {
        assertThat(shares.get(line)).isBetween(0L, totals.get(line));
      }
    }
  }
}

package dev.greengrocer.ledger.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.ledger.price.TaxRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SaleTaxesTest {

  private static final TaxRate SEVEN = new TaxRate(700);
  private static final TaxRate NINETEEN = new TaxRate(1_900);

  @Test
  void prices_that_hold_the_tax_are_divided() {
    SaleTaxes taxes =
        SaleTaxes.of(
            true, List.of(taxed(NINETEEN, 650), taxed(SEVEN, 100), taxed(SEVEN, 135), none(40)));

    // 2.35 × 7 / 107 = 0.1537…; 6.50 × 19 / 119 = 1.0378…
    assertThat(taxes.sums())
        .containsExactly(new SaleTaxes.Sum(SEVEN, 220, 15), new SaleTaxes.Sum(NINETEEN, 546, 104));
    assertThat(taxes.added()).isZero();
  }

  @Test
  void prices_without_the_tax_get_it_on_top_of_their_sum() {
    TaxRate rate = new TaxRate(825);
    SaleTaxes taxes = SaleTaxes.of(false, List.of(taxed(rate, 100), taxed(rate, 135), none(40)));

    // 2.35 × 8.25 % = 0.193875; line by line it would be 0.08 + 0.11 as well, but not always.
    assertThat(taxes.sums()).containsExactly(new SaleTaxes.Sum(rate, 235, 19));
    assertThat(taxes.added()).isEqualTo(19);
  }

  @Test
  void halves_of_the_smallest_coin_are_rounded_up() {
    assertThat(new TaxRate(500).onTopOf(10)).isEqualTo(1); // 0.5
    assertThat(new TaxRate(500).onTopOf(30)).isEqualTo(2); // 1.5
    assertThat(new TaxRate(10_000).within(3)).isEqualTo(2); // 1.5
    assertThat(new TaxRate(0).within(999)).isZero();
  }

  @Test
  void sums_by_rate_add_up_to_what_the_goods_cost_whatever_is_sold() {
    Random random = new Random(7);
    for (int sale = 0; sale < 2_000; sale++) {
      List<SaleTaxes.Taxed> goods = new ArrayList<>();
      long ratedTotal = 0;
      for (int line = random.nextInt(200); line >= 0; line--) {
        TaxRate rate = random.nextInt(5) == 0 ? null : new TaxRate(random.nextInt(8) * 325);
        long total = random.nextLong(100_000_000);
        ratedTotal += rate == null ? 0 : total;
        goods.add(new SaleTaxes.Taxed(rate, total));
      }

      SaleTaxes included = SaleTaxes.of(true, goods);
      SaleTaxes added = SaleTaxes.of(false, goods);

      assertThat(included.sums().stream().mapToLong(SaleTaxes.Sum::gross).sum())
          .isEqualTo(ratedTotal);
      assertThat(added.sums().stream().mapToLong(SaleTaxes.Sum::net).sum()).isEqualTo(ratedTotal);
      assertThat(added.sums().stream().mapToLong(SaleTaxes.Sum::gross).sum())
          .isEqualTo(ratedTotal + added.added());
      for (SaleTaxes.Sum sum : included.sums()) {
        // The tax of the net amount is the tax, to half the smallest coin.
        BigDecimal exact =
            BigDecimal.valueOf(sum.gross())
                .multiply(BigDecimal.valueOf(sum.rate().hundredths()))
                .divide(
                    BigDecimal.valueOf(10_000L + sum.rate().hundredths()), 9, RoundingMode.FLOOR);
        assertThat(exact.subtract(BigDecimal.valueOf(sum.tax())).abs())
            .isLessThanOrEqualTo(new BigDecimal("0.5"));
      }
    }
  }

  private static SaleTaxes.Taxed taxed(@Nullable TaxRate rate, long total) {
    return new SaleTaxes.Taxed(rate, total);
  }

  private static SaleTaxes.Taxed none(long total) {
    return new SaleTaxes.Taxed(null, total);
  }
}

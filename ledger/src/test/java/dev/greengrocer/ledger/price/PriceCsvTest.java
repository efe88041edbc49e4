package dev.greengrocer.ledger.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PriceCsvTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private final Till till =
      new Till(
          () ->
              new CheckoutSettings(
                  "Shop",
                  Currency.getInstance("EUR"),
                  RoundingMode.HALF_UP,
                  BigDecimal.ZERO,
                  BigDecimal.valueOf(25),
                  "",
                  Duration.ofDays(1)));

  @Test
  void a_list_is_read_whatever_order_its_columns_have() {
    PriceCsv.Reading read =
        read("PLU,Price,Unit,Name,From,To\n4087,2.99,kg,tomato,2026-12-01,2026-12-31\n");

    assertThat(read.faults()).isEmpty();
    assertThat(read.prices())
        .containsExactly(
            new Price(
                "tomato",
                Unit.KG,
                299,
                "4087",
                null,
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2026, 12, 31)));
  }

  @Test
  void a_list_that_a_spreadsheet_wrote_is_read() {
    PriceCsv.Reading read = read("\uFEFFname;unit;price\r\njalapeño;kg;9,90\r\n");

    assertThat(read.prices())
        .containsExactly(new Price("jalapeño", Unit.KG, 990, null, null, TODAY, null));
  }

  @Test
  void a_list_with_the_sign_of_the_currency_and_words_for_the_units_is_read() {
    PriceCsv.Reading read =
        read(
            """
            name;unit;price
            medlar;Kilo;3,19 €
            quince;Stück;€ 0,90
            fig;Stk.;0.50 EUR
            date;pcs;,25€
            """);

    assertThat(read.faults()).isEmpty();
    assertThat(read.prices())
        .extracting(Price::name, Price::unit, Price::amount)
        .containsExactly(
            tuple("medlar", Unit.KG, 319L),
            tuple("quince", Unit.PIECE, 90L),
            tuple("fig", Unit.PIECE, 50L),
            tuple("date", Unit.PIECE, 25L));
  }

  @Test
  void a_price_in_another_currency_is_refused_with_its_line() {
    PriceCsv.Reading read =
        read(
            """
            name;unit;price
            medlar;kg;3,19 $
            quince;kg;£2.50
            fig;kg;2,50 CHF
            date;kg;2,50 zł
            pear;kg;2,50 apples
            plum;Bund;2,50 €
            """);

    assertThat(read.faults())
        .containsExactly(
            "line 2: price '3,19 $': the currency of the shop is EUR",
            "line 3: price '£2.50': the currency of the shop is EUR",
            "line 4: price '2,50 CHF': the currency of the shop is EUR",
            "line 5: price '2,50 zł': the currency of the shop is EUR",
            "line 6: price '2,50 apples': a number such as 2.99",
            "line 7: unit 'Bund': kg or piece");
  }

  @Test
  void every_fault_is_listed_with_its_line() {
    PriceCsv.Reading read =
        read(
            """
            name,unit,price,plu,from,to
            tomato,kg,2.99,,,
            ,kg,1.00,,,
            kiwi,dozen,-3,,,
            pear,kg,2.00,12,,
            plum,kg,2.00,,tomorrow,
            leek,kg,2.00,,2026-12-02,2026-12-01
            tomato,kg,3.99,,,
            fig,piece,0.50,4011,,
            date,piece,0.50,4011,,
            """);

    assertThat(read.prices()).isEmpty();
    assertThat(read.faults())
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactly(
            "line 3", "line 4", "line 4", "line 5", "line 6", "line 7", "line 8", "line 10");
    assertThat(String.join("\n", read.faults()))
        .contains("kg or piece", "price '-3'", "PLU '12'", "2026-11-24", "two prices", "'fig'");
  }

  @Test
  void what_is_no_list_says_so() {
    assertThat(read("").faults()).hasSize(3);
    assertThat(read("name,unit,price\n").faults())
        .containsExactly("line 1: no prices below the header");
    assertThat(read("a,b\n1,2\n").faults().get(0)).contains("no column 'name'");
    assertThat(read("name,unit,price\n\"open").faults().get(0)).contains("not a CSV file");
  }

  @Test
  void what_a_spreadsheet_would_run_is_written_as_text_and_read_back() {
    List<Price> prices =
        List.of(
            new Price("=HYPERLINK(\"x\")", Unit.KG, 299, null, null, TODAY, null),
            new Price("-lemon", Unit.PIECE, 50, null, null, TODAY, null),
            new Price("'quoted'", Unit.PIECE, 50, null, null, TODAY, null));
    StringBuilder file = new StringBuilder();

    PriceCsv.write(file, prices, till);

    assertThat(file.toString()).contains("'=HYPERLINK").contains("'-lemon");
    assertThat(read(file.toString()).prices()).isEqualTo(prices);
  }

  private PriceCsv.Reading read(String file) {
    return PriceCsv.read(file, till, TODAY);
  }
}

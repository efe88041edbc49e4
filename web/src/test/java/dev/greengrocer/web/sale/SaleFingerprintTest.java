package dev.greengrocer.web.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.files.Sha256;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The hashes are in the books: what is written here must never change. */
class SaleFingerprintTest {

  private final JsonMapper json = new JsonMapper();

  @Test
  void the_least_sale() {
    assertThat(sale("{'lines': [{'name': 'kiwi', 'pieces': 3}]}"))
        .isEqualTo(Sha256.of("sale 1\n0:\n0:\n4:cash\nline\n4:kiwi\n0:\n0:\n0:\n1:3\n0:"));
  }

  @Test
  void a_sale_with_everything() {
    assertThat(
            sale(
                """
                {'customer': 'Ann', 'mobile': '+4917012345', 'payment': 'cash', 'cashGiven': '20.00',
                 'discount': {'amount': '0.50', 'reason': 'regular'},
                 'lines': [{'name': ' jalapen\u0303o ', 'predictionId': 'p1', 'kilograms': '1.50',
                   'tareKilograms': '0.020', 'price': '2.0',
                   'discount': {'percent': '10.0', 'reason': 'ripe'}}]}
                """))
        .isEqualTo(
            Sha256.of(
                "sale 1\n3:Ann\n11:+4917012345\n4:cash\ncash\n2:20"
                    + "\nline\n8:jalape\u00f1o\n2:p1\n3:1.5\n4:0.02\n0:\n1:2"
                    + "\ndiscount\n10:percent 10\n4:ripe"
                    + "\ndiscount\n10:amount 0.5\n7:regular"));
  }

  @Test
  void a_tare_of_nothing_is_none() {
    String none = sale("{'lines': [{'name': 'kiwi', 'kilograms': '1'}]}");

    assertThat(sale("{'lines': [{'name': 'kiwi', 'kilograms': '1', 'tareKilograms': '0.0'}]}"))
        .isEqualTo(none);
    assertThat(sale("{'lines': [{'name': 'kiwi', 'kilograms': '1', 'tareKilograms': '0.1'}]}"))
        .isNotEqualTo(none);
  }

  @Test
  void a_return() {
    String wish =
        """
        {'payment': 'card', 'reason': 'bruised',
         'lines': [{'line': 1, 'kilograms': '0.250'}, {'line': 2, 'pieces': 4}]}
        """;

    assertThat(SaleFingerprint.of("s1", read(wish, ReturnWish.class)))
        .isEqualTo(
            Sha256.of(
                "return 1\n2:s1\n4:card\n7:bruised\nline\n1:1\n4:0.25\n0:\nline\n1:2\n0:\n1:4"));
  }

  private String sale(String wish) {
    return SaleFingerprint.of(read(wish, SaleWish.class));
  }

  private <T> T read(String wish, Class<T> type) {
    return json.readValue(wish.replace('\'', '"'), type);
  }
}

package dev.greengrocer.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingFieldTest {

  private static List<SettingField> fields() {
    return SettingsCatalogue.with(List.of()).stream()
        .flatMap(section -> section.fields().stream())
        .toList();
  }

  private static SettingField field(String id) {
    return fields().stream().filter(field -> field.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void an_address_is_typed_in_lines_and_kept_in_one() {
    SettingField address = field("tax-address");

    assertThat(address.text(List.of(" 1 High Street \r\n\r\n Ely ")))
        .isEqualTo("1 High Street|Ely");
    assertThat(address.shown("1 High Street | Ely")).isEqualTo("1 High Street\nEly");
    assertThat(address.same("1 High Street | Ely", "1 High Street|Ely")).isTrue();
    assertThat(address.same("1 High Street|Ely", "2 High Street|Ely")).isFalse();
  }

  @Test
  void a_number_has_a_point_or_a_comma_before_its_decimals() {
    SettingField coin = field("checkout-cash-step");

    assertThat(coin.text(List.of(" 0,05 "))).isEqualTo("0.05");
    assertThat(coin.text(List.of("0.05"))).isEqualTo("0.05");
    assertThat(coin.text(List.of("1.234,00")))
        .as("either may be of thousands")
        .isEqualTo("1.234,00");
    assertThat(field("checkout-shop").text(List.of("1,5"))).isEqualTo("1,5");
  }

  @Test
  void a_list_has_an_entry_on_each_line() {
    SettingField names = field("favourites-names");

    assertThat(names.text(List.of("banana\r\n\r\n red, sweet apple ")))
        .isEqualTo("banana\nred, sweet apple\n");
    assertThat(names.text(List.of(" \r\n"))).isEmpty();
    assertThat(names.shown("banana\nkiwi\n")).isEqualTo("banana\nkiwi");
  }

  @Test
  void marks_are_taken_in_the_order_of_the_choices_and_only_those_that_there_are() {
    SettingField acts = field("supervisor-approves");

    assertThat(acts.text(List.of("price", "void", "everything"))).isEqualTo("void\nprice\n");
    assertThat(acts.text(List.of())).isEmpty();
    assertThat(acts.same("PRICE\nVOID\n", "void\nprice\n")).isTrue();
    assertThat(field("tax-included").text(List.of())).isEqualTo("false");
    assertThat(field("tax-included").text(List.of("true"))).isEqualTo("true");
  }

  @Test
  void no_two_fields_share_a_name() {
    Set<String> names = new HashSet<>();

    assertThat(fields()).isNotEmpty().allMatch(field -> names.add(field.id()));
  }
}

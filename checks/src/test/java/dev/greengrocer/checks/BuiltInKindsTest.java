package dev.greengrocer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.BuiltInLabels;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.model.ModelBundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Data sets, the bundled model and the price list of a new shop call the same kinds by one name.
 */
final class BuiltInKindsTest {

  private static final Path BUNDLED =
      Path.of(System.getProperty("greengrocer.home", ".."), "models", "bundled");

  @Test
  void a_new_shop_has_a_price_for_each_built_in_kind() throws IOException {
    assertThat(priced()).containsExactlyElementsOf(BuiltInLabels.labels().names());
  }

  @Test
  void a_new_shop_has_a_price_for_each_label_of_the_bundled_model() throws IOException {
    assertThat(priced()).containsAll(ModelBundles.open(BUNDLED).labels().names());
  }

  @Test
  void synonyms_of_the_bundled_model_are_those_of_the_built_in_kinds() {
    LabelSet builtIn = BuiltInLabels.labels();

    for (Label label : ModelBundles.open(BUNDLED).labels().labels()) {
      assertThat(builtIn.get(builtIn.indexOf(label.name())).group())
          .as(label.name())
          .isEqualTo(label.group());
    }
  }

  private static List<String> priced() throws IOException {
    try (InputStream file = PriceList.class.getResourceAsStream("prices.csv")) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(row -> row.substring(0, row.indexOf(',')))
          .toList();
    }
  }
}

package dev.greengrocer.lab.dataset.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greengrocer.InvalidDatasetException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.dataset.BuiltInLabels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassNamesTest {

  @Test
  void the_built_in_labels_stand_in_alphabetical_order() {
    List<String> names = BuiltInLabels.labels().names();

    assertThat(names).isSorted().contains("jalapeño", "sweet potato", "soy beans");
  }

  @Test
  void the_kinds_that_shops_sell_beyond_the_reference_split_are_built_in() {
    assertThat(BuiltInLabels.labels().names())
        .contains("avocado", "lime", "melon", "nectarine", "papaya", "passion fruit", "peach")
        .contains("plum", "grapefruit", "mandarin", "asparagus", "leek", "mushroom", "zucchini");
  }

  @ParameterizedTest
  @CsvSource({
    "Avocados, avocado",
    "courgettes, zucchini",
    "Zucchinis, zucchini",
    "clementine, mandarin",
    "Tangerines, mandarin",
    "satsuma, mandarin",
    "Mandarin_Orange, mandarin",
    "Cantaloupe, melon",
    "Honeydew-Melon, melon",
    "champignons, mushroom",
    "passionfruit, passion fruit",
    "Passion-Fruit, passion fruit",
    "pawpaw, papaya",
    "peaches, peach",
    "white asparagus, asparagus",
    "water melon, watermelon",
  })
  void names_of_the_further_kinds_mean_their_label(String className, String label) {
    ClassNames names = ClassNames.resolve(List.of(className), Optional.empty());

    assertThat(names.label(className).name()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clementine", "satsuma", "Cantaloupe", "honeydew melon", "white asparagus"})
  void a_sort_shows_its_kind_and_is_no_alias_for_it_has_a_price_of_its_own(String sort) {
    LabelSet labels = BuiltInLabels.labels();

    Label shown = ClassNames.resolve(List.of(sort), Optional.empty()).label(sort);

    assertThat(labels.labels()).contains(shown);
    assertThat(labels.find(sort)).isEmpty();
  }

  @Test
  void every_built_in_kind_has_other_spellings() {
    LabelSet labels = BuiltInLabels.labels();

    assertThat(labels.labels())
        .filteredOn(label -> label.aliases().isEmpty())
        .as("kinds without any alias")
        .isEmpty();
  }

  @Test
  void misspelt_and_other_names_mean_their_label() {
    ClassNames names =
        ClassNames.resolve(
            List.of("raddish", "jalepeno", "sweetpotato", "Aubergine", "maize"), Optional.empty());

    assertThat(names.label("raddish").name()).isEqualTo("radish");
    assertThat(names.label("jalepeno").name()).isEqualTo("jalapeño");
    assertThat(names.label("sweetpotato").name()).isEqualTo("sweet potato");
    assertThat(names.label("Aubergine").name()).isEqualTo("eggplant");
    assertThat(names.label("maize").name()).isEqualTo("corn");
  }

  @Test
  void synonyms_share_a_group() {
    LabelSet labels = BuiltInLabels.labels();

    assertThat(group(labels, "capsicum"))
        .isEqualTo(group(labels, "paprika"))
        .isEqualTo(group(labels, "bell pepper"));
    assertThat(group(labels, "sweet corn")).isEqualTo(group(labels, "corn"));
    assertThat(group(labels, "jalapeño")).isEqualTo(group(labels, "chilli pepper"));
    assertThat(group(labels, "potato")).isNotEqualTo(group(labels, "sweet potato"));
  }

  @Test
  void a_kind_that_is_only_similar_is_no_alias() {
    LabelSet labels = BuiltInLabels.labels();

    assertThat(labels.find("yam")).isEmpty();
    assertThat(labels.find("pomelo")).isEmpty();
    assertThat(labels.find("courgette")).isNotEqualTo(labels.find("cucumber"));
    assertThat(labels.find("lime")).isNotEqualTo(labels.find("lemon"));
  }

  @Test
  void other_class_lists_work_without_a_label_file() {
    ClassNames names =
        ClassNames.resolve(List.of("zebra", "Dragon_Fruit", "dragon fruit"), Optional.empty());

    assertThat(names.expected()).containsExactly(Label.of("Dragon_Fruit"), Label.of("zebra"));
    assertThat(names.label("dragon fruit").name()).isEqualTo("Dragon_Fruit");
  }

  @Test
  void a_label_file_decides_on_names_and_order() {
    LabelSet file =
        new LabelSet(
            List.of(Label.of("zebra"), new Label("kiwi", List.of("chinese gooseberry"), "kiwi")));
    ClassNames names = ClassNames.resolve(List.of("Chinese Gooseberry"), Optional.of(file));

    assertThat(names.expected()).extracting(Label::name).containsExactly("zebra", "kiwi");
    assertThat(names.label("Chinese Gooseberry").name()).isEqualTo("kiwi");
  }

  @Test
  void every_name_that_a_label_file_lacks_is_told_at_once() {
    LabelSet file = LabelSet.ofNames(List.of("kiwi"));

    assertThatThrownBy(
            () -> ClassNames.resolve(List.of("kiwi", "mango", "lemon"), Optional.of(file)))
        .isInstanceOf(InvalidDatasetException.class)
        .hasMessageContaining("2 of 3 class names: lemon, mango");
  }

  private static String group(LabelSet labels, String name) {
    return labels.find(name).orElseThrow().group();
  }
}

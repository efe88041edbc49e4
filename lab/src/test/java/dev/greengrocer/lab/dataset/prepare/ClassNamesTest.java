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

final class ClassNamesTest {

  @Test
  void the_built_in_labels_are_36_in_alphabetical_order() {
    List<String> names = BuiltInLabels.labels().names();

    assertThat(names).hasSize(36).isSorted().contains("jalapeño", "sweet potato", "soy beans");
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
    assertThat(BuiltInLabels.labels().find("courgette")).isEmpty();
    assertThat(BuiltInLabels.labels().find("yam")).isEmpty();
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

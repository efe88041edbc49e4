package dev.greengrocer.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.image.Preprocessing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class ModelCardTest {

  private static final ModelDescription UNMEASURED =
      new ModelDescription(
          "tiny \"1\"",
          "tiny",
          LabelSet.ofNames(List.of("apple", "kiwi")),
          new Preprocessing(8, 6, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)),
          new Provenance(
              "ab".repeat(32),
              "0.1.0 (1a2b3c4)",
              42,
              "2026-11-23T01:02:03Z",
              Map.of("epochs", "2"),
              Map.of("cores", "2")),
          List.of());

  @Test
  void the_card_of_an_unmeasured_model_claims_nothing() {
    String card = ModelCard.markdown(UNMEASURED);

    assertThat(card).contains("Not measured yet.").doesNotContain("model-index");
  }

  @Test
  void a_card_claims_no_licence_and_no_domain_that_its_owner_did_not_give() {
    String card = ModelCard.markdown(UNMEASURED);

    assertThat(card).doesNotContain("license").doesNotContain("fruit").doesNotContain("vegetable");
    assertThat(ModelCard.markdown(UNMEASURED, "---\nlicense: mit\ntags: []\n---\n\n# x\n"))
        .startsWith("---\nlicense: mit\nlibrary_name: onnx\n");
    assertThat(ModelCard.markdown(UNMEASURED, "---\ntags: []\n---\nlicense: mit\n"))
        .doesNotContain("license");
  }

  @Test
  void the_card_names_labels_input_and_how_to_make_the_model_again() {
    assertThat(ModelCard.markdown(UNMEASURED))
        .contains("Labels: apple, kiwi.")
        .contains("`[N, 3, 6, 6]`: short side resized to 8 pixels")
        .contains("`[N, 2]` logits")
        .contains("- seed: `42`")
        .contains("- epochs: `2`")
        .contains("- program: `0.1.0 (1a2b3c4)`");
  }

  @Test
  void measured_figures_stand_in_the_table_and_in_the_front_matter() {
    Measurement measurement =
        new Measurement(
            "drawn",
            "cd".repeat(32),
            "test",
            9,
            List.of(
                new Measurement.Figure("top-1 accuracy", 0.5, List.of(0.25, 0.75)),
                new Measurement.Figure("macro F1", 0.4, List.of())));

    String card = ModelCard.markdown(UNMEASURED.withMeasurements(List.of(measurement)));

    assertThat(card)
        .contains("| drawn | test | 9 | top-1 accuracy | 0.5000 | 0.2500 to 0.7500 |\n")
        .contains("| drawn | test | 9 | macro F1 | 0.4000 |  |\n")
        .contains("Content hash of drawn: `" + "cd".repeat(32) + "`");
    JsonNode front = new YAMLMapper().readTree(card.substring(3, card.indexOf("---", 3)));
    assertThat(front.at("/pipeline_tag").asString()).isEqualTo("image-classification");
    assertThat(front.at("/model-index/0/name").asString()).isEqualTo("tiny \"1\"");
    assertThat(front.at("/model-index/0/results/0/dataset/split").asString()).isEqualTo("test");
    assertThat(front.at("/model-index/0/results/0/metrics/1/type").asString())
        .isEqualTo("macro F1");
    assertThat(front.at("/model-index/0/results/0/metrics/1/value").asDouble()).isEqualTo(0.4);
  }

  @Test
  void data_measured_on_two_splits_has_its_hash_told_once() {
    String hash = "cd".repeat(32);
    List<Measurement> measurements =
        List.of(
            new Measurement("drawn", hash, "validation", 9, List.of()),
            new Measurement("drawn", hash, "test", 9, List.of()));

    String card = ModelCard.markdown(UNMEASURED.withMeasurements(measurements));

    assertThat(card).containsOnlyOnce("Content hash of drawn");
  }

  @Test
  void what_people_wrote_below_the_card_is_kept_when_it_is_written_anew() {
    String earlier = ModelCard.markdown(UNMEASURED) + "\n## Limits\n\nNo tinned fruit.\n";
    ModelDescription measured =
        UNMEASURED.withMeasurements(
            List.of(new Measurement("drawn", "cd".repeat(32), "test", 9, List.of())));

    String card = ModelCard.markdown(measured, earlier);
    String again = ModelCard.markdown(measured, card.replace("\n", "\r\n"));

    assertThat(card)
        .startsWith(ModelCard.markdown(measured))
        .endsWith("\n\n## Limits\n\nNo tinned fruit.\n");
    assertThat(again).isEqualTo(card);
  }

  @Test
  void a_card_without_a_place_for_notes_is_written_anew_as_a_whole() {
    assertThat(ModelCard.markdown(UNMEASURED, "# of an earlier program\n"))
        .isEqualTo(ModelCard.markdown(UNMEASURED));
  }
}

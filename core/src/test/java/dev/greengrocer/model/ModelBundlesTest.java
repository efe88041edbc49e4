package dev.greengrocer.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Decision;
import dev.greengrocer.InvalidModelException;
import dev.greengrocer.Label;
import dev.greengrocer.LabelSet;
import dev.greengrocer.StorageException;
import dev.greengrocer.image.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelBundlesTest {

  private static final ModelDescription DESCRIPTION =
      new ModelDescription(
          "tiny-1",
          "tiny",
          new LabelSet(
              List.of(
                  Label.of("apple"),
                  new Label("capsicum", List.of("sweet pepper"), "bell pepper"),
                  new Label("jalapeño", List.of("jalepeno"), "chilli pepper"))),
          new Preprocessing(8, 6, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD),
          new Provenance(
              "ab".repeat(32),
              "0.1.0 (1a2b3c4)",
              42,
              "2026-11-23T01:02:03Z",
              Map.of("epochs", "2", "batchSize", "32"),
              Map.of("cores", "2")),
          List.of(
              new Measurement(
                  "drawn",
                  "cd".repeat(32),
                  "test",
                  9,
                  List.of(
                      new Measurement.Figure("top-1 accuracy", 0.5, List.of(0.25, 0.75)),
                      new Measurement.Figure("macro F1", 0.4, List.of())))));

  @TempDir private Path folder;
  private Path onnx;
  private Path place;

  @BeforeEach
  void write_a_network() throws IOException {
    onnx = Files.writeString(folder.resolve("network.onnx"), "abc");
    place = folder.resolve("models/tiny");
  }

  @Test
  void a_bundle_is_read_as_it_was_written() {
    ModelBundle written = ModelBundles.write(place, onnx, DESCRIPTION, "# card");

    ModelBundle read = ModelBundles.open(place);

    assertThat(read).isEqualTo(written);
    assertThat(read.description()).isEqualTo(DESCRIPTION);
    assertThat(read.modelFile()).hasContent("abc");
    // SHA-256 of "abc": the first example of FIPS 180-2.
    assertThat(read.modelSha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void nothing_but_the_bundle_is_left_beside_it() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    ModelBundles.write(place, onnx, DESCRIPTION, "# card 2");

    assertThat(names(folder.resolve("models"))).containsExactly("tiny");
    assertThat(names(place)).containsExactly("bundle.json", "model-card.md", "model.onnx");
    assertThat(place.resolve(ModelBundle.CARD)).hasContent("# card 2");
    assertThat(onnx).exists();
  }

  @Test
  void the_same_model_gives_the_same_bytes() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    ModelBundles.write(folder.resolve("again"), onnx, DESCRIPTION, "# card");

    assertThat(folder.resolve("again/bundle.json"))
        .hasSameBinaryContentAs(place.resolve("bundle.json"));
    assertThat(Files.readString(place.resolve("bundle.json")).indexOf("batchSize"))
        .isLessThan(Files.readString(place.resolve("bundle.json")).indexOf("epochs"));
  }

  @Test
  void measurements_are_added_to_a_bundle_without_touching_its_weights() {
    ModelBundle bundle =
        ModelBundles.write(place, onnx, DESCRIPTION.withMeasurements(List.of()), "not measured");

    ModelBundles.measure(bundle, DESCRIPTION.measurements(), List.of(), "measured");

    ModelBundle read = ModelBundles.open(place);
    assertThat(read.description()).isEqualTo(DESCRIPTION);
    assertThat(read.modelSha256()).isEqualTo(bundle.modelSha256());
    assertThat(place.resolve(ModelBundle.CARD)).hasContent("measured");
  }

  @Test
  void a_bundle_of_the_first_format_is_read_and_has_no_rule() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Path metadata = place.resolve("bundle.json");
    assertThat(metadata).content().doesNotContain("decision");
    Files.writeString(
        metadata,
        Files.readString(metadata).replace("\"formatVersion\" : 2", "\"formatVersion\" : 1"));

    assertThat(ModelBundles.open(place).description()).isEqualTo(DESCRIPTION);
    assertThat(ModelBundles.open(place).decision()).isEmpty();
  }

  @Test
  void a_rule_and_its_features_are_read_as_they_were_written() throws IOException {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");

    ModelBundles.decide(bundle, DESCRIPTION, rule(), "# decided");

    ModelBundle read = ModelBundles.open(place);
    assertThat(read.decision()).contains(rule().rule());
    assertThat(read.description().measurements()).isEqualTo(DESCRIPTION.measurements());
    assertThat(read.modelSha256()).isEqualTo(bundle.modelSha256());
    assertThat(place.resolve(ModelBundle.CARD)).hasContent("# decided");
    // (3, 4) is (0.6, 0.8) of length 1; less the mean (0.6, 0) and what lies along (1, 0): 0.8.
    assertThat(ModelBundles.featureSpace(read).orElseThrow().residual(new float[] {3, 4}))
        .isCloseTo(0.8, within(1e-6));
  }

  @Test
  void measuring_a_bundle_keeps_its_rule_and_features() throws IOException {
    ModelBundle bundle =
        ModelBundles.decide(
            ModelBundles.write(place, onnx, DESCRIPTION, "# card"), DESCRIPTION, rule(), "# card");

    ModelBundles.measure(bundle, List.of(), List.of(), "# measured");

    assertThat(ModelBundles.open(place).decision()).contains(rule().rule());
    assertThat(names(place))
        .containsExactly("bundle.json", "familiar-features.npy", "model-card.md", "model.onnx");
  }

  @Test
  void another_rule_takes_out_what_was_counted_with_the_one_before() {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    EvaluationCounts counts =
        new EvaluationCounts(
            "drawn",
            "cd".repeat(32),
            "test",
            List.of(List.of(1L, 0L, 0L), List.of(0L, 0L, 1L), List.of(0L, 0L, 0L)),
            List.of(0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 1L),
            Map.of(Decision.ACCEPT, 2L));
    ModelBundles.measure(bundle, DESCRIPTION.measurements(), List.of(counts), "# card");
    assertThat(ModelBundles.counts(ModelBundles.open(place))).containsExactly(counts);

    ModelBundles.decide(bundle, DESCRIPTION, rule(), "# decided");

    assertThat(ModelBundles.counts(ModelBundles.open(place))).isEmpty();
  }

  @Test
  void altered_or_missing_features_are_refused() throws IOException {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    ModelBundles.decide(bundle, DESCRIPTION, rule(), "# card");
    Path features = place.resolve(ModelBundle.FEATURES);
    byte[] bytes = Files.readAllBytes(features);
    bytes[bytes.length - 1] ^= 1;
    Files.write(features, bytes);

    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("familiar-features.npy: altered or damaged");

    Files.delete(features);
    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("familiar-features.npy: missing");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"temperature\" : 0.5', '\"temperature\" : 0', temperature 0.0 is out of range",
    "'\"coverage\" : 0.95', '\"coverage\" : 95', shortlists.coverage 95.0 is out of range",
    "'\"longest\" : 5', '\"longest\" : 1', shortlists.longest 1.0 is out of range",
    "'\"severalKinds\" : 1.0,', '', severalKinds",
  })
  void a_fault_in_the_rule_is_told(String right, String wrong, String complaint)
      throws IOException {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    ModelBundles.decide(bundle, DESCRIPTION, rule(), "# card");
    Path metadata = place.resolve("bundle.json");
    String json = Files.readString(metadata);
    assertThat(json).contains(right);
    Files.writeString(metadata, json.replace(right, wrong));

    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(metadata.toString())
        .hasMessageContaining(complaint);
  }

  @Test
  void a_rule_with_an_open_set_is_read_back_and_an_older_one_is_written_as_before()
      throws IOException {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    ModelBundles.decide(bundle, DESCRIPTION, rule(), "# card");
    assertThat(Files.readString(place.resolve("bundle.json")))
        .contains("\"formatVersion\" : 2")
        .doesNotContain("openSet");
    assertThat(ModelBundles.open(place).decision()).contains(rule().rule());

    FittedDecision open = opened(rule());
    ModelBundles.decide(ModelBundles.open(place), DESCRIPTION, open, "# card");

    assertThat(Files.readString(place.resolve("bundle.json"))).contains("\"formatVersion\" : 3");
    assertThat(ModelBundles.open(place).decision()).contains(open.rule());
  }

  @Test
  void a_rule_that_corrects_probabilities_has_a_version_of_its_own() throws IOException {
    ModelBundle bundle = ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    FittedDecision correcting = correcting();

    ModelBundles.decide(bundle, DESCRIPTION, correcting, "# card");

    assertThat(Files.readString(place.resolve("bundle.json"))).contains("\"formatVersion\" : 4");
    ModelBundle read = ModelBundles.open(place);
    assertThat(read.decision()).contains(correcting.rule());
    FeatureSpace space = ModelBundles.featureSpace(read).orElseThrow();
    assertThat(space.sha256()).isEqualTo(correcting.space().orElseThrow().sha256());
    // (0, 1) less the mean (0.6, 0), along (3, 4): 4 - 1.8.
    assertThat(space.unknown(new float[] {0, 2})).isCloseTo(2.2, within(1e-6));
  }

  @Test
  void a_correction_and_a_space_that_tells_no_unknown_kinds_are_refused() {
    FittedDecision correcting = correcting();
    FittedDecision plain = opened(rule());

    assertThatThrownBy(() -> new FittedDecision(correcting.rule(), plain.space()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("a rule with a correction and a space that does not tell unknown");
    assertThatThrownBy(() -> new FittedDecision(plain.rule(), correcting.space()))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("a rule without a correction and a space that tells unknown kinds");
  }

  private static FittedDecision correcting() {
    FittedDecision open = opened(rule());
    FeatureSpace space = open.space().orElseThrow().towardsUnknown(new float[] {3, 4});
    DecisionRule rule = open.rule();
    DecisionRule.OpenSet set = rule.openSet().orElseThrow();
    return new FittedDecision(
        new DecisionRule(
            rule.temperature(),
            rule.acceptance(),
            rule.shortlists(),
            new DecisionRule.Familiarity(0.5, 2, 1.5, space.sha256()),
            rule.severalKinds(),
            rule.clarity(),
            rule.fittedOn(),
            Optional.of(
                new DecisionRule.OpenSet(
                    set.acceptedUpTo(),
                    set.sure(),
                    set.known(),
                    set.unknown(),
                    Optional.of(new OddsCorrection(1, 60))))),
        Optional.of(space));
  }

  @Test
  void a_name_is_never_accepted_on_a_photo_that_is_strange() {
    assertThatThrownBy(() -> opened(rule(), 1.6))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("openSet.acceptedUpTo 1.6 is out of range");
  }

  private static FittedDecision opened(FittedDecision closed) {
    return opened(closed, 1.25);
  }

  /** The same decision with an open set; photos are strange above 1.5. */
  private static FittedDecision opened(FittedDecision closed, double acceptedUpTo) {
    DecisionRule rule = closed.rule();
    return new FittedDecision(
        new DecisionRule(
            rule.temperature(),
            rule.acceptance(),
            rule.shortlists(),
            rule.familiarity(),
            rule.severalKinds(),
            rule.clarity(),
            rule.fittedOn(),
            Optional.of(
                new DecisionRule.OpenSet(
                    acceptedUpTo,
                    0.9,
                    List.of(new DecisionRule.FittedOn("field", "ef".repeat(32), "all", 252)),
                    List.of(new DecisionRule.FittedOn("other", "ab".repeat(32), "all", 231))))),
        closed.space());
  }

  private static FittedDecision rule() {
    FeatureSpace space = new FeatureSpace(new float[] {0.6f, 0}, new float[][] {{1, 0}});
    return new FittedDecision(
        new DecisionRule(
            0.5,
            new DecisionRule.Acceptance(0.9, 0.01),
            new DecisionRule.Shortlists(0.02, 0.95, 5),
            new DecisionRule.Familiarity(0.5, 2, 1.5, space.sha256()),
            1,
            new DecisionRule.Clarity(10, 20),
            new DecisionRule.FittedOn("drawn", "cd".repeat(32), "validation", 40)),
        Optional.of(space));
  }

  @Test
  void a_missing_folder_is_told_by_its_name() {
    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(place.toString())
        .hasMessageContaining("no model bundle there");
  }

  @ParameterizedTest
  @CsvSource({"bundle.json", "model.onnx", "model-card.md"})
  void a_missing_file_is_told_by_its_name(String name) throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Files.delete(place.resolve(name));

    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("'" + name + "' is missing");
  }

  @Test
  void an_altered_network_is_refused_with_both_hashes() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Files.writeString(place.resolve("model.onnx"), "abd");

    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("model.onnx: altered or damaged")
        .hasMessageContaining("ba7816bf")
        .hasMessageContaining("a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"formatVersion\" : 2 | \"formatVersion\" : 7 | format version 7, but this program reads versions 1 to 4",
        "\"formatVersion\" : 2 | \"formatVersion\" : \"2\" | no whole number 'formatVersion'",
        "\"network\" : \"tiny\" | \"network\" : \"tiny\", \"mood\" : \"good\" | 'mood",
        "\"network\" : \"tiny\", | ~~ | network",
        "\"network\" : \"tiny\" | \"network\" : null | network",
        "\"size\" : 6 | \"size\" : 9 | 1 <= size <= resize <= 8192 does not hold for size 9, resize 8",
        "\"size\" : 6 | \"size\" : \"six\" | preprocessing.size",
        "\"jalepeno\" | \"Apple\" | 'Apple' means both label 'apple' and label 'jalapeño'",
        "\"capsicum\" | \" \" | blank name, alias or group",
        "\"labels\" : [ | \"labels\" : { | not JSON at line",
      })
  void a_fault_in_the_metadata_names_the_file_and_the_fault(
      String right, String wrong, String complaint) throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Path metadata = place.resolve("bundle.json");
    String json = Files.readString(metadata);
    assertThat(json).contains(right);
    Files.writeString(metadata, json.replace(right, wrong));

    assertThatThrownBy(() -> ModelBundles.open(place))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(metadata.toString())
        .hasMessageContaining(complaint)
        .hasMessageContaining("model");
  }

  @Test
  void cut_off_metadata_is_refused() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Path metadata = place.resolve("bundle.json");
    byte[] json = Files.readAllBytes(metadata);
    for (int length : new int[] {0, 1, json.length / 2, json.length - 2}) {
      Files.write(metadata, Arrays.copyOf(json, length));

      assertThatThrownBy(() -> ModelBundles.open(place))
          .as("%d bytes", length)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(metadata.toString());
    }
  }

  @Test
  void a_folder_of_something_else_is_never_replaced() throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> ModelBundles.write(place, onnx, DESCRIPTION, "# card"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("exists and is not a model bundle");
    assertThat(place.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void an_empty_folder_is_a_place_for_a_bundle() throws IOException {
    Files.createDirectories(place);

    ModelBundles.write(place, onnx, DESCRIPTION, "# card");

    assertThat(ModelBundles.open(place).name()).isEqualTo("tiny-1");
  }

  @Test
  void a_place_below_a_file_cannot_be_written() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(
            () -> ModelBundles.write(file.resolve("bundle"), onnx, DESCRIPTION, "# card"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(file.resolve("bundle") + ": cannot be written");
  }

  @Test
  void a_failed_write_leaves_the_earlier_bundle_and_nothing_else() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");

    assertThatThrownBy(
            () -> ModelBundles.write(place, folder.resolve("missing.onnx"), DESCRIPTION, "new"))
        .isInstanceOf(StorageException.class);

    assertThat(names(folder.resolve("models"))).containsExactly("tiny");
    assertThat(ModelBundles.open(place).description()).isEqualTo(DESCRIPTION);
    assertThat(place.resolve(ModelBundle.CARD)).hasContent("# card");
  }

  @Test
  void what_a_killed_writer_left_behind_is_cleared_away() throws IOException {
    Path partial = Files.createDirectories(place.resolveSibling(".tiny.staged/new"));
    Files.write(partial.resolve("model.onnx"), "half of a netw".getBytes(UTF_8));

    ModelBundles.write(place, onnx, DESCRIPTION, "# card");

    assertThat(names(folder.resolve("models"))).containsExactly("tiny");
  }

  @Test
  void a_bundle_whose_replacement_was_killed_half_way_is_restored() throws IOException {
    ModelBundles.write(place, onnx, DESCRIPTION, "# card");
    Path staged = Files.createDirectories(place.resolveSibling(".tiny.staged"));
    Files.move(place, staged.resolve("old"));

    assertThat(ModelBundles.open(place).description()).isEqualTo(DESCRIPTION);
    assertThat(names(folder.resolve("models"))).containsExactly("tiny");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}

package dev.greengrocer.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greengrocer.Reason;
import dev.greengrocer.image.ImageOperations;
import dev.greengrocer.image.RgbImage;
import dev.greengrocer.inference.Models;
import dev.greengrocer.inference.NetworkClassifier;
import dev.greengrocer.model.ModelBundle;
import dev.greengrocer.model.ModelBundles;
import dev.greengrocer.statistics.Proportion;
import dev.greengrocer.testing.DrawnBundle;
import dev.greengrocer.testing.DrawnPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetsEvaluatorTest {

  @TempDir private Path folder;

  @Test
  void unknown_photos_are_counted_by_what_is_made_of_them() throws IOException {
    // Logits of 9 times a channel's mean: grey ones are even, a red one is sure.
    List<Path> strange =
        List.of(
            photo("grey.png", 90, 90, 90),
            photo("dark.png", 3, 3, 3),
            photo("red car.png", 255, 0, 0),
            photo("yellow car.png", 200, 200, 0));
    List<LabelledPhoto> produce = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      produce.add(labelled("tomato" + i, "red", 250 - i, 5 * i, 10));
    }
    List<Long> progress = new ArrayList<>();

    EvaluatedSets sets =
        evaluate(
            data("test", produce),
            new FurtherSets(
                List.of(), List.of(new FurtherSets.Unknown("cars", "ee".repeat(32), strange))),
            progress);

    OodMetrics cars = sets.unknown().get(0);
    assertThat(cars.accepted()).isEqualTo(new Proportion(0, 4));
    // Each colour has two labels, so that red is a list of two; even ones are too many.
    assertThat(cars.shortlisted()).isEqualTo(new Proportion(2, 4));
    assertThat(cars.rejected()).isEqualTo(Map.of(Reason.UNSURE, 2L));
    assertThat(cars.allRejected()).isEqualTo(new Proportion(2, 4));
    // By its largest logit only the red car looks more familiar than any tomato: 3 of 4.
    assertThat(cars.byUnfamiliarity().value()).isEqualTo(0.75);
    assertThat(progress).hasSize(8).last().isEqualTo(8L);
  }

  @Test
  void each_labelled_set_has_its_own_figures_and_the_data_comes_first() throws IOException {
    List<LabelledPhoto> here =
        List.of(labelled("a", "red", 255, 0, 0), labelled("b", "green", 0, 255, 0));
    // Told less clearly, and one that is called red but is blue.
    List<LabelledPhoto> phones =
        List.of(
            labelled("c", "red", 200, 60, 60),
            labelled("d", "red", 90, 90, 130),
            labelled("e", "blue", 0, 0, 255));

    EvaluatedSets sets =
        evaluate(
            data("test", here),
            new FurtherSets(
                List.of(new FurtherSets.Labelled("phones", "aa".repeat(32), phones)), List.of()),
            new ArrayList<>());

    assertThat(sets.labelled())
        .extracting(SetMetrics::name)
        .containsExactly("stall (test)", "phones");
    assertThat(sets.labelled().get(0).strict()).isEqualTo(new Proportion(2, 2));
    SetMetrics elsewhere = sets.further().get(0);
    assertThat(elsewhere.strict()).isEqualTo(new Proportion(2, 3));
    assertThat(elsewhere.decisions().shortlisted().trials()).isEqualTo(3);
    // The wrong one is the least sure: risks 0, 0 and 1 of 3.
    assertThat(elsewhere.risk().area().value()).isCloseTo(1 / 9.0, within(1e-12));
    assertThat(elsewhere.risk().excess().value()).isZero();
  }

  @Test
  void synonyms_are_one_in_the_risk_and_two_in_the_strict_figure() throws IOException {
    // Even labels of one colour: the first of them is named.
    List<LabelledPhoto> photos =
        List.of(labelled("a", "red", 255, 0, 0), labelled("b", "crimson", 255, 9, 0));
    Path bundle = DrawnBundle.write(folder, 4, 9, "red", "green", "blue", "crimson");
    Path description = bundle.resolve(ModelBundle.METADATA);
    Files.writeString(
        description,
        Files.readString(description).replace("\"group\" : \"crimson\"", "\"group\" : \"red\""));
    try (NetworkClassifier classifier = Models.openNetwork(ModelBundles.open(bundle))) {
      SetMetrics set =
          new SetsEvaluator(classifier)
              .evaluate(data("all", photos), FurtherSets.NONE, done -> {})
              .labelled()
              .get(0);

      assertThat(set.name()).isEqualTo("stall");
      assertThat(set.strict()).isEqualTo(new Proportion(1, 2));
      assertThat(set.merged()).isEqualTo(new Proportion(2, 2));
      assertThat(set.risk().area().value()).isZero();
    }
  }

  @Test
  void folders_of_one_name_are_told_apart() throws IOException {
    List<LabelledPhoto> photos = List.of(labelled("a", "red", 255, 0, 0));
    FurtherSets.Labelled phones = new FurtherSets.Labelled("stall", "aa".repeat(32), photos);

    EvaluatedSets sets =
        evaluate(
            data("all", photos),
            new FurtherSets(
                List.of(phones, phones),
                List.of(
                    new FurtherSets.Unknown(
                        "stall", "bb".repeat(32), List.of(photo("x.png", 9, 9, 9))))),
            new ArrayList<>());

    assertThat(sets.labelled())
        .extracting(SetMetrics::name)
        .containsExactly("stall", "stall (2)", "stall (3)");
    assertThat(sets.unknown()).extracting(OodMetrics::name).containsExactly("stall (4)");
  }

  private EvaluatedSets evaluate(EvaluationData data, FurtherSets further, List<Long> progress)
      throws IOException {
    try (NetworkClassifier classifier =
        Models.openNetwork(
            ModelBundles.open(
                DrawnBundle.write(
                    folder, 4, 9, "red", "green", "blue", "crimson", "lime", "navy")))) {
      return new SetsEvaluator(classifier).evaluate(data, further, progress::add);
    }
  }

  private static EvaluationData data(String split, List<LabelledPhoto> photos) {
    return new EvaluationData(
        "stall",
        EvaluationData.Source.FOLDER,
        split,
        photos,
        "dd".repeat(32),
        EvaluationData.Leaks.NONE,
        List.of(),
        List.of());
  }

  private LabelledPhoto labelled(String name, String label, int red, int green, int blue)
      throws IOException {
    return new LabelledPhoto(name, photo(name + ".png", red, green, blue), label);
  }

  private Path photo(String name, int red, int green, int blue) throws IOException {
    return Files.write(folder.resolve(name), ImageOperations.encodePng(plain(red, green, blue)));
  }

  private static RgbImage plain(int red, int green, int blue) {
    return new RgbImage(16, 12, DrawnPhotos.plain(16, 12, red, green, blue));
  }
}

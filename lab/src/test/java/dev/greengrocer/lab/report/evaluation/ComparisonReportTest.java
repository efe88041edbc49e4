package dev.greengrocer.lab.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.lab.evaluation.MarkedExam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs read about two models on the same photos. */
final class ComparisonReportTest {

  private static final LabelSet FRUIT = LabelSet.ofNames(List.of("apple", "pear"));

  @TempDir private Path folder;

  @Test
  void metrics_tell_the_counts_the_test_and_the_verdict() throws IOException {
    Comparison comparison = compare(FRUIT, FRUIT, 50, 9, 1, 40, "test");

    JsonNode metrics =
        new JsonMapper()
            .readTree(EvaluationReport.metricsJson(comparison.thisResult(), comparison));

    JsonNode told = metrics.get("comparison");
    assertThat(told.at("/other/name").asString()).isEqualTo("old");
    assertThat(told.at("/strict/bothRight").asInt()).isEqualTo(50);
    assertThat(told.at("/strict/onlyThis").asInt()).isEqualTo(9);
    assertThat(told.at("/strict/onlyOther").asInt()).isEqualTo(1);
    assertThat(told.at("/strict/bothWrong").asInt()).isEqualTo(40);
    assertThat(told.at("/strict/difference/value").asDouble()).isEqualTo(0.08);
    // 22 / 1024
    assertThat(told.at("/strict/mcNemarPValue").asDouble()).isEqualTo(0.021484);
    assertThat(told.at("/merged")).isEqualTo(told.at("/strict"));
    assertThat(told.at("/modelBytes/this").asLong()).isEqualTo(1_500_000);
    // Each is as sure as can be, and right on 59 and 51 of 100.
    assertThat(told.at("/expectedCalibrationError/this").asDouble()).isEqualTo(0.41);
    assertThat(told.at("/expectedCalibrationError/other").asDouble()).isEqualTo(0.49);
    assertThat(told.at("/mayReplace").asString()).isEqualTo("this");
    assertThat(told.at("/verdict").asString()).isEqualTo(verdict(comparison).text());
  }

  @Test
  void without_another_model_metrics_say_nothing_of_one() throws IOException {
    EvaluationResult result = MarkedExam.of(folder, "new", FRUIT, "10");

    assertThat(EvaluationReport.metricsJson(result, null)).doesNotContain("comparison");
  }

  @Test
  void a_better_model_is_told_with_its_evidence() throws IOException {
    ReplacementVerdict verdict = verdict(compare(FRUIT, FRUIT, 50, 9, 1, 40, "test"));

    assertThat(verdict.id()).isEqualTo("this");
    assertThat(verdict.text())
        .startsWith(
            "new may replace old: it is better, strict: alone right 9 times against 1, +8.0 points")
        .endsWith(
            "p = 0.021. old may not replace new: it is worse, strict: -8.0 points, p = 0.021.");
  }

  @Test
  void the_other_way_round_the_other_wins() throws IOException {
    ReplacementVerdict verdict = verdict(compare(FRUIT, FRUIT, 50, 1, 9, 40, "test"));

    assertThat(verdict.id()).isEqualTo("other");
    assertThat(verdict.text()).startsWith("old may replace new: it is better");
  }

  @Test
  void models_as_good_as_each_other_are_chosen_by_size_and_speed() throws IOException {
    ReplacementVerdict verdict = verdict(compare(FRUIT, FRUIT, 900, 2, 2, 96, "test"));

    assertThat(verdict.id()).isEqualTo("either");
    assertThat(verdict.text()).contains("neither loses more than 1 point").contains("strict 0.0");
  }

  @Test
  void too_few_photos_and_wide_intervals_are_no_evidence() throws IOException {
    assertThat(verdict(compare(FRUIT, FRUIT, 10, 2, 2, 2, "test")).text())
        .startsWith("Neither may replace the other.")
        .contains("16 photos are too few");
    ReplacementVerdict wide = verdict(compare(FRUIT, FRUIT, 900, 20, 20, 60, "test"));
    assertThat(wide.id()).isEqualTo("neither");
    assertThat(wide.text()).containsPattern("a loss of 1\\.[0-9] points is not excluded");
    assertThat(wide.text()).containsPattern("About 1,[0-9]{3} photos like these would tell");
  }

  @Test
  void a_missing_label_is_a_reason_that_accuracy_does_not_outweigh() throws IOException {
    LabelSet more = LabelSet.ofNames(List.of("apple", "quince", "pear"));
    Comparison comparison = compare(FRUIT, more, 300, 50, 0, 50, "test");

    ReplacementVerdict verdict = verdict(comparison);

    assertThat(verdict.id()).isEqualTo("neither");
    assertThat(verdict.text())
        .contains("new may not replace old: it does not know quince.")
        .contains("old may not replace new: it is worse")
        .doesNotContain("would tell");
    assertThat(ComparisonSummary.of(comparison).remarks())
        .anyMatch(remark -> remark.startsWith("The label sets differ: new does not know quince."));
  }

  @Test
  void training_photos_give_no_verdict() throws IOException {
    ReplacementVerdict verdict = verdict(compare(FRUIT, FRUIT, 100, 300, 0, 0, "train"));

    assertThat(verdict.id()).isEqualTo("none");
    assertThat(verdict.text()).startsWith("No verdict: models are better on photos");
  }

  @Test
  void two_models_of_one_name_are_told_apart_by_their_hashes() throws IOException {
    EvaluationResult result = MarkedExam.of(folder, "same", FRUIT, "10");

    assertThat(
            ComparisonSummary.of(Comparison.of(result, result, MarkedExam.latency())).otherName())
        .isEqualTo("same (cdcdcdcd)");
  }

  @Test
  void the_page_and_the_table_of_disagreements_show_both() throws IOException {
    Comparison comparison = compare(FRUIT, FRUIT, 1, 1, 1, 1, "test");

    assertThat(EvaluationTables.comparison(comparison))
        .isEqualTo(
            """
            path,label,this_predicted,this_probability,this_correct,this_correct_merged,\
            other_predicted,other_probability,other_correct,other_correct_merged
            photo-0001,apple,apple,1.000000,true,true,pear,1.000000,false,false
            photo-0002,apple,pear,1.000000,false,false,apple,1.000000,true,true
            """);
    assertThat(ComparisonSummary.of(comparison).figures())
        .contains(new ComparisonSummary.Figure("size of model.onnx", "1.5 MB", "1.5 MB"))
        .contains(new ComparisonSummary.Figure("expected calibration error", "50.0 %", "50.0 %"));
    assertThat(ComparisonSummary.speed(comparison))
        .isEqualTo(new ComparisonSummary.Figure("classify a photo (median)", "2.0 ms", "4.0 ms"));
  }

  private static ReplacementVerdict verdict(Comparison comparison) {
    return ReplacementVerdict.of(comparison, "new", "old");
  }

  private Comparison compare(
      LabelSet mine,
      LabelSet theirs,
      int bothRight,
      int onlyThis,
      int onlyOther,
      int bothWrong,
      String split)
      throws IOException {
    String[] marks = MarkedExam.marks(bothRight, onlyThis, onlyOther, bothWrong);
    return Comparison.of(
        MarkedExam.of(folder, "new", mine, marks[0], split),
        MarkedExam.of(folder, "old", theirs, marks[1], split),
        MarkedExam.latency());
  }
}

package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.Answer;
import dev.greengrocer.ClassScore;
import dev.greengrocer.files.Csv;
import dev.greengrocer.lab.evaluation.ClassificationMetrics;
import dev.greengrocer.lab.evaluation.Comparison;
import dev.greengrocer.lab.evaluation.EvaluatedPhoto;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.statistics.ClassMetrics;
import dev.greengrocer.statistics.ConfusionMatrix;
import dev.greengrocer.statistics.Interval;
import dev.greengrocer.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * An evaluation as tables in CSV: RFC 4180, a header line, lines that end in {@code \n}, numbers
 * with a decimal point, undefined ratios empty.
 */
final class EvaluationTables {

  private EvaluationTables() {}

  /** One row a class, first over the model's labels, then over the groups of synonyms. */
  static String perClass(EvaluationResult result) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "labels",
            "label",
            "support",
            "predicted",
            "correct",
            "precision",
            "precision_low",
            "precision_high",
            "recall",
            "recall_low",
            "recall_high",
            "f1",
            "f1_low",
            "f1_high"));
    classRows("strict", result.strict(), rows);
    classRows("merged", result.merged(), rows);
    return csv(rows);
  }

  private static void classRows(String view, ClassificationMetrics metrics, List<List<?>> rows) {
    for (ClassMetrics row : metrics.confusion().classes()) {
      List<Object> cells = new ArrayList<>();
      cells.addAll(List.of(view, row.label(), row.support(), row.predicted(), row.correct()));
      addShare(row.precision(), cells);
      addShare(row.recall(), cells);
      addFigure(row.f1(), row.f1Interval(), cells);
      rows.add(cells);
    }
  }

  private static void addShare(Proportion share, List<Object> cells) {
    addFigure(share.value(), share.interval(), cells);
  }

  private static void addFigure(
      OptionalDouble value, Optional<Interval> interval, List<Object> cells) {
    cells.add(value.isPresent() ? number(value.getAsDouble()) : "");
    cells.add(interval.map(ends -> number(ends.low())).orElse(""));
    cells.add(interval.map(ends -> number(ends.high())).orElse(""));
  }

  /** One row an actual class, one column a predicted class. */
  static String confusion(ConfusionMatrix matrix) {
    List<List<?>> rows = new ArrayList<>();
    List<Object> header = new ArrayList<>();
    header.add("actual\\predicted");
    header.addAll(matrix.labels());
    rows.add(header);
    for (int actual = 0; actual < matrix.labels().size(); actual++) {
      List<Object> row = new ArrayList<>();
      row.add(matrix.labels().get(actual));
      for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
        row.add(matrix.count(actual, predicted));
      }
      rows.add(row);
    }
    return csv(rows);
  }

  /** One row a photo. */
  static String predictions(EvaluationResult result) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "path",
            "label",
            "predicted",
            "probability",
            "correct",
            "rank",
            "label_probability",
            "merged_label",
            "merged_predicted",
            "merged_probability",
            "merged_correct",
            "merged_rank",
            "decision",
            "reason",
            "shortlist"));
    for (int i = 0; i < result.photos().strict().size(); i++) {
      EvaluatedPhoto strict = result.photos().strict().get(i);
      EvaluatedPhoto merged = result.photos().merged().get(i);
      Answer answer = result.photos().answers().get(i);
      rows.add(
          List.of(
              strict.path(),
              strict.label(),
              strict.prediction().best().label(),
              number(strict.prediction().best().probability()),
              strict.correct(),
              strict.rankOfTruth(),
              number(strict.probabilityOfTruth()),
              merged.label(),
              merged.prediction().best().label(),
              number(merged.prediction().best().probability()),
              merged.correct(),
              merged.rankOfTruth(),
              answer.decision().id(),
              answer.reason().id(),
              answer.shortlist().stream()
                  .map(ClassScore::label)
                  .collect(Collectors.joining("; "))));
    }
    return csv(rows);
  }

  /** One row a photo on which only one of two models is right, strictly or merged. */
  static String comparison(Comparison comparison) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "path",
            "label",
            "this_predicted",
            "this_probability",
            "this_correct",
            "this_correct_merged",
            "other_predicted",
            "other_probability",
            "other_correct",
            "other_correct_merged"));
    for (Comparison.Pair pair : comparison.pairs()) {
      if (pair.thisCorrect() != pair.otherCorrect()
          || pair.thisCorrectMerged() != pair.otherCorrectMerged()) {
        ClassScore mine = pair.thisPhoto().prediction().best();
        ClassScore theirs = pair.otherPhoto().prediction().best();
        rows.add(
            List.of(
                pair.thisPhoto().path(),
                pair.thisPhoto().label(),
                mine.label(),
                number(mine.probability()),
                pair.thisCorrect(),
                pair.thisCorrectMerged(),
                theirs.label(),
                number(theirs.probability()),
                pair.otherCorrect(),
                pair.otherCorrectMerged()));
      }
    }
    return csv(rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String csv(List<List<?>> rows) {
    StringBuilder text = new StringBuilder();
    Csv file = Csv.piped(text, rows.get(0).stream().map(String::valueOf).toArray(String[]::new));
    rows.stream().skip(1).forEach(row -> file.line(row.toArray()));
    return text.toString();
  }
}

package dev.greengrocer.lab.report.evaluation;

import dev.greengrocer.LabelSet;
import dev.greengrocer.lab.evaluation.EvaluationResult;
import dev.greengrocer.statistics.ClassMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Classes with their figures, the worst recognised first.
 *
 * @param title the heading of the table, or empty
 * @param rows one a class that has photos
 */
record ClassTable(String title, List<Row> rows) {

  /**
   * One class.
   *
   * @param f1Percent the length of its bar, in percent
   */
  record Row(
      String label,
      long support,
      String f1Percent,
      FormattedFigure f1,
      FormattedFigure precision,
      FormattedFigure recall) {
    static Row of(ClassMetrics metrics) {
      return new Row(
          metrics.label(),
          metrics.support(),
          String.format(Locale.ROOT, "%.0f", 100 * metrics.f1().orElse(0)),
          FormattedFigure.percent(metrics.f1(), metrics.f1Interval()),
          FormattedFigure.percent(metrics.precision()),
          FormattedFigure.percent(metrics.recall()));
    }
  }

  /** All labels, and below them the groups that hold more than one. */
  static List<ClassTable> of(EvaluationResult result) {
    List<ClassTable> tables = new ArrayList<>();
    tables.add(of("", result.strict().confusion().classes()));
    Set<String> synonyms = groupsOfSeveral(result.model().labels());
    List<ClassMetrics> merged =
        result.merged().confusion().classes().stream()
            .filter(metrics -> synonyms.contains(metrics.label()))
            .toList();
    ClassTable groups = of("Synonyms counted as one", merged);
    if (!groups.rows().isEmpty()) {
      tables.add(groups);
    }
    return tables;
  }

  private static ClassTable of(String title, Collection<ClassMetrics> classes) {
    return new ClassTable(
        title,
        classes.stream()
            .filter(metrics -> metrics.support() > 0)
            .sorted(Comparator.comparingDouble(metrics -> metrics.f1().orElseThrow()))
            .map(Row::of)
            .toList());
  }

  private static Set<String> groupsOfSeveral(LabelSet labels) {
    Set<String> seen = new TreeSet<>();
    Set<String> several = new TreeSet<>();
    labels.labels().stream()
        .filter(label -> !seen.add(label.group()))
        .forEach(label -> several.add(label.group()));
    return several;
  }
}
